"""How do the events beside the bimtek leave and enter as a spreadsheet?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programs.models import Enrolment
from smartcity_portal.kit.sheets import Choice, Column, Day, Flag, Row, Sheet, Text, register
from workshops.models import Milestone
from workshops.services import milestones

COLUMNS = [
    Column("kind", _("Kind"), Choice(Milestone.Kind), required=True, width=28),
    Column("title", _("Title"), Text(160), required=True, width=44),
    Column("starts_on", _("First day"), Day(), required=True),
    Column("ends_on", _("Last day"), Day()),
    Column("place", _("Place"), Text(200)),
    Column("text", _("What happened"), Text(300), width=50),
    Column("planned", _("Planned, not held yet"), Flag()),
    Column("result", _("Result"), Text(300), help=_("The ministry writes it.")),
    Column("instrument", _("Instrument"), Choice(Milestone.Instrument)),
    Column("number", _("Number"), Text(120)),
    Column("reference", _("Chapter and page"), Text(160)),
    Column("notes", _("Notes"), Text(4000, lines=True)),
    Column("source", _("Source"), Text(200)),
    Column("is_public", _("Shown to everybody"), Flag()),
]


def _rows(enrolment: Enrolment, user: User) -> Iterator[dict[str, Any]]:
    for milestone in enrolment.milestones.all():
        yield {"id": milestone.pk, **{c.key: getattr(milestone, c.key) for c in COLUMNS}}


def _save(enrolment: Enrolment, row: Row, *, by: User) -> None:
    known = Milestone.objects.filter(pk=row.id).first()
    kept = {c.key: getattr(known, c.key) for c in COLUMNS} if known else {}
    milestones.record(enrolment, by=by, **{**kept, **row.without_id()})


register(
    Sheet(
        name="workshops.milestones",
        title=_("Events beside the bimtek"),
        scope=Enrolment,
        columns=COLUMNS,
        key=("kind", "starts_on"),
        rows=_rows,
        save=_save,
        may_export="programs.view_enrolment",
        may_import="workshops.record_milestone",
        page=lambda enrolment: reverse("workshops:aftermath", args=[enrolment.slug]),
    )
)
