"""How does the attendance of all sessions leave and enter as a spreadsheet?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from smartcity_portal.kit.formats import clock, day_brief
from smartcity_portal.kit.sheets import Choice, Column, Number, Row, Sheet, Text, register
from workshops.attendance_sheet import sessions_of
from workshops.lists.participants import AGENCY
from workshops.models import AgendaSession, Attendance, Excuse, Participation, Workshop
from workshops.services import roster_imports
from workshops.services.roster_imports import ABSENT, EXCUSED, PRESENT

WORDS = [(PRESENT, _("present")), (EXCUSED, _("excused")), (ABSENT, _("not there"))]
MORE_WORDS = {
    **dict.fromkeys(["h", "v", "x", "√", "✓", "1", "ya", "yes", "hadir"], PRESENT),
    **dict.fromkeys(["i", "izin", "ijin", "sakit", "s", "e"], EXCUSED),
    **dict.fromkeys(["-", "0", "tidak", "a", "alpa", "no", "tidak hadir"], ABSENT),
}
HEAD = gettext_noop("Day %(day)s %(when)s %(title)s")


class Mark(Choice):
    """Present, excused or not there; an empty cell says nothing and changes nothing."""

    width = 12

    def read(self, value: Any, scope: Any) -> Any:
        word = str(value).strip().casefold().removesuffix(".0")
        return MORE_WORDS.get(word) or super().read(value, scope)


def _columns(workshop: Workshop) -> list[Column]:
    sessions = [
        Column(_key(session), _head(session), Mark(WORDS), width=16)
        for session in sessions_of(workshop)
    ]
    return [
        Column("name", _("Name"), Text(150), required=True, width=34),
        Column("agency", _("Agency (OPD)"), AGENCY),
        Column("code", _("Row code"), Number(), computed=True),
        *sessions,
    ]


def _rows(workshop: Workshop, user: User) -> Iterator[dict[str, Any]]:
    sessions = {session.pk: _key(session) for session in sessions_of(workshop)}
    said: dict[int, dict[str, str]] = {}
    for word, model in ((EXCUSED, Excuse), (PRESENT, Attendance)):
        marks = model.objects.filter(session__in=sessions)
        for row, session in marks.values_list("participation", "session"):
            said.setdefault(row, {})[sessions[session]] = word
    for row in Participation.objects.of_region(workshop).with_names().by_agency():
        marks_here = dict.fromkeys(sessions.values(), "") | said.get(row.pk, {})
        person = row.participant
        yield {
            "id": row.pk,
            "name": person.name,
            "agency": person.agency,
            "code": row.code,
            **marks_here,
        }


def _save_many(workshop: Workshop, rows: list[Row], *, by: User) -> list[Exception | None]:
    sessions = {_key(session): session for session in sessions_of(workshop)}
    marks = [
        (row.id, {sessions[key]: word for key, word in row.items() if key in sessions and word})
        for row in rows
    ]
    return roster_imports.mark_many(workshop, marks, by=by)


def _key(session: AgendaSession) -> str:
    return f"s{session.pk}"


def _head(session: AgendaSession) -> str:
    zone = session.workshop.zone
    when = f"{day_brief(session.start, zone)} {clock(session.start, zone)}" if session.start else ""
    words = {"day": session.day, "when": when, "title": session.title}
    return " ".join((gettext(HEAD) % words).split())


register(
    Sheet(
        name="workshops.attendance",
        title=_("Attendance"),
        scope=Workshop,
        columns=_columns,
        key=("name", "agency"),
        rows=_rows,
        save_many=_save_many,
        may_export="workshops.view_attendance",
        may_import="workshops.record_attendance",
        page=lambda workshop: reverse(
            "workshops:attendance_detail", args=[workshop.enrolment.slug, workshop.number]
        ),
        note=_("An empty cell changes nothing; “not there” takes a mark back."),
        scopes_of=lambda enrolment: enrolment.workshops.all(),
    )
)
