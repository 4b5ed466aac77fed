"""Who guides a region? A mentor is assigned and released by the ministry, and never rates there."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs import notices
from programs.models import Enrolment, Mentor, MentorAssignment
from programs.people import forget_relations
from programs.services import conflicts
from programs.services.dates import reasons_against_order
from programs.services.outcome import Outcome
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def register(
    name: str, *, by: User | None, institution: str = "", user: User | None = None, **facts: Any
) -> Mentor:
    """Put an expert on the list of mentors; the account may follow by invitation."""
    permission.require("programs.assign_mentor", None, by=by)
    mentor = Mentor.objects.create(name=name, institution=institution, user=user, **facts)
    history.record("programs.mentor.register", mentor, by=by, name=name)
    return mentor


@transaction.atomic
def change(mentor: Mentor, *, by: User | None, **facts: Any) -> Mentor:
    """Change the profile; an address that turns out to be an assessor's is refused."""
    mentor = Mentor.objects.select_for_update().get(pk=mentor.pk)
    permission.require("programs.assign_mentor", None, by=by)
    for name, value in facts.items():
        setattr(mentor, name, value)
    guided = Enrolment.objects.filter(mentor_assignments__in=mentor.assignments.filter(until=None))
    person = conflicts.Person.of_mentor(mentor)
    if reasons := conflicts.reasons_against_being_mentor(person, guided.select_related("region")):
        raise Blocked(reasons)
    mentor.save(update_fields=list(facts))
    history.record("programs.mentor.change", mentor, by=by, fields=sorted(facts))
    return mentor


@transaction.atomic
def assign(
    enrolment: Enrolment, mentor: Mentor, *, by: User | None, since: date, letter: str = ""
) -> MentorAssignment:
    """Let the mentor guide this enrolment from a day on."""
    conflicts.lock(enrolment.region)
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
    return conflicts.reasons_against_guiding(conflicts.Person.of_mentor(mentor), enrolment.region)


def assign_many(
    enrolments: Iterable[Enrolment],
    mentors: Iterable[Mentor],
    *,
    by: User | None,
    since: date,
    letter: str = "",
) -> Outcome:
    """Assign each mentor to each enrolment; a refused pair does not hold up the others."""
    outcome, chosen = Outcome(), list(mentors)
    for enrolment in enrolments:
        for mentor in chosen:
            outcome.attempt(assign, enrolment, mentor, by=by, since=since, letter=letter)
    return outcome


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
