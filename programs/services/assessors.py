"""Who assesses a region? Never somebody who guides it as a mentor."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import history, permission
from programs.models import AssessorAssignment, Candidacy, Enrolment, Mentor
from programs.people import forget_relations
from programs.services import conflicts
from smartcity_portal.kit.machine import Blocked


def known() -> set[int]:
    """Name the accounts that are offered first: assessors of any year, and mentors, for many are both."""
    assigned = AssessorAssignment.objects.values_list("user_id", flat=True)
    mentors = Mentor.objects.exclude(user=None).values_list("user_id", flat=True)
    return {*assigned, *mentors}


@transaction.atomic
def assign(
    place: Enrolment | Candidacy, user: User, *, by: User | None, since: date | None = None
) -> AssessorAssignment:
    """Let this person assess the region of an enrolment or a candidacy, in its cohort."""
    conflicts.lock(place.region)
    permission.require("programs.assign_assessor", place, by=by)
    open_ones = AssessorAssignment.objects.filter(
        cohort=place.cohort_id, region=place.region_id, user=user, until=None
    )
    if existing := open_ones.first():
        return existing
    person = conflicts.Person.of_user(user)
    if reasons := conflicts.reasons_against_assessing(person, place.region, place.cohort):
        raise Blocked(reasons)
    assignment = AssessorAssignment.objects.create(
        cohort=place.cohort,
        region=place.region,
        user=user,
        since=since or timezone.localdate(),
    )
    forget_relations(user)
    history.record(f"{place._meta.label_lower}.assign_assessor", place, by=by, name=user.name)
    return assignment
