"""How does a person come into a relation, and out of it? One table of what may be granted.

A relation is granted on a subject: a ministry member on nothing, a coordinator or observer on a
region, a writer or head on an agency, a signatory on an official, a mentor on an enrolment (or on
the mentor's entry in the list), an assessor on an enrolment or a candidacy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.services import history, permission
from programs import notices
from programs.models import (
    Agency,
    AgencyMember,
    AssessorAssignment,
    Candidacy,
    Coordinator,
    Enrolment,
    Mentor,
    MentorAssignment,
    MinistryMember,
    Observer,
    Office,
    Official,
    Region,
)
from programs.people import forget_relations
from programs.services import assessors, conflicts, handovers, mentors, score_sheets
from smartcity_portal.kit.machine import Blocked

Subject = models.Model | None


@dataclass(frozen=True, kw_only=True)
class Relation:
    """One kind of relation: what it is called, what it stands on, how it begins and ends."""

    label: Any
    subjects: tuple[type[models.Model], ...]
    begin: Callable[[User, Any, User | None, date], None]
    terms: Callable[[User, Any], models.QuerySet]
    needs_subject: bool = True
    invite: str = "programs.invite_anyone"


@transaction.atomic
def grant(
    relation: str, user: User, subject: Subject, *, by: User | None, since: date | None = None
) -> None:
    """Put the person into the relation; granting it twice changes nothing."""
    kind = RELATIONS[relation]
    _require_subject(kind, subject)
    permission.require(kind.invite, subject, by=by)
    if kind.terms(user, subject).exists():
        return
    kind.begin(user, subject, by, since or timezone.localdate())
    forget_relations(user)
    history.record(
        f"programs.relation.grant_{relation}",
        subject or user,
        by=by,
        name=user.name,
        user=user.pk,
    )
    with translation.override(user.language):
        label = str(kind.label)
    notices.relation_granted(user, relation, subject, label=label, place=place_of(subject), by=by)


@transaction.atomic
def revoke(relation: str, user: User, subject: Subject, *, by: User | None) -> int:
    """End the person's open terms of this relation today; return how many ended."""
    kind = RELATIONS[relation]
    _require_subject(kind, subject)
    permission.require(kind.invite, subject, by=by)
    ended = _close(kind.terms(user, subject))
    if ended:
        forget_relations(user)
        history.record(
            f"programs.relation.revoke_{relation}",
            subject or user,
            by=by,
            name=user.name,
            user=user.pk,
        )
    return ended


def _close(terms: models.QuerySet) -> int:
    """End terms so that they no longer hold today; what began today never held."""
    if terms.model is Official:
        return terms.update(user=None)
    yesterday = timezone.localdate() - timedelta(days=1)
    begun_today = terms.filter(since__gt=yesterday)
    return begun_today.delete()[0] + terms.filter(
        models.Q(since__lte=yesterday) | models.Q(since=None)
    ).update(until=yesterday)


def place_of(subject: Subject) -> str:
    """Name the subject as people read it in an invitation: "Dinas Kesehatan, Kota Bontang"."""
    if subject is None:
        return ""
    if isinstance(subject, Agency):
        return f"{subject.name}, {subject.region}"
    return str(subject)


def may_invite(user: User, relation: str, subject: Subject) -> bool:
    """Say whether the person may invite others into this relation here."""
    return user.has_perm(RELATIONS[relation].invite, subject)


def _require_subject(kind: Relation, subject: Subject) -> None:
    if subject is None and not kind.needs_subject:
        return
    if not isinstance(subject, kind.subjects):
        raise Blocked([_("Say for what “%(relation)s” holds.") % {"relation": kind.label}])


def _ministry(user: User, subject: Any, by: User | None, since: date) -> None:
    MinistryMember.objects.create(user=user, since=since)


def _coordinator(user: User, subject: Region, by: User | None, since: date) -> None:
    Coordinator.objects.create(user=user, region=subject, since=since)


def _writer(user: User, subject: Agency, by: User | None, since: date) -> None:
    AgencyMember.objects.create(user=user, agency=subject, role="writer", since=since)


def _head(user: User, subject: Agency, by: User | None, since: date) -> None:
    AgencyMember.objects.create(user=user, agency=subject, role="head", since=since)


def _signatory(user: User, subject: Official | Office, by: User | None, since: date) -> None:
    official = _official(subject)
    if official is None:
        raise Blocked([_("Nobody holds this office. Appoint the official first.")])
    if official.user_id and official.user_id != user.pk:
        raise Blocked([_("%(name)s already has an account.") % {"name": official.name}])
    official.user = user
    official.save(update_fields=["user"])
    handovers.tell_newcomer(official, by=by)


def _official(subject: Official | Office) -> Official | None:
    if isinstance(subject, Official):
        return subject
    tenure = subject.tenures.current().select_related("official").first()
    return tenure.official if tenure else None


def _signing_officials(user: User, subject: Official | Office) -> models.QuerySet:
    official = _official(subject)
    if official is None:
        return Official.objects.none()
    return Official.objects.filter(pk=official.pk, user=user)


def _mentor(user: User, subject: Enrolment | Mentor, by: User | None, since: date) -> None:
    if isinstance(subject, Mentor):
        if subject.user_id and subject.user_id != user.pk:
            raise Blocked([_("%(name)s already has an account.") % {"name": subject.name}])
        guided = Enrolment.objects.filter(
            mentor_assignments__in=subject.assignments.filter(until=None)
        ).select_related("region")
        for enrolment in guided:
            conflicts.lock(enrolment.region)
        person = conflicts.Person.of_user(user)
        if reasons := conflicts.reasons_against_being_mentor(person, guided):
            raise Blocked(reasons)
        subject.user = user
        subject.save(update_fields=["user"])
        return
    mentor = Mentor.objects.filter(user=user).first() or mentors.register(
        user.name, user=user, by=by
    )
    mentors.assign(subject, mentor, by=by, since=since)


def _mentor_terms(user: User, subject: Enrolment | Mentor) -> models.QuerySet:
    if isinstance(subject, Mentor):
        return MentorAssignment.objects.active().filter(mentor=subject, mentor__user=user)
    return MentorAssignment.objects.active().filter(enrolment=subject, mentor__user=user)


def _assessor(user: User, subject: Enrolment | Candidacy, by: User | None, since: date) -> None:
    if isinstance(subject, Candidacy):
        score_sheets.ask(subject, user, by=by)
    else:
        assessors.assign(subject, user, by=by, since=since)


def _observer(user: User, subject: Region | None, by: User | None, since: date) -> None:
    Observer.objects.create(user=user, region=subject, since=since)


RELATIONS: dict[str, Relation] = {
    "ministry": Relation(
        label=gettext_lazy("Ministry staff"),
        subjects=(),
        needs_subject=False,
        begin=_ministry,
        terms=lambda user, subject: MinistryMember.objects.active().filter(user=user),
    ),
    "mentor": Relation(
        label=gettext_lazy("Mentor"),
        subjects=(Enrolment, Mentor),
        begin=_mentor,
        terms=_mentor_terms,
    ),
    "coordinator": Relation(
        label=gettext_lazy("Coordinator of the region"),
        subjects=(Region,),
        begin=_coordinator,
        terms=lambda user, subject: Coordinator.objects.active().filter(user=user, region=subject),
    ),
    "writer": Relation(
        label=gettext_lazy("Writer of the agency"),
        subjects=(Agency,),
        begin=_writer,
        terms=lambda user, subject: AgencyMember.objects.active().filter(
            user=user, agency=subject, role="writer"
        ),
        invite="programs.invite_person",
    ),
    "head": Relation(
        label=gettext_lazy("Head of the agency"),
        subjects=(Agency,),
        begin=_head,
        terms=lambda user, subject: AgencyMember.objects.active().filter(
            user=user, agency=subject, role="head"
        ),
        invite="programs.invite_person",
    ),
    "signatory": Relation(
        label=gettext_lazy("Signatory"),
        subjects=(Official, Office),
        begin=_signatory,
        terms=_signing_officials,
        invite="programs.invite_signatory",
    ),
    "assessor": Relation(
        label=gettext_lazy("Assessor"),
        subjects=(Enrolment, Candidacy),
        begin=_assessor,
        terms=lambda user, subject: AssessorAssignment.objects.active().filter(
            user=user, cohort=subject.cohort_id, region=subject.region_id
        ),
    ),
    "observer": Relation(
        label=gettext_lazy("Observer"),
        subjects=(Region,),
        needs_subject=False,
        begin=_observer,
        terms=lambda user, subject: Observer.objects.active().filter(user=user, region=subject),
    ),
}
