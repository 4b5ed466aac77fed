"""May this person guide and assess the same region? Never, and the attempt is told why.

Somebody is known by an account, by an e-mail address, or by a name on the list of mentors. A
mentor without account and without address who has the same name counts as the same person until
the ministry says otherwise by giving the entry its account or address.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from programs.models import AssessorAssignment, Cohort, Enrolment, Mentor, MentorAssignment, Region
from programs.same_person import name_key, same_email


@dataclass(frozen=True)
class Person:
    """Somebody as far as the portal knows them: with or without an account."""

    name: str
    email: str = ""
    user: User | None = None

    @classmethod
    def of_user(cls, user: User) -> "Person":
        return cls(user.name, user.email, user)

    @classmethod
    def of_mentor(cls, mentor: Mentor) -> "Person":
        return cls.of_user(mentor.user) if mentor.user else cls(mentor.name, mentor.email)

    @classmethod
    def of_address(cls, name: str, email: str) -> "Person":
        """Somebody who is invited: the account that has this address when there is one."""
        user = User.objects.filter(email__iexact=email.strip()).first()
        return cls.of_user(user) if user else cls(name, email)

    def is_same_as(self, other: "Person") -> bool:
        if self.user and other.user:
            return self.user.pk == other.user.pk
        if self.email and other.email:
            return same_email(self.email, other.email)
        return name_key(self.name) == name_key(other.name)


def lock(region: Region) -> None:
    """Let nobody assign a mentor and an assessor of one region at the same moment."""
    Region.objects.select_for_update().get(pk=region.pk)


def reasons_against_assessing(person: Person, region: Region, cohort: Cohort) -> list[str]:
    """Say why this person can't assess the region: they guide it, or did so in this cohort."""
    for mentor in _mentors_of(region, cohort):
        if person.is_same_as(Person.of_mentor(mentor)):
            return [_told(person, mentor, region)]
    return []


def _told(person: Person, mentor: Mentor, region: Region) -> str:
    words = {"name": person.name, "mentor": mentor.name, "region": region}
    if person.user and mentor.user:
        return (
            _("%(name)s is a mentor of %(region)s and can't assess it. Choose another assessor.")
            % words
        )
    return (
        _(
            "%(name)s can't assess %(region)s: the list of mentors names %(mentor)s there, and the portal takes both for the same person. If they are two people, write the mentor's e-mail address into the list of mentors first."
        )
        % words
    )


def reasons_against_guiding(person: Person, region: Region) -> list[str]:
    """Say why this person can't guide the region: they are its assessor, in whichever cohort."""
    for assessor in _assessors_of(region):
        if not person.is_same_as(Person.of_user(assessor)):
            continue
        words = {"mentor": person.name, "name": assessor.name, "region": region}
        if person.user:
            return [
                _(
                    "%(mentor)s is an assessor of %(region)s and can't be its mentor. Choose another mentor."
                )
                % words
            ]
        return [
            _(
                "%(mentor)s can't be a mentor of %(region)s: %(name)s assesses it, and the portal takes both for the same person. If they are two people, write the mentor's e-mail address into the list of mentors first."
            )
            % words
        ]
    return []


def reasons_against_being_mentor(person: Person, enrolments: Iterable[Enrolment]) -> list[str]:
    """The same for an entry of the list that gets its account while it guides regions already."""
    return [
        reason
        for enrolment in enrolments
        for reason in reasons_against_guiding(person, enrolment.region)
    ]


def reasons_against_inviting(relation: str, name: str, email: str, subject: Any) -> list[str]:
    """Say before the mail leaves why this person can't be promised the relation."""
    if subject is None:
        return []
    person = Person.of_address(name, email)
    if relation == "assessor":
        return reasons_against_assessing(person, subject.region, subject.cohort)
    if relation == "mentor" and isinstance(subject, Mentor):
        open_ones = subject.assignments.filter(until=None)
        guided = Enrolment.objects.filter(mentor_assignments__in=open_ones)
        return reasons_against_being_mentor(person, guided.select_related("region"))
    if relation == "mentor":
        return reasons_against_guiding(person, subject.region)
    return []


def _mentors_of(region: Region, cohort: Cohort) -> list[Mentor]:
    rows = MentorAssignment.objects.filter(enrolment__region=region)
    rows = rows.filter(_not_over() | Q(enrolment__cohort=cohort))
    return list(
        Mentor.objects.filter(pk__in=rows.values("mentor")).select_related("user").order_by("name")
    )


def _assessors_of(region: Region) -> list[User]:
    rows = AssessorAssignment.objects.filter(_not_over(), region=region)
    return list(User.objects.filter(pk__in=rows.values("user")).order_by("name"))


def _not_over() -> Q:
    """Terms that hold today or will hold: the day on which a term begins does not matter."""
    return Q(until=None) | Q(until__gte=timezone.localdate())
