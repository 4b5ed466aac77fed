"""How is it recorded that somebody was at a session, and how is a slip taken back?"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import moment
from smartcity_portal.kit.machine import Blocked
from workshops.check_in_window import rule_of
from workshops.models import AgendaSession, Attendance, Excuse, Participation, Workshop

How = Attendance.How
MOST_CODES = 2000


@dataclass
class Entered:
    """What came of a list of row codes: newly present, already present, and what means nobody."""

    new: list[Participation] = field(default_factory=list)
    known: list[Participation] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


@transaction.atomic
def mark(
    participation: Participation,
    session: AgendaSession,
    *,
    by: User | None,
    how: str = How.DESK,
    at: datetime | None = None,
) -> Attendance:
    """Record that a person is there; who is recorded already stays as recorded.

    `at` is when it was seen; a phone without connection tells it later. Raises Blocked for a
    session of another room or one that is still to come.
    """
    participation = locked(participation)
    permission.require("workshops.record_attendance", participation, by=by)
    check(participation.workshop_id, session, at)
    return keep(participation, session, by=by, how=how, at=at)[0]


@transaction.atomic
def excuse(participation: Participation, session: AgendaSession, *, by: User) -> Excuse:
    """Record that a person let it be known that they cannot come. Raises Blocked when present."""
    participation = locked(participation)
    permission.require("workshops.record_attendance", participation, by=by)
    check(participation.workshop_id, session, None, ahead=True)
    if participation.attendances.filter(session=session).exists():
        raise Blocked([_("%(name)s is present.") % {"name": participation.participant}])
    row, new = Excuse.objects.get_or_create(
        participation=participation, session=session, defaults={"at": clock.now(), "by": by}
    )
    if new:
        _remember("excuse", participation, session, by=by)
    return row


@transaction.atomic
def clear(participation: Participation, session: AgendaSession, *, by: User) -> None:
    """Take back a tick or an excuse; history keeps how and when it had been recorded."""
    participation = locked(participation)
    permission.require("workshops.record_attendance", participation, by=by)
    row = participation.attendances.filter(session=session).first()
    if row is not None:
        told: dict[str, Any] = {
            "how": str(row.get_how_display()),
            "when": moment(row.at, session.workshop.zone),
        }
        row.delete()
        _remember("take_back", participation, session, by=by, **told)
    if Excuse.objects.filter(participation=participation, session=session).delete()[0]:
        _remember("unexcuse", participation, session, by=by)


@transaction.atomic
def by_codes(
    workshop: Workshop, session: AgendaSession, text: str, *, by: User, dry: bool = False
) -> Entered:
    """Enter the rows of a signed sheet: "12 15 18-22". With `dry` nothing is recorded.

    Raises Blocked when the text holds something that is no row code.
    """
    permission.require("workshops.record_attendance", workshop, by=by)
    meeting = Workshop.objects.select_for_update(of=("self",)).get(
        pk=workshop.host_id or workshop.pk
    )
    check(meeting.pk, session, None)
    wanted = codes_in(text)
    rows = {row.code: row for row in of_person(workshop, by).filter(code__in=wanted)}
    present = set(
        Attendance.objects.filter(session=session, participation__in=rows.values()).values_list(
            "participation", flat=True
        )
    )
    entered = Entered(unknown=[str(code) for code in wanted if code not in rows])
    for code in wanted:
        if code in rows:
            (entered.known if rows[code].pk in present else entered.new).append(rows[code])
    if not dry and entered.new:
        keep_many(entered.new, session, by=by, how=How.PAPER)
        history.record(
            "workshops.attendance.paper",
            meeting,
            by=by,
            count=len(entered.new),
            session=session.title,
        )
    return entered


def codes_in(text: str) -> list[int]:
    """Read "12 15, 18-22" as numbers, each once, in order. Raises Blocked for anything else."""
    found: dict[int, None] = {}
    wrong = []
    joined = re.sub(r"\s*(?:-|–|—|s/d|sd)\s*", "-", text.strip())
    for part in re.split(r"[\s,;.]+", joined):
        bounds = re.fullmatch(r"(\d{1,5})(?:-(\d{1,5}))?", part)
        if not part:
            continue
        first, last = (int(bounds[1]), int(bounds[2] or bounds[1])) if bounds else (1, 0)
        if last < first or last - first >= MOST_CODES:
            wrong.append(part)
            continue
        found.update(dict.fromkeys(range(first, last + 1)))
    reasons = []
    if wrong:
        reasons.append(
            _("“%(parts)s” is no row code. Write numbers and ranges: 12 15 18-22.")
            % {"parts": " ".join(wrong[:8])}
        )
    elif not found:
        reasons.append(_("Write the codes of the rows that are signed: 12 15 18-22."))
    if len(found) > MOST_CODES:
        reasons.append(_("At most %(most)d rows at once.") % {"most": MOST_CODES})
    if reasons:
        raise Blocked(reasons)
    return list(found)


def of_person(workshop: Workshop, user: User | None) -> Any:
    """The rows that this person keeps: the whole room for who runs it, else those of the region."""
    rows = Participation.objects.with_names()
    if user is None or user.has_perm("workshops.record_attendance", workshop.meeting):
        return rows.of(workshop)
    return rows.of_region(workshop)


def keep(
    participation: Participation,
    session: AgendaSession,
    *,
    by: User | None,
    how: str,
    at: datetime | None,
) -> tuple[Attendance, bool]:
    """Write the row once, whoever comes first; return it and whether it is new."""
    when = at or clock.now()
    rule = rule_of(session)
    row = Attendance(
        participation=participation,
        session=session,
        how=how,
        at=when,
        late=how in (How.SELF, How.DESK) and rule.is_late(when),
        afterwards=how != How.SELF and rule.is_over(when),
        by=by,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return participation.attendances.get(session=session), False
    Excuse.objects.filter(participation=participation, session=session).delete()
    _remember("mark", participation, session, by=by, at=at, how=str(row.get_how_display()))
    return row, True


def keep_many(
    rows: list[Participation],
    session: AgendaSession,
    *,
    by: User | None,
    how: str,
    at: datetime | None = None,
) -> int:
    """Write the rows of a list at once; the caller remembers the list as one act."""
    when = at or clock.now()
    over = rule_of(session).is_over(when)
    Attendance.objects.bulk_create(
        [
            Attendance(participation=row, session=session, how=how, at=when, afterwards=over, by=by)
            for row in rows
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
    Excuse.objects.filter(participation__in=[row.pk for row in rows], session=session).delete()
    return len(rows)


def locked(participation: Participation) -> Participation:
    return (
        Participation.objects.select_for_update(of=("self",))
        .select_related("participant__enrolment", "workshop__enrolment")
        .get(pk=participation.pk)
    )


def check(
    meeting: int, session: AgendaSession, at: datetime | None, *, ahead: bool = False
) -> None:
    """Raise Blocked for a session of another room, without date, or (unless `ahead`) to come."""
    if session.workshop_id != meeting:
        raise Blocked([_("This session belongs to another bimtek.")])
    date = session.workshop.day_of(session)
    if date is None:
        raise Blocked([_("Set the dates of the bimtek first.")])
    if not ahead and date > (at or clock.now()).astimezone(session.workshop.zone).date():
        raise Blocked([_("“%(title)s” is still to come.") % {"title": session.title}])


def _remember(
    verb: str,
    participation: Participation,
    session: AgendaSession,
    *,
    by: User | None,
    at: datetime | None = None,
    **data: Any,
) -> None:
    history.record(
        f"workshops.attendance.{verb}",
        participation,
        by=by,
        at=at,
        name=participation.participant.name,
        session=session.title,
        **data,
    )
