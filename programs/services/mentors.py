"""Who guides a region? A mentor is assigned and released by the ministry, and never rates there."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs import notices
from programs.models import AssessorAssignment, Enrolment, Mentor, MentorAssignment
from programs.people import forget_relations
from programs.services.dates import reasons_against_order
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def register(
    name: str, *, by: User | None, institution: str = "", user: User | None = None, **facts: object
) -> Mentor:
    """Put an expert on the list of mentors; the account may follow by invitation."""
    permission.require("programs.assign_mentor", None, by=by)
    mentor = Mentor.objects.create(name=name, institution=institution, user=user, **facts)
    history.record("programs.mentor.register", mentor, by=by, name=name)
    return mentor


@transaction.atomic
def assign(
    enrolment: Enrolment, mentor: Mentor, *, by: User | None, since: date, letter: str = ""
) -> MentorAssignment:
    """Let the mentor guide this enrolment from a day on."""
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    permission.require("programs.assign_mentor", enrolment, by=by)
    if reasons := _reasons_against(enrolment, mentor):
        raise Blocked(reasons)
    assignment = MentorAssignment.objects.create(
        enrolment=enrolment, mentor=mentor, since=since, letter=letter
    )
    if mentor.user:
        forget_relations(mentor.user)
    history.record("programs.enrolment.assign_mentor", enrolment, by=by, mentor=mentor.name)
    notices.mentor_assigned(assignment, by=by)
    return assignment


def _reasons_against(enrolment: Enrolment, mentor: Mentor) -> list[str]:
    words = {"mentor": mentor, "region": enrolment.region}
    if MentorAssignment.objects.filter(enrolment=enrolment, mentor=mentor, until=None).exists():
        return [_("%(mentor)s already guides %(region)s.") % words]
    if mentor.user and assesses(mentor.user, enrolment):
        return [
            _(
                "%(mentor)s is an assessor of %(region)s and can't be its mentor. Choose another mentor."
            )
            % words
        ]
    return []


def assesses(user: User, enrolment: Enrolment) -> bool:
    """Say whether the person assesses the enrolment's region, in whichever cohort."""
    return (
        AssessorAssignment.objects.active().filter(user=user, region=enrolment.region_id).exists()
    )


@transaction.atomic
def release(
    assignment: MentorAssignment, *, by: User | None, until: date | None = None
) -> MentorAssignment:
    """End an assignment; `until` is its last day, today when not given."""
    assignment = MentorAssignment.objects.select_for_update().get(pk=assignment.pk)
    enrolment = assignment.enrolment
    permission.require("programs.assign_mentor", enrolment, by=by)
    if assignment.until is not None:
        raise Blocked([_("This assignment has already ended.")])
    until = until or timezone.localdate()
    if reasons := reasons_against_order(
        assignment.since, until, _("the first day"), _("The last day")
    ):
        raise Blocked(reasons)
    assignment.until = until
    assignment.save(update_fields=["until"])
    if assignment.mentor.user:
        forget_relations(assignment.mentor.user)
    history.record(
        "programs.enrolment.release_mentor", enrolment, by=by, mentor=assignment.mentor.name
    )
    notices.mentor_released(assignment, by=by)
    return assignment
