"""What would change if an agenda were taken from the edition, or copied from the bimtek before?

A proposal is computed when somebody looks and again when it is carried out; the fingerprint says
whether both saw the same.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.agenda import read_time, reasons_against, reasons_against_day
from workshops.models import AgendaSession, Workshop

COPIED = ("day", "starts_at", "ends_at", "title", "presenter", "room", "mode", "link")


class Kind(models.TextChoices):
    ADD = "add", gettext_lazy("Is added")
    CHANGE = "change", gettext_lazy("Changes")
    REMOVE = "remove", gettext_lazy("Is removed")
    SKIP = "skip", gettext_lazy("Is left out")
    KEEP = "keep", gettext_lazy("Stays as it is")


@dataclass(frozen=True)
class Change:
    """One line of a proposal: what happens to which session, and why it is left out."""

    kind: Kind
    title: str
    day: int
    starts_at: time | None
    ends_at: time | None
    before: str = ""
    reason: str = ""
    session: AgendaSession | None = None
    values: tuple[tuple[str, Any], ...] = ()

    @property
    def when(self) -> str:
        return hours(self.starts_at, self.ends_at)


@dataclass(frozen=True)
class Proposal:
    """All lines, in the order of the day."""

    changes: list[Change]

    @property
    def acts(self) -> list[Change]:
        return [c for c in self.changes if c.kind in {Kind.ADD, Kind.CHANGE, Kind.REMOVE}]

    @property
    def fingerprint(self) -> str:
        lines = [
            f"{c.kind} {c.day} {c.when} {c.title} {c.session.pk if c.session else ''}"
            for c in self.changes
        ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def hours(starts_at: time | None, ends_at: time | None) -> str:
    """08.30–09.15; one of them alone; empty when both are unknown."""
    return "–".join(f"{at:%H.%M}" for at in (starts_at, ends_at) if at)


def from_edition(workshop: Workshop) -> Proposal:
    """The agenda as the edition plans it; sessions of the region's own stay."""
    sessions = _sessions(workshop)
    planned = [session for session in sessions if session.plan_title]
    changes = []
    for row in workshop.plan.agenda:
        values = wanted(row)
        known = _taken_from(planned, row)
        if known is None:
            changes.append(_line(Kind.ADD, values | {"plan_title": row["title"]}))
        elif all(getattr(known, name) == value for name, value in values.items()):
            changes.append(_of(Kind.KEEP, known))
        else:
            before = f"{_('Day')} {known.day}, {hours(known.starts_at, known.ends_at)}"
            changes.append(_line(Kind.CHANGE, values, session=known, before=before))
    changes += [_of(Kind.REMOVE, session) for session in planned]
    changes += [_of(Kind.KEEP, s) for s in sessions if not s.plan_title]
    return _sorted(_without_collisions(workshop, changes, sessions))


def from_former(workshop: Workshop, former: Workshop) -> Proposal:
    """The sessions of an earlier bimtek in place of those taken over; own ones stay."""
    sessions, rows = _sessions(workshop), list(former.meeting.sessions.all())
    wanted_here = {_place(row) for row in rows}
    known = {_place(session) for session in sessions}
    changes = [
        _of(Kind.REMOVE if s.plan_title and _place(s) not in wanted_here else Kind.KEEP, s)
        for s in sessions
    ]
    for row in rows:
        if _place(row) not in known:
            values = {name: getattr(row, name) for name in COPIED}
            changes.append(_line(Kind.ADD, values | {"plan_title": row.title}))
    return _sorted(_without_collisions(workshop, changes, sessions))


def _taken_from(planned: list[AgendaSession], row: dict[str, Any]) -> AgendaSession | None:
    """Take out the session that came from this row: breaks bear one title on several days."""
    same = [session for session in planned if session.plan_title == row["title"]]
    same.sort(key=lambda session: session.day != row["day"])
    if same:
        planned.remove(same[0])
    return same[0] if same else None


def _place(session: AgendaSession) -> tuple[int, str]:
    return session.day, session.title.casefold()


def wanted(row: dict[str, Any]) -> dict[str, Any]:
    """Read one row of an edition's agenda."""
    return {
        "day": row["day"],
        "starts_at": read_time(row.get("start", "")),
        "ends_at": read_time(row.get("end", "")),
        "title": row["title"],
    }


def _sessions(workshop: Workshop) -> list[AgendaSession]:
    rows = list(workshop.sessions.prefetch_related("speakers"))
    for row in rows:
        row.workshop = workshop
    return rows


def _line(kind: Kind, values: dict[str, Any], **more: Any) -> Change:
    shown = {name: values[name] for name in ("title", "day", "starts_at", "ends_at")}
    return Change(kind, **shown, values=tuple(values.items()), **more)


def _of(kind: Kind, session: AgendaSession) -> Change:
    return Change(
        kind, session.title, session.day, session.starts_at, session.ends_at, session=session
    )


def _without_collisions(
    workshop: Workshop, changes: list[Change], sessions: Iterable[AgendaSession]
) -> Iterator[Change]:
    """Leave out what cannot stand beside what stays, or lies beyond the days."""
    stays = [c.session for c in changes if c.kind == Kind.KEEP and c.session]
    for change in changes:
        if change.kind not in {Kind.ADD, Kind.CHANGE}:
            yield change
            continue
        row = _as_it_would_be(workshop, change)
        names = [speaker.name for speaker in row.speakers.all()] if row.pk else []
        reasons = reasons_against_day(workshop, row.day) or reasons_against(row, stays, names=names)
        if reasons:
            yield replace(change, kind=Kind.SKIP, reason=reasons[0])
        else:
            stays.append(row)
            yield change


def _as_it_would_be(workshop: Workshop, change: Change) -> AgendaSession:
    known = change.session
    row = AgendaSession(workshop=workshop)
    if known:
        row.pk, row.presenter, row.room = known.pk, known.presenter, known.room
    for name, value in change.values:
        setattr(row, name, value)
    return row


def _sorted(changes: Iterable[Change]) -> Proposal:
    return Proposal(sorted(changes, key=lambda c: (c.day, c.starts_at or time.max, c.title)))
