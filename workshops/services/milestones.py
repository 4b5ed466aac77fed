"""How is an event beside the bimtek recorded: presentation, fair, award, kick-off, visit?"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs.models import Enrolment
from smartcity_portal.kit.machine import Blocked
from workshops.models import Milestone


@transaction.atomic
def record(
    enrolment: Enrolment,
    *,
    by: User,
    kind: str,
    title: str,
    starts_on: date,
    ends_on: date | None = None,
    place: str = "",
    text: str = "",
    source: str = "",
    is_example: bool = False,
    at: datetime | None = None,
) -> Milestone:
    """Record an event, or correct the one of this kind and first day."""
    permission.require("workshops.record_milestone", enrolment, by=by)
    if ends_on and ends_on < starts_on:
        raise Blocked([_("The last day comes before the first day.")])
    milestone, _made = Milestone.objects.update_or_create(
        enrolment=enrolment,
        kind=kind,
        starts_on=starts_on,
        defaults={
            "title": title,
            "ends_on": ends_on,
            "place": place,
            "text": text,
            "source": source,
            "is_example": is_example,
        },
    )
    history.record("workshops.milestone.record", enrolment, by=by, at=at, title=title)
    return milestone
