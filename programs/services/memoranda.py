"""How is the agreement between ministry and region registered? Each party has its own number."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs import notices
from programs.agreements import usual_kind
from programs.models import Enrolment, Memorandum
from programs.people import coordinators_of
from programs.services.dates import reasons_against_future, reasons_against_order
from programs.services.outcome import Outcome
from smartcity_portal.kit import formats
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def register(enrolment: Enrolment, *, by: User | None, **fields: Any) -> Memorandum:
    """Register the MoU of an enrolment, or correct the one that is registered."""
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    permission.require("programs.register_memorandum", enrolment, by=by)
    memorandum = Memorandum.objects.filter(enrolment=enrolment).first()
    is_new = memorandum is None
    memorandum = memorandum or Memorandum(
        enrolment=enrolment, kind=usual_kind(enrolment.cohort.year)
    )
    for name, value in fields.items():
        setattr(memorandum, name, value)
    if reasons := _reasons_against(memorandum):
        raise Blocked(reasons)
    memorandum.save()
    verb = "register_memorandum" if is_new else "correct_memorandum"
    history.record(
        f"programs.enrolment.{verb}", enrolment, by=by, number=memorandum.number_ministry
    )
    if is_new:
        notices.memorandum_registered(memorandum, by=by)
    return memorandum


@transaction.atomic
def remind(enrolment: Enrolment, *, by: User | None) -> int:
    """Remind the region's coordinators that its MoU is missing, once a day; return how many."""
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    permission.require("programs.remind_memorandum", enrolment, by=by)
    if reasons := _reasons_against_reminding(enrolment):
        raise Blocked(reasons)
    day = formats.day(enrolment.enrolled_on) if enrolment.enrolled_on else str(enrolment.cohort)
    told = notices.memorandum_missing(enrolment, day=day, by=by)
    history.record("programs.enrolment.remind_memorandum", enrolment, by=by)
    return told


def remind_many(enrolments: Iterable[Enrolment], *, by: User | None) -> Outcome:
    """Remind each region; one that can't be reminded does not hold up the others."""
    outcome = Outcome()
    for enrolment in enrolments:
        outcome.attempt(remind, enrolment, by=by)
    return outcome


def _reasons_against_reminding(enrolment: Enrolment) -> list[str]:
    words = {"region": enrolment.region}
    if Memorandum.objects.filter(enrolment=enrolment).exists():
        return [_("The MoU of %(region)s is registered already.") % words]
    if not coordinators_of(enrolment).exists():
        return [
            _("Nobody coordinates %(region)s in the portal yet. Invite a coordinator first.")
            % words
        ]
    last = history.last_move(enrolment, "programs.enrolment.remind_memorandum")
    if last and timezone.localdate(last.at) == timezone.localdate():
        return [_("%(region)s has been reminded today already.") % words]
    return []


def _reasons_against(memorandum: Memorandum) -> list[str]:
    return [
        *reasons_against_future(memorandum.signed_on, _("The day of signing")),
        *reasons_against_order(
            memorandum.signed_on,
            memorandum.valid_until,
            _("the day of signing"),
            _("The last day of validity"),
        ),
        *_reasons_against_side(
            memorandum.signer_ministry, memorandum.office_ministry, memorandum.behalf_ministry
        ),
        *_reasons_against_side(
            memorandum.signer_region, memorandum.office_region, memorandum.behalf_region
        ),
    ]


def _reasons_against_side(signer: str, office: str, behalf: str) -> list[str]:
    """A delegate is somebody: who signs on behalf of another has a name and an own office."""
    if behalf and not (signer and office):
        return [
            _("Write name and office of the person who signed on behalf of “%(office)s”.")
            % {"office": behalf}
        ]
    if behalf and behalf.strip().lower() == office.strip().lower():
        return [_("Nobody signs on behalf of the own office (“%(office)s”).") % {"office": office}]
    return []
