"""How is a bimtek scheduled, and how is it recorded that it was held?

Where regions meet together the host's bimtek leads: its days, venue and mode are those of all.
"""

from datetime import date, datetime
from typing import Any

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

PLACE_FIELDS = ("starts_on", "ends_on", "venue", "mode", "timezone", "link")
SHORT_INTERVAL = 21


@transaction.atomic
def schedule(
    workshop: Workshop,
    *,
    by: User,
    starts_on: date | None,
    ends_on: date | None,
    venue: str = "",
    mode: str = Workshop.Mode.ONSITE,
    timezone: str = "",
    link: str = "",
    despite: str = "",
    at: datetime | None = None,
) -> Workshop:
    """Set days, venue and mode, for all regions in the room. Sessions keep their day of the bimtek.

    `despite` is the ministry's reason for days that do not follow the stage before. Raises Blocked
    for dates that cannot be, PermissionDenied.
    """
    workshop = _locked(workshop)
    permission.require("workshops.schedule_workshop", workshop, by=by)
    despite = despite.strip()
    if despite:
        permission.require("workshops.override_schedule", workshop, by=by)
    reasons = _impossible_dates(workshop, starts_on, ends_on)
    if not reasons and not despite:
        reasons = [
            reason
            for member in in_the_room(workshop)
            for reason in reasons_against_order(member, starts_on, ends_on)
        ]
    if reasons:
        raise Blocked(reasons)
    values = {
        "starts_on": starts_on,
        "ends_on": ends_on or starts_on,
        "venue": venue.strip(),
        "mode": mode,
        "timezone": timezone,
        "link": link.strip(),
    }
    for member in in_the_room(workshop):
        _place(member, values, by=by, despite=despite, at=at)
    workshop.refresh_from_db(fields=[*PLACE_FIELDS, "sequence"])
    return workshop


@transaction.atomic
def record_held(
    workshop: Workshop,
    *,
    by: User,
    participants: int | None = None,
    opened_by: str = "",
    despite: str = "",
    at: datetime | None = None,
) -> Workshop:
    """Record that the bimtek took place, for all regions in the room; `participants` are the host's.

    `despite` is the ministry's reason for a bimtek whose stage has not begun. Raises Blocked
    before its last day or its stage.
    """
    workshop = _locked(workshop)
    permission.require("workshops.hold_workshop", workshop, by=by)
    despite = despite.strip()
    if despite:
        permission.require("workshops.override_schedule", workshop, by=by)
    members = in_the_room(workshop)
    reasons = _not_over_yet(workshop, at)
    if workshop.host_id:
        reasons = [led_elsewhere(workshop)]
    elif not despite:
        reasons = [reason for member in members for reason in _too_early(member)] + reasons
    if reasons:
        raise Blocked(reasons)
    for member in members:
        member.held, member.opened_by = True, opened_by.strip()
        member.participants = participants if member == workshop else member.participants
        member.save(update_fields=["held", "participants", "opened_by"])
        _remember("hold", member, by=by, at=at, despite=despite)
    workshop.refresh_from_db(fields=["held", "participants", "opened_by"])
    return workshop


def in_the_room(workshop: Workshop) -> list[Workshop]:
    """The bimtek itself and those of the regions that sit with it, locked."""
    guests = _rows().filter(host=workshop).order_by("enrolment__region__name")
    return [workshop, *guests]


def place_of(workshop: Workshop) -> dict[str, Any]:
    """When, where and how the bimtek is held, as values that another one can take over."""
    return {name: getattr(workshop, name) for name in PLACE_FIELDS}


def take_over(workshop: Workshop, host: Workshop, *, by: User, at: datetime | None = None) -> None:
    """Give a region's bimtek the days, venue and mode of the room that it joins."""
    zone = host.timezone or host.enrolment.region.timezone
    _place(workshop, {**place_of(host), "timezone": zone}, by=by, despite="", at=at)


def led_elsewhere(workshop: Workshop) -> str:
    """The sentence for a region that sits in another one's room."""
    return _("This bimtek is held together with %(region)s; its days and agenda are set there.") % {
        "region": workshop.meeting.enrolment.region
    }


def reasons_against_order(workshop: Workshop, first: date | None, last: date | None) -> list[str]:
    """Say why the days do not follow the stage before or reach into the next one."""
    if first is None:
        return []
    neighbours = {w.number: w for w in workshop.enrolment.workshops.exclude(pk=workshop.pk)}
    before, after = neighbours.get(workshop.number - 1), neighbours.get(workshop.number + 1)
    if before and before.last_day and first <= before.last_day:
        return [
            _("%(region)s: Bimtek %(stage)s ends on %(day)s. Choose a later day.")
            % {**_named(before), "day": day(before.last_day)}
        ]
    if after and after.starts_on and (last or first) >= after.starts_on:
        return [
            _("%(region)s: Bimtek %(stage)s begins on %(day)s. Choose an earlier day.")
            % {**_named(after), "day": day(after.starts_on)}
        ]
    return []


def fresh(workshop: Workshop) -> Workshop:
    """Read the bimtek anew, as the database has it now."""
    return Workshop.objects.with_names().get(pk=workshop.pk)


def short_interval(workshop: Workshop) -> str:
    """Say that the stage before ended only a few days ago; empty when there was time to work."""
    before = workshop.enrolment.workshops.filter(number=workshop.number - 1).first()
    if before is None or not before.last_day or not workshop.starts_on:
        return ""
    days = (workshop.starts_on - before.last_day).days
    if days >= SHORT_INTERVAL:
        return ""
    return _(
        "Only %(days)d days lie between Bimtek %(before)s and this one; about a month is usual. "
        "Make sure that the work between the stages can be done."
    ) % {"days": days, "before": before.numeral}


def _place(
    workshop: Workshop, values: dict[str, Any], *, by: User, despite: str, at: datetime | None
) -> None:
    moved = any(getattr(workshop, name) != value for name, value in values.items())
    told = ("starts_on", "ends_on", "venue")
    worth_telling = any(getattr(workshop, name) != values[name] for name in told)
    for name, value in values.items():
        setattr(workshop, name, value)
    workshop.sequence += moved
    workshop.save(update_fields=[*values, "sequence"])
    when = day_range(workshop.starts_on, workshop.ends_on) if workshop.starts_on else "–"
    _remember("schedule", workshop, by=by, at=at, despite=despite, when=when)
    if worth_telling and workshop.last_day and workshop.last_day >= clock.today():
        notices.workshop_scheduled(workshop, by=by)


def _remember(
    verb: str, workshop: Workshop, *, by: User, at: datetime | None, despite: str, **data: str
) -> None:
    if despite:
        verb, data = f"{verb}_despite", {**data, "reason": despite}
    history.record(
        f"workshops.workshop.{verb}", workshop, by=by, at=at, stage=workshop.numeral, **data
    )


def _rows() -> Any:
    return Workshop.objects.select_for_update(of=("self",)).select_related(
        "enrolment__region", "enrolment__cohort", "plan"
    )


def _locked(workshop: Workshop) -> Workshop:
    return _rows().get(pk=workshop.pk)


def _impossible_dates(workshop: Workshop, first: date | None, last: date | None) -> list[str]:
    if workshop.host_id:
        return [led_elsewhere(workshop)]
    if last and not first:
        return [_("Give the first day.")]
    if first and last and last < first:
        return [_("The last day comes before the first day.")]
    if not first and workshop.held:
        return [_("Give the first day; the bimtek was held already.")]
    return []


def _too_early(workshop: Workshop) -> list[str]:
    if workshop.enrolment.stage >= workshop.number:
        return []
    return [
        _(
            "%(region)s: Bimtek %(stage)s comes after stage %(before)s, which is still open. Close it first."
        )
        % {**_named(workshop), "before": numeral(workshop.enrolment.stage)}
    ]


def _not_over_yet(workshop: Workshop, at: datetime | None) -> list[str]:
    today = local(at, workshop.enrolment.region).date() if at else clock.today()
    if not workshop.last_day or workshop.last_day <= today:
        return []
    return [
        _("The bimtek ends on %(day)s. It can be recorded from that day on.")
        % {"day": day(workshop.last_day)}
    ]


def _named(workshop: Workshop) -> dict[str, Any]:
    return {"region": workshop.enrolment.region, "stage": workshop.numeral}
