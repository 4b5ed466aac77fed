"""How do minutes come about: begun, written by several, handed in, agreed, corrected?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs.services import numbering
from smartcity_portal.kit.machine import Blocked
from workshops import after_notices as notices
from workshops.models import AgendaSession, Minutes, MinutesSection, Workshop
from workshops.states import MINUTES

HEAD = ("number", "dated", "place", "chair", "keeper", "opening")


@dataclass(frozen=True)
class Written:
    """What somebody typed into one part, and how often it had been written when they began."""

    section: int
    text: str
    read: int


class Conflict(Exception):
    """Somebody else has written on the same part; nothing was stored. `theirs` stands now."""

    def __init__(self, theirs: dict[int, MinutesSection]) -> None:
        self.theirs = theirs
        super().__init__(", ".join(part.heading for part in theirs.values()))


@transaction.atomic
def begin(workshop: Workshop, *, by: User, at: datetime | None = None) -> Minutes:
    """Return the minutes of the meeting; the first call lays out one part per session."""
    meeting = (
        Workshop.objects.select_for_update(of=("self",))
        .select_related("enrolment__region")
        .get(pk=workshop.meeting.pk)
    )
    permission.require("workshops.write_minutes", meeting, by=by)
    known = Minutes.objects.filter(workshop=meeting).first()
    if known:
        return known
    minutes = Minutes.objects.create(
        workshop=meeting,
        state_since=at or timezone.now(),
        dated=meeting.last_day,
        place=meeting.venue or meeting.enrolment.region.short_name,
        chair=meeting.opened_by,
        is_example=meeting.is_example,
    )
    MinutesSection.objects.bulk_create(
        MinutesSection(minutes=minutes, session=session, order=order, heading=session.title[:200])
        for order, session in enumerate(meeting.sessions.all(), start=1)
    )
    history.record("workshops.minutes.begin", minutes, by=by, at=at, stage=meeting.numeral)
    return minutes


@transaction.atomic
def write(
    minutes: Minutes,
    *,
    by: User,
    head: dict[str, Any] | None = None,
    texts: Iterable[Written] = (),
    at: datetime | None = None,
) -> Minutes:
    """Store what was typed. Several people may write at once, each on other parts.

    Raises Blocked once the minutes were handed in, Conflict when somebody else has written on a
    part that was changed here as well.
    """
    minutes = locked(minutes)
    permission.require("workshops.write_minutes", minutes, by=by)
    require_draft(minutes)
    changed = _write_parts(minutes, texts)
    head = {name: value for name, value in (head or {}).items() if name in HEAD}
    new = {name: value for name, value in head.items() if getattr(minutes, name) != value}
    for name, value in new.items():
        setattr(minutes, name, value)
    if not (changed or new):
        return minutes
    minutes.writes = F("writes") + 1
    minutes.save(update_fields=[*new, "writes"])
    minutes.refresh_from_db(fields=["writes"])
    parts = [part.heading for part in changed] + ([_("particulars")] if new else [])
    history.record("workshops.minutes.write", minutes, by=by, at=at, parts="; ".join(parts))
    return minutes


def _write_parts(minutes: Minutes, texts: Iterable[Written]) -> list[MinutesSection]:
    parts = {part.pk: part for part in minutes.sections.all()}
    changed, theirs = [], {}
    for typed in texts:
        part = parts.get(typed.section)
        text = typed.text.replace("\r\n", "\n").strip()
        if part is None or part.text == text:
            continue
        if part.writes != typed.read:
            theirs[part.pk] = part
            continue
        part.text, part.writes = text, part.writes + 1
        changed.append(part)
    if theirs:
        raise Conflict(theirs)
    for part in changed:
        part.save(update_fields=["text", "writes"])
    return changed


@transaction.atomic
def add_part(
    minutes: Minutes, *, by: User, heading: str, session: AgendaSession | None = None
) -> MinutesSection:
    """Add a part under a heading of its own, or for a session that came later."""
    minutes = locked(minutes)
    permission.require("workshops.write_minutes", minutes, by=by)
    require_draft(minutes)
    heading = " ".join(heading.split())
    if not heading:
        raise Blocked([_("Give the part a heading.")])
    if session and minutes.sections.filter(session=session).exists():
        raise Blocked([_("This session has its part in the minutes already.")])
    last = minutes.sections.aggregate(last=Max("order"))["last"] or 0
    part = MinutesSection.objects.create(
        minutes=minutes, session=session, order=last + 1, heading=heading[:200]
    )
    history.record("workshops.minutes.write", minutes, by=by, parts=part.heading)
    return part


@transaction.atomic
def submit(minutes: Minutes, *, by: User, at: datetime | None = None) -> Minutes:
    """Hand the minutes in to the mentor; minutes without a number get the next one of the year."""
    minutes = locked(minutes)
    MINUTES.take("submit", minutes, by=by)
    if not minutes.number:
        minutes.number = _next_number(minutes)
    minutes.submitted_by = by
    _moved(minutes, at, "number", "submitted_by")
    history.record("workshops.minutes.submit", minutes, by=by, at=at)
    notices.minutes_submitted(minutes, by=by)
    return minutes


@transaction.atomic
def withdraw(minutes: Minutes, *, by: User) -> Minutes:
    """Take minutes back that were handed in too early."""
    minutes = locked(minutes)
    MINUTES.take("withdraw", minutes, by=by)
    _moved(minutes, None)
    history.record("workshops.minutes.withdraw", minutes, by=by)
    return minutes


@transaction.atomic
def reject(minutes: Minutes, *, by: User, reason: str, at: datetime | None = None) -> Minutes:
    """The mentor or the ministry asks for changes. Raises Blocked without a reason."""
    minutes = locked(minutes)
    MINUTES.take("reject", minutes, by=by)
    reason = required(reason)
    _moved(minutes, at)
    history.record("workshops.minutes.reject", minutes, by=by, at=at, reason=reason)
    notices.minutes_rejected(minutes, by=by, reason=reason)
    return minutes


@transaction.atomic
def correct(minutes: Minutes, *, by: User, reason: str, at: datetime | None = None) -> Minutes:
    """Open agreed minutes again; the agreed version stays, the next one names the reason."""
    minutes = locked(minutes)
    MINUTES.take("correct", minutes, by=by)
    minutes.reason = required(reason)
    _moved(minutes, at, "reason")
    history.record("workshops.minutes.correct", minutes, by=by, at=at, reason=minutes.reason)
    notices.minutes_opened_again(minutes, by=by)
    return minutes


def locked(minutes: Minutes) -> Minutes:
    """Return the minutes, locked until the transaction ends."""
    return Minutes.objects.with_names().select_for_update(of=("self",)).get(pk=minutes.pk)


def require_draft(minutes: Minutes) -> None:
    """Raise Blocked unless the minutes are being written."""
    if not minutes.is_draft:
        raise Blocked(
            [
                _("The minutes are agreed. Open them for a correction, with a reason.")
                if minutes.is_agreed
                else _("The minutes were handed in. Take them back to go on writing.")
            ]
        )


def required(reason: str) -> str:
    """Return the reason, or raise Blocked when there is none."""
    if not reason.strip():
        raise Blocked([_("Write the reason; history keeps it.")])
    return reason.strip()


def _moved(minutes: Minutes, at: datetime | None, *fields: str) -> None:
    minutes.state_since = at or timezone.now()
    minutes.save(update_fields=["state", "state_since", *fields])


def _next_number(minutes: Minutes) -> str:
    region, year = minutes.enrolment.region, minutes.dated.year  # type: ignore[union-attr]
    theirs = Minutes.objects.filter(workshop__enrolment__region=region, dated__year=year)
    _register, number = numbering.take(
        region,
        "minutes",
        year=year,
        write=lambda ordinal: f"{ordinal:03d}/BA-SC/{year}",
        taken=lambda number: theirs.filter(number=number).exists(),
    )
    return number
