"""How do several regions come to share one bimtek, and how does one leave it again?"""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from smartcity_portal.kit.machine import Blocked
from workshops.models import Attendance, Workshop
from workshops.services.rosters import settle
from workshops.services.workshops import reasons_against_order, take_over


@transaction.atomic
def join(workshop: Workshop, *, host: Workshop, by: User) -> Workshop:
    """Let a region sit in the room of another one. Its own agenda is kept aside until it leaves.

    Raises Blocked when people were present at its own bimtek, the stages differ, or its days
    would come before the stage before.
    """
    workshop, host = _locked(workshop, host)
    permission.require("workshops.join_meeting", workshop, by=by)
    if reasons := reasons_against_joining(workshop, host):
        raise Blocked(reasons)
    workshop.host = host
    workshop.save(update_fields=["host"])
    take_over(workshop, host, by=by)
    settle(workshop, by=by)
    history.record(
        "workshops.workshop.join",
        workshop,
        by=by,
        stage=workshop.numeral,
        region=host.enrolment.region,
    )
    return workshop


@transaction.atomic
def leave(workshop: Workshop, *, by: User) -> Workshop:
    """Let a region have its own bimtek again, with the agenda that was kept aside.

    Raises Blocked when its people were present in the shared room.
    """
    workshop = _row(workshop)
    permission.require("workshops.leave_meeting", workshop, by=by)
    if workshop.host is None:
        raise Blocked([_("This bimtek is not held together with another region.")])
    if workshop.held or _was_attended(workshop):
        raise Blocked(
            [_("People of %(region)s were present in the shared room; it stays.") % _of(workshop)]
        )
    region = workshop.host.enrolment.region
    workshop.host = None
    workshop.save(update_fields=["host"])
    settle(workshop, by=by)
    history.record(
        "workshops.workshop.leave", workshop, by=by, stage=workshop.numeral, region=region
    )
    return workshop


def reasons_against_joining(workshop: Workshop, host: Workshop) -> list[str]:
    """Say why a region cannot sit in that room; empty when it can."""
    if workshop.pk == host.pk:
        return [_("Choose another region.")]
    if workshop.host_id or workshop.guests.exists():
        return [
            _("%(region)s is in a shared bimtek already. Let it leave that one first.")
            % _of(workshop)
        ]
    if host.host_id:
        return [
            _("%(region)s is a guest itself. Choose the region that leads the shared bimtek.")
            % _of(host)
        ]
    if workshop.number != host.number:
        return [
            _("%(region)s would hold another stage. Only the same stage is held together.")
            % _of(workshop)
        ]
    if workshop.enrolment.cohort_id != host.enrolment.cohort_id:
        return [
            _("%(region)s takes part in another cohort, with another guidance.") % _of(workshop)
        ]
    if workshop.held or _was_attended(workshop):
        return [_("%(region)s has held this bimtek already; people were present.") % _of(workshop)]
    return reasons_against_order(workshop, host.starts_on, host.ends_on)


def _was_attended(workshop: Workshop) -> bool:
    """Whether anybody of this region was present where its bimtek is held."""
    return Attendance.objects.filter(
        session__workshop=workshop.meeting, participation__participant__enrolment=workshop.enrolment
    ).exists()


def _locked(*workshops: Workshop) -> list[Workshop]:
    """Lock several bimtek in one order, so that two joins never wait for each other."""
    found = {row.pk: _row(row) for row in sorted(workshops, key=lambda row: row.pk)}
    return [found[row.pk] for row in workshops]


def _row(workshop: Workshop) -> Workshop:
    rows = Workshop.objects.select_for_update(of=("self",))
    return rows.select_related(
        "enrolment__region", "enrolment__cohort", "plan", "host__enrolment__region"
    ).get(pk=workshop.pk)


def _of(workshop: Workshop) -> dict:
    return {"region": workshop.enrolment.region}
