"""How does somebody check themselves in, once, however often the phone sends it?"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import clock as time_of
from smartcity_portal.kit.machine import Blocked
from workshops.check_in_window import rule_of
from workshops.models import AgendaSession, Attendance, CheckInRule, Participation, Receipt
from workshops.services import attendance
from workshops.wall_codes import Pass

LONGEST_AGE = timedelta(hours=24)
RECEIPTS_KEPT = timedelta(days=30)
MINUTES = ("opens_before", "grace", "closes_after")


@transaction.atomic
def confirm(
    participation: Participation,
    session: AgendaSession,
    *,
    seen: Pass | None,
    age: timedelta | None = None,
) -> Attendance:
    """Record that a person says "I am here"; whoever was recorded before stays as recorded.

    `seen` is the pass that a code from the wall gave; without one only an online session can be
    confirmed. `age` is how long a phone without connection has kept the message: it counts from
    then, but never from before the pass. Raises Blocked outside the window; nothing is stored.
    """
    now = clock.now()
    if participation.workshop_id != session.workshop_id or (seen and seen.session != session.pk):
        raise Blocked([_("This session belongs to another bimtek.")])
    if seen is None and not is_online(session):
        raise Blocked([_("Bring the code from the wall of the room.")])
    standing = Attendance.objects.filter(participation=participation, session=session).first()
    if standing is not None:
        return standing
    when = now if age is None or seen is None else max(seen.at, now - min(age, LONGEST_AGE))
    if refusal := rule_of(session).refusal(when):
        raise Blocked([refusal])
    return attendance.keep(
        attendance.locked(participation),
        session,
        by=None,
        how=Attendance.How.SELF,
        at=when,
    )[0]


@transaction.atomic
def change(
    session: AgendaSession, *, by: User, closed: bool = False, **minutes: Any
) -> CheckInRule:
    """Set how long before and after a session people may check in, or switch it off."""
    permission.require("workshops.run_check_in", session.workshop, by=by)
    rule = _locked_rule(session)
    for name in MINUTES:
        setattr(rule, name, minutes[name])
    rule.closed = closed
    rule.save()
    rule.session = session
    history.record(
        "workshops.check_in.change",
        session.workshop,
        by=by,
        session=session.title,
        when=_hours(rule),
    )
    return rule


@transaction.atomic
def renew(session: AgendaSession, *, by: User) -> CheckInRule:
    """Make every code that was on the wall invalid, at once: somebody passed one on."""
    permission.require("workshops.run_check_in", session.workshop, by=by)
    rule = _locked_rule(session)
    rule.serial += 1
    rule.save(update_fields=["serial"])
    history.record("workshops.check_in.renew", session.workshop, by=by, session=session.title)
    return rule


def receipt_of(key: UUID | None) -> dict | None:
    """Return what was answered to this message before; None when it is new."""
    row = Receipt.objects.filter(key=key).first() if key else None
    return row.answer if row else None


def keep_receipt(key: UUID | None, answer: dict) -> bool:
    """Remember what was answered, in the transaction of the act; False when the message came twice."""
    if key is None:
        return True
    try:
        with transaction.atomic():
            Receipt.objects.create(key=key, at=clock.now(), answer=answer)
    except IntegrityError:
        return False
    return True


def forget_old_receipts() -> int:
    """Drop receipts that no phone can ask for any more."""
    return Receipt.objects.filter(at__lt=clock.now() - RECEIPTS_KEPT).delete()[0]


def is_online(session: AgendaSession) -> bool:
    """Whether people take part from elsewhere, so that no wall can show them a code."""
    return (session.mode or session.workshop.mode) != "luring"


def _locked_rule(session: AgendaSession) -> CheckInRule:
    CheckInRule.objects.get_or_create(session=session)
    return CheckInRule.objects.select_for_update().get(session=session)


def _hours(rule: CheckInRule) -> str:
    if rule.closed:
        return _("switched off")
    if rule.opens_at is None or rule.closes_at is None:
        return _("no time yet")
    zone = rule.session.workshop.zone
    return f"{time_of(rule.opens_at, zone)} – {time_of(rule.closes_at, zone)}"
