"""How does an office pass to its next holder? What it holds follows; the successor acknowledges it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import past
from accounts.models import User
from accounts.services import history, permission
from programs import holdings, notices
from programs.models import Acknowledgement, Official, Tenure
from smartcity_portal.kit.machine import Blocked

ONCE_A_DAY = timedelta(days=1)
LOOK_BACK = timedelta(days=7)


def predecessor_of(tenure: Tenure) -> Tenure | None:
    """Return the tenure before this one, None for the first holder of an office."""
    others = tenure.office.tenures.exclude(pk=tenure.pk).exclude(until=None)
    return others.select_related("official", "office").order_by("-until", "-pk").first()


@transaction.atomic
def hand_over(tenure: Tenure, *, by: User | None) -> Acknowledgement | None:
    """Let what the office holds follow to its new holder, and ask them to acknowledge it.

    Nothing happens for the first holder, for a term that has ended, and before a term begins: the
    clock calls again on its first day. Somebody who only changes capacity is not asked.
    """
    today = timezone.localdate(past.moment()) if past.moment() else timezone.localdate()
    predecessor = predecessor_of(tenure)
    if predecessor is None or (tenure.since or today) > today or (tenure.until or today) < today:
        return None
    holdings.move_to(tenure, predecessor, by=by)
    if predecessor.official_id == tenure.official_id:
        return None
    asked, created = Acknowledgement.objects.get_or_create(
        tenure=tenure,
        defaults={"predecessor": predecessor, "asked_at": past.moment() or timezone.now()},
    )
    if created:
        history.record(
            "programs.office.hand_over",
            tenure.office,
            by=by,
            name=tenure.official.name,
            predecessor=predecessor.official.name,
        )
        notices.acknowledgement_asked(asked, by=by)
    return asked


@transaction.atomic
def acknowledge(asked: Acknowledgement, *, by: User) -> Acknowledgement:
    """The successor takes over; what the office holds at this moment is written down."""
    asked = Acknowledgement.objects.select_for_update().get(pk=asked.pk)
    permission.require("programs.acknowledge_office", asked, by=by)
    if not asked.is_open:
        raise Blocked([_("You have acknowledged this already.")])
    if asked.tenure.until and asked.tenure.until < timezone.localdate():
        raise Blocked([_("Your term has ended; your successor is asked instead.")])
    found = holdings.of_office(asked.office)
    asked.handed_over = [
        {"title": holding.title, "things": [held.kept for held in holding.things]}
        for holding in found
    ]
    asked.acknowledged_at, asked.by = timezone.now(), by
    asked.save(update_fields=["handed_over", "acknowledged_at", "by"])
    history.record(
        "programs.office.acknowledge",
        asked.office,
        by=by,
        name=asked.tenure.official.name,
        predecessor=asked.predecessor.official.name if asked.predecessor else "",
        count=sum(len(holding.things) for holding in found),
    )
    return asked


@transaction.atomic
def remind(asked: Acknowledgement, *, by: User) -> Acknowledgement:
    """Remind a successor, once a day at most."""
    asked = Acknowledgement.objects.select_for_update().get(pk=asked.pk)
    permission.require("programs.remind_successor", asked.office, by=by)
    if not asked.is_open:
        raise Blocked([_("This has been acknowledged already.")])
    name = asked.tenure.official.name
    if asked.tenure.official.user is None:
        raise Blocked([_("%(name)s has no account yet. Invite them first.") % {"name": name}])
    now = timezone.now()
    if asked.reminded_at and now - asked.reminded_at < ONCE_A_DAY:
        raise Blocked([_("%(name)s was reminded today already.") % {"name": name}])
    asked.reminded_at = now
    asked.save(update_fields=["reminded_at"])
    history.record("programs.office.remind_successor", asked.office, by=by, name=name)
    notices.acknowledgement_reminded(asked, by=by)
    return asked


def tell_newcomer(official: Official, *, by: User | None) -> None:
    """Somebody asked before they had an account is told as soon as they have one."""
    for asked in Acknowledgement.objects.open().filter(tenure__official=official).with_names():
        notices.acknowledgement_asked(asked, by=by)


def begin_terms() -> int:
    """Hand over the offices whose new term was written down in advance and has begun."""
    today = timezone.localdate()
    begun = Tenure.objects.current().filter(
        since__range=(today - LOOK_BACK, today), acknowledgement=None
    )
    rows = begun.select_related("office__region", "official__user").order_by("pk")
    return sum(1 for tenure in rows if hand_over(tenure, by=None) is not None)
