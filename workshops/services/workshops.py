"""How is a bimtek scheduled, and how is it recorded that it was held?"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day, day_range, local
from smartcity_portal.kit.machine import Blocked
from workshops import notices
from workshops.models import Workshop
from workshops.models.workshop import numeral


@transaction.atomic
def schedule(
    workshop: Workshop,
    *,
    by: User,
    starts_on: date | None,
    ends_on: date | None,
    venue: str = "",
    mode: str = Workshop.Mode.ONSITE,
    at: datetime | None = None,
) -> Workshop:
    """Set dates, venue and mode. Raises Blocked for dates that cannot be, PermissionDenied."""
    workshop = _locked(workshop)
    permission.require("workshops.schedule_workshop", workshop, by=by)
    if reasons := _reasons_against_dates(workshop, starts_on, ends_on):
        raise Blocked(reasons)
    moved = (workshop.starts_on, workshop.ends_on, workshop.venue) != (starts_on, ends_on, venue)
    workshop.starts_on, workshop.ends_on = starts_on, ends_on or starts_on
    workshop.venue, workshop.mode = venue.strip(), mode
    workshop.save(update_fields=["starts_on", "ends_on", "venue", "mode"])
    when = day_range(workshop.starts_on, workshop.ends_on) if workshop.starts_on else "–"
    history.record(
        "workshops.workshop.schedule", workshop, by=by, at=at, stage=workshop.numeral, when=when
    )
    if moved and workshop.starts_on and workshop.last_day >= clock.today():
        notices.workshop_scheduled(workshop, by=by)
    return workshop


@transaction.atomic
def record_held(
    workshop: Workshop,
    *,
    by: User,
    participants: int | None = None,
    opened_by: str = "",
    at: datetime | None = None,
) -> Workshop:
    """Record that the bimtek took place. Raises Blocked before its last day or its stage."""
    workshop = _locked(workshop)
    permission.require("workshops.hold_workshop", workshop, by=by)
    if reasons := _reasons_against_holding(workshop, at):
        raise Blocked(reasons)
    workshop.held, workshop.participants = True, participants
    workshop.opened_by = opened_by.strip()
    workshop.save(update_fields=["held", "participants", "opened_by"])
    history.record("workshops.workshop.hold", workshop, by=by, at=at, stage=workshop.numeral)
    return workshop


def _locked(workshop: Workshop) -> Workshop:
    return (
        Workshop.objects.select_for_update(of=("self",))
        .select_related("enrolment__region", "enrolment__cohort", "plan")
        .get(pk=workshop.pk)
    )


def _reasons_against_dates(workshop: Workshop, first: date | None, last: date | None) -> list[str]:
    if last and not first:
        return [_("Give the first day.")]
    if first and last and last < first:
        return [_("The last day comes before the first day.")]
    if not first:
        return [_("Give the first day; the bimtek was held already.")] if workshop.held else []
    neighbours = {w.number: w for w in workshop.enrolment.workshops.exclude(pk=workshop.pk)}
    before, after = neighbours.get(workshop.number - 1), neighbours.get(workshop.number + 1)
    if before and before.last_day and first <= before.last_day:
        return [
            _("Bimtek %(stage)s ends on %(day)s. Choose a later day.")
            % {"stage": before.numeral, "day": day(before.last_day)}
        ]
    if after and after.starts_on and (last or first) >= after.starts_on:
        return [
            _("Bimtek %(stage)s begins on %(day)s. Choose an earlier day.")
            % {"stage": after.numeral, "day": day(after.starts_on)}
        ]
    return []


def _reasons_against_holding(workshop: Workshop, at: datetime | None) -> list[str]:
    reasons = []
    today = local(at, workshop.enrolment.region).date() if at else clock.today()
    if workshop.enrolment.stage < workshop.number:
        before = {"stage": numeral(workshop.number), "before": numeral(workshop.enrolment.stage)}
        reasons.append(
            _("Bimtek %(stage)s comes after stage %(before)s, which is still open. Close it first.")
            % before
        )
    if workshop.last_day and workshop.last_day > today:
        reasons.append(
            _("The bimtek ends on %(day)s. It can be recorded from that day on.")
            % {"day": day(workshop.last_day)}
        )
    return reasons
