"""Which councils, teams and forums did a region form, by which decree?"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs.models import Body, Enrolment
from programs.services.dates import reasons_against_future
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def decree(
    enrolment: Enrolment,
    *,
    kind: str,
    decree: str,
    decreed_on: date | None,
    by: User | None,
    members: str = "",
    **facts: Any,
) -> Body:
    """Register the decree of a body, or correct it; a region has one body of each kind."""
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    permission.require("programs.decree_body", enrolment, by=by)
    if reasons := reasons_against_future(decreed_on, _("The date of the decree")):
        raise Blocked(reasons)
    body, created = Body.objects.update_or_create(
        enrolment=enrolment,
        kind=kind,
        defaults={"decree": decree, "decreed_on": decreed_on, "members": members, **facts},
    )
    verb = "decree_body" if created else "correct_body"
    history.record(
        f"programs.enrolment.{verb}",
        enrolment,
        by=by,
        body=body.get_kind_display(),
        decree=body.decree,
    )
    return body
