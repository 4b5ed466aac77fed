"""How does the agenda of a bimtek leave and enter as a spreadsheet?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from smartcity_portal.kit.sheets import Choice, Clock, Column, Number, Row, Sheet, Text, register
from workshops.models import AgendaSession, Workshop
from workshops.services import agenda

COLUMNS = [
    Column("day", _("Day"), Number(least=1, most=30), required=True, width=8, example=1),
    Column("starts_at", _("From"), Clock()),
    Column("ends_at", _("To"), Clock()),
    Column("title", _("Title"), Text(200), required=True, width=50),
    Column(
        "presenter",
        _("Presenter"),
        Text(300),
        width=40,
        help=_("Several names are parted by semicolons."),
    ),
    Column("room", _("Room"), Text(100)),
    Column("mode", _("Mode"), Choice(Workshop.Mode), help=_("Empty: as the whole bimtek.")),
    Column("link", _("Link of the online meeting"), Text(500), width=40),
]


def _rows(workshop: Workshop, user: User) -> Iterator[dict[str, Any]]:
    for session in workshop.meeting.sessions.all():
        yield {"id": session.pk, **{c.key: getattr(session, c.key) for c in COLUMNS}}


def _save(workshop: Workshop, row: Row, *, by: User) -> None:
    if row.id:
        agenda.change(AgendaSession.objects.get(pk=row.id), by=by, **row)
    else:
        agenda.add(workshop.meeting, by=by, **row)


register(
    Sheet(
        name="workshops.sessions",
        title=_("Agenda"),
        scope=Workshop,
        columns=COLUMNS,
        key=("day", "title", "room"),
        rows=_rows,
        save=_save,
        may_export="workshops.view_workshop",
        may_import="workshops.schedule_workshop",
        page=lambda workshop: reverse(
            "workshops:agenda_detail", args=[workshop.enrolment.slug, workshop.number]
        ),
        scopes_of=lambda enrolment: enrolment.workshops.all(),
    )
)
