"""Who is there, who is excused and who has not been seen, at one session or at all of them?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts.models import User
from smartcity_portal.kit.formats import clock as time_of
from smartcity_portal.kit.formats import moment
from workshops.models import (
    AgendaSession,
    Attendance,
    Excuse,
    Participation,
    Workshop,
)

PRESENT, EXCUSED, UNMARKED = "present", "excused", "none"
SHOWN = ("", UNMARKED, PRESENT, EXCUSED)


@dataclass(frozen=True)
class Line:
    """One person at one session."""

    row: Participation
    state: str
    note: str = ""

    @property
    def person(self) -> Any:
        return self.row.participant


@dataclass(frozen=True)
class Roll:
    """The sheet of one session: everybody with a state, by agency, and the counts of all."""

    session: AgendaSession
    lines: list[Line]
    counts: dict[str, int]


def grouped(lines: list[Line]) -> list[dict[str, Any]]:
    """Return people by agency, communities after the agencies."""
    return [
        {"label": label, "lines": list(rows)}
        for label, rows in groupby(lines, key=lambda line: _place(line.row))
    ]


def sessions_of(workshop: Workshop) -> list[AgendaSession]:
    """Return the sessions of the room, each knowing its bimtek and how many are present (`present`)."""
    meeting = workshop.meeting
    rows: list[AgendaSession] = list(meeting.sessions.annotate(present=Count("attendances")))
    for session in rows:
        session.workshop = meeting
    return rows


def current(sessions: list[AgendaSession], now: datetime) -> AgendaSession | None:
    """Return the session that runs now, else the next one of today, else the last that began."""
    timed = [(session.start, session) for session in sessions if session.start is not None]
    begun = [session for start, session in timed if start <= now]
    running = [session for session in begun if session.end is None or now < session.end]
    if running:
        return running[-1]
    today = [
        session
        for start, session in timed
        if start > now and start.date() == now.astimezone(start.tzinfo).date()
    ]
    return next(iter(today or begun[-1:] or sessions), None)


def people_of(workshop: Workshop, user: User) -> Any:
    """The rows that this person keeps: the whole room for who runs it, else those of the region."""
    rows = Participation.objects.with_names().by_agency()
    if user.has_perm("workshops.record_attendance", workshop.meeting):
        return rows.of(workshop)
    return rows.of_region(workshop)


def roll_of(
    people: Iterable[Participation],
    session: AgendaSession,
    *,
    show: str = "",
) -> Roll:
    """Return the sheet of a session; `show` keeps one state only, the counts stay those of all."""
    zone = session.workshop.zone
    present = {row.participation_id: row for row in Attendance.objects.filter(session=session)}
    excused = set(Excuse.objects.filter(session=session).values_list("participation", flat=True))
    lines = []
    for row in people:
        seen = present.get(row.pk)
        state = PRESENT if seen else EXCUSED if row.pk in excused else UNMARKED
        lines.append(Line(row, state, note_of(seen, zone) if seen else ""))
    counts = {state: sum(1 for line in lines if line.state == state) for state in SHOWN[1:]}
    counts["all"] = len(lines)
    if show:
        lines = [line for line in lines if line.state == show]
    return Roll(session, lines, counts)


def note_of(seen: Attendance, zone: object) -> str:
    """Say when and how somebody was recorded: "09.42 WITA, terlambat"."""
    if seen.afterwards:
        return _("recorded afterwards, %(when)s") % {"when": moment(seen.at, zone)}
    words = {"time": time_of(seen.at, zone)}
    if seen.how == Attendance.How.SELF:
        return (_("%(time)s, by phone, late") if seen.late else _("%(time)s, by phone")) % words
    if seen.how == Attendance.How.PAPER:
        return _("from the signed sheet")
    if seen.how == Attendance.How.IMPORT:
        return _("from a spreadsheet")
    return _("%(time)s, late") % words if seen.late else words["time"]


def states_of(people: Any, session: AgendaSession) -> dict[str, list[int]]:
    """Return only the numbers of the rows that are present and excused, for a page that looks again."""
    rows = people.order_by()
    return {
        PRESENT: list(rows.present_at(session).values_list("pk", flat=True)),
        EXCUSED: list(rows.excused_from(session).values_list("pk", flat=True)),
    }


def counts_of(people: Any, session: AgendaSession) -> dict[str, int]:
    """Count who is present and excused at a session, in two queries."""
    found = people.order_by().aggregate(
        present=Count("pk", filter=Q(attendances__session=session), distinct=True),
        excused=Count("pk", filter=Q(excuses__session=session), distinct=True),
    )
    return {PRESENT: found["present"], EXCUSED: found["excused"]}


def grid_of(people: Iterable[Participation], sessions: list[AgendaSession]) -> list[dict[str, Any]]:
    """Return everybody with one cell per session, in groups of agencies."""
    seen = {
        (row.participation_id, row.session_id): row
        for row in Attendance.objects.filter(session__in=sessions)
    }
    excused = set(
        Excuse.objects.filter(session__in=sessions).values_list("participation", "session")
    )
    groups = []
    for label, rows in groupby(people, key=_place):
        lines = []
        for row in rows:
            cells = [_cell(row, session, seen, excused) for session in sessions]
            count = sum(1 for cell in cells if cell["state"] == PRESENT)
            lines.append({"row": row, "cells": cells, "count": count})
        groups.append({"label": label, "lines": lines})
    return groups


def _cell(row: Participation, session: AgendaSession, seen: dict, excused: set) -> dict[str, Any]:
    key = (row.pk, session.pk)
    mark = seen.get(key)
    state = PRESENT if mark else EXCUSED if key in excused else UNMARKED
    return {"session": session, "state": state, "late": bool(mark and mark.late)}


def _place(row: Participation) -> str:
    return row.participant.body or _("Agency not known")
