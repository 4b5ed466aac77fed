"""How is the agreement between ministry and region registered? Each party has its own number."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs import notices
from programs.models import Enrolment, Memorandum
from programs.services.dates import reasons_against_future, reasons_against_order
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def register(enrolment: Enrolment, *, by: User | None, **fields: Any) -> Memorandum:
    """Register the MoU of an enrolment, or correct the one that is registered."""
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    permission.require("programs.register_memorandum", enrolment, by=by)
    memorandum = Memorandum.objects.filter(enrolment=enrolment).first()
    is_new = memorandum is None
    memorandum = memorandum or Memorandum(enrolment=enrolment)
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


def _reasons_against(memorandum: Memorandum) -> list[str]:
    return [
        *reasons_against_future(memorandum.signed_on, _("The day of signing")),
        *reasons_against_order(
            memorandum.signed_on,
            memorandum.valid_until,
            _("the day of signing"),
            _("The last day of validity"),
        ),
    ]
