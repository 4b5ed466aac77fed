"""Who holds the ball on something that waits, and who are the people behind that name?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from accounts.models import User
from commitments.models import Signatory
from masterplans.models import Chapter
from programs.models import Agency, Enrolment, Office, Tenure
from programs.people import coordinators_of, members_of, mentors_of, ministry_staff
from smartcity_portal.kit.numbers import natural

if TYPE_CHECKING:
    from workshops.facts import Facts
    from workshops.models import Task


@dataclass(frozen=True)
class Holder:
    """A name for people and a key for machines: "agency:12", "mentor", "coordinator", "ministry"."""

    key: str
    name: str

    def __str__(self) -> str:
        return self.name


def ministry() -> Holder:
    return Holder("ministry", _("Ministry"))


def mentor(facts: "Facts", enrolment: Enrolment) -> Holder:
    """The mentor by name; the ministry while nobody is assigned."""
    names = facts.mentors.get(enrolment.pk)
    return Holder("mentor", " · ".join(names)) if names else ministry()


def coordinator(facts: "Facts", enrolment: Enrolment) -> Holder:
    found = facts.coordinating.get(enrolment.region_id)
    return Holder("coordinator", str(found) if found else _("Coordinator"))


def agency(row: Agency) -> Holder:
    if row.is_coordinator:
        return Holder("coordinator", str(row))
    return Holder(f"agency:{row.pk}", str(row))


def head(row: Agency) -> Holder:
    """The head of an agency, who reads a chapter before the mentor does."""
    return Holder(f"head:{row.pk}", _("Head of %(agency)s") % {"agency": row})


def office(row: Office) -> Holder:
    """The office itself; whoever holds it now answers for it."""
    return Holder(f"office:{row.pk}", row.title)


def of_task(task: "Task") -> Holder:
    """Whoever a decision gave the task to."""
    if task.agency is not None:
        return agency(task.agency)
    if task.office is not None:
        return office(task.office)
    names = {"mentor": _("Mentor"), "coordinator": _("Coordinator"), "ministry": _("Ministry")}
    return Holder(task.holder, names[task.holder])


def signatory(row: Signatory) -> Holder:
    return Holder(f"signatory:{row.pk}", row.office)


def of_chapter(facts: "Facts", enrolment: Enrolment, chapter: Chapter) -> Holder:
    """The mentor while it is in review, the head of its agency before, else the agency or coordinator."""
    if chapter.with_mentor:
        return mentor(facts, enrolment)
    if chapter.with_head and chapter.agency:
        return head(chapter.agency)
    return agency(chapter.agency) if chapter.agency else coordinator(facts, enrolment)


def people_behind(key: str, enrolment: Enrolment) -> list[User]:
    """Return the accounts behind a holder's key; an unknown key has nobody."""
    kind, _colon, named = key.partition(":")
    number = natural(named)
    if kind == "ministry":
        return list(ministry_staff())
    if kind == "mentor":
        return list(mentors_of(enrolment))
    if kind == "coordinator":
        return list(coordinators_of(enrolment))
    if kind == "agency" and number is not None:
        row = Agency.objects.filter(pk=number, region=enrolment.region_id).first()
        return list(members_of(row)) if row else []
    if kind == "head" and number is not None:
        row = Agency.objects.filter(pk=number, region=enrolment.region_id).first()
        return list(members_of(row, "head")) if row else []
    if kind == "office" and number is not None:
        return _office_people(number, enrolment)
    if kind == "signatory" and number is not None:
        return _signatory_people(number, enrolment)
    return []


def _office_people(pk: int, enrolment: Enrolment) -> list[User]:
    tenures = Tenure.objects.current().filter(office=pk, office__region=enrolment.region_id)
    return list(User.objects.filter(is_active=True, pk__in=tenures.values("official__user")))


def _signatory_people(pk: int, enrolment: Enrolment) -> list[User]:
    row = Signatory.objects.with_people().filter(pk=pk, sheet__enrolment=enrolment).first()
    return [row.user] if row and row.user and row.user.is_active else []
