"""How do the events beside the bimtek leave and enter as a spreadsheet?"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programs.models import Enrolment
from smartcity_portal.kit.sheets import Choice, Column, Day, Row, Sheet, Text, register
from workshops.models import Milestone
from workshops.services import milestones

COLUMNS = [
    Column("kind", _("Kind"), Choice(Milestone.Kind), required=True, width=28),
    Column("title", _("Title"), Text(160), required=True, width=44),
    Column("starts_on", _("First day"), Day(), required=True),
    Column("ends_on", _("Last day"), Day()),
    Column("place", _("Place"), Text(200)),
    Column("text", _("What happened"), Text(300), width=50),
    Column("source", _("Source"), Text(200)),
]


def _rows(enrolment: Enrolment, user: User) -> Iterator[dict[str, Any]]:
    for milestone in enrolment.milestones.all():
        yield {"id": milestone.pk, **{c.key: getattr(milestone, c.key) for c in COLUMNS}}


def _save(enrolment: Enrolment, row: Row, *, by: User) -> None:
    known = Milestone.objects.filter(pk=row.id).first()
    kept = {c.key: getattr(known, c.key) for c in COLUMNS} if known else {}
    milestones.record(enrolment, by=by, **{**kept, **row})


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
        page=lambda enrolment: enrolment.get_absolute_url(),
    )
)
