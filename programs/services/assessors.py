"""Who assesses a region? Never somebody who guides it as a mentor."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs.models import AssessorAssignment, Enrolment, MentorAssignment
from programs.people import forget_relations
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def assign(
    enrolment: Enrolment, user: User, *, by: User | None, since: date | None = None
) -> AssessorAssignment:
    """Let this person assess the enrolment's region in its cohort."""
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    permission.require("programs.assign_assessor", enrolment, by=by)
    open_ones = AssessorAssignment.objects.filter(
        cohort=enrolment.cohort_id, region=enrolment.region_id, user=user, until=None
    )
    if existing := open_ones.first():
        return existing
    if guides(user, enrolment):
        raise Blocked(
            [
                _(
                    "%(name)s is a mentor of %(region)s and can't assess it. Choose another assessor."
                )
                % {"name": user, "region": enrolment.region}
            ]
        )
    assignment = AssessorAssignment.objects.create(
        cohort=enrolment.cohort,
        region=enrolment.region,
        user=user,
        since=since or timezone.localdate(),
    )
    forget_relations(user)
    history.record("programs.enrolment.assign_assessor", enrolment, by=by, name=user.name)
    return assignment


def guides(user: User, enrolment: Enrolment) -> bool:
    """Say whether the person mentors the enrolment's region, in whichever cohort."""
    return (
        MentorAssignment.objects.active()
        .filter(mentor__user=user, enrolment__region=enrolment.region_id)
        .exists()
    )
