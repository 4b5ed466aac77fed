"""Who meets the portal? One person per relation, the same relation elsewhere, and a stranger."""

from dataclasses import dataclass, field

from accounts.models import User
from programs.models import (
    Agency,
    AgencyMember,
    AssessorAssignment,
    Coordinator,
    Enrolment,
    Mentor,
    MentorAssignment,
    MinistryMember,
    Observer,
    Office,
    Official,
    Tenure,
)
from tests.factories import AgencyFactory, EnrolmentFactory, RegionFactory, UserFactory

ROLES = (
    "ministry", "mentor", "coordinator", "writer", "writer_of_another_agency", "agency_head",
    "head_of_region", "assessor", "observer", "mentor_elsewhere", "coordinator_elsewhere",
    "writer_elsewhere", "stranger",
)  # fmt: skip


@dataclass
class Town:
    """An enrolment with two agencies and its people by role; `elsewhere` is another region's."""

    enrolment: Enrolment
    elsewhere: Enrolment
    coordinating: Agency
    works: Agency
    people: dict[str, User] = field(default_factory=dict)

    def __getitem__(self, role: str) -> User:
        return self.people[role]


def person(role: str, **kwargs) -> User:
    return UserFactory(username=role, name=role.replace("_", " ").title(), **kwargs)


def people_around(enrolment: Enrolment) -> Town:
    """Give an enrolment its people; every relation began with the cohort's year."""
    elsewhere = EnrolmentFactory(cohort=enrolment.cohort, region=RegionFactory())
    region, since = enrolment.region, f"{enrolment.cohort.year}-01-01"
    coordinating = AgencyFactory(
        region=region,
        kind="coordinator",
        name="Dinas Komunikasi dan Informatika",
        short_name="Diskominfo",
    )
    works = AgencyFactory(region=region, name="Dinas Pekerjaan Umum", short_name="Dinas PU")
    far = AgencyFactory(region=elsewhere.region)
    town = Town(enrolment, elsewhere, coordinating, works, {role: person(role) for role in ROLES})
    MinistryMember.objects.create(user=town["ministry"], since=since)
    for role, place in (("mentor", enrolment), ("mentor_elsewhere", elsewhere)):
        mentor = Mentor.objects.create(name=town[role].name, user=town[role])
        MentorAssignment.objects.create(enrolment=place, mentor=mentor, since=since)
    Coordinator.objects.create(region=region, user=town["coordinator"], since=since)
    Coordinator.objects.create(
        region=elsewhere.region, user=town["coordinator_elsewhere"], since=since
    )
    for role, agency, kind in (
        ("writer", coordinating, "writer"),
        ("writer_of_another_agency", works, "writer"),
        ("agency_head", coordinating, "head"),
        ("writer_elsewhere", far, "writer"),
    ):
        AgencyMember.objects.create(agency=agency, user=town[role], role=kind, since=since)
    for role, agency, title in (
        ("head_of_region", None, "Wali Kota"),
        ("agency_head", coordinating, "Kepala Dinas Komunikasi dan Informatika"),
    ):
        office = Office.objects.create(region=region, agency=agency, title=title)
        official = Official.objects.create(name=town[role].name, user=town[role])
        Tenure.objects.create(office=office, official=official, since=since)
    AssessorAssignment.objects.create(
        cohort=enrolment.cohort, region=region, user=town["assessor"], since=since
    )
    Observer.objects.create(user=town["observer"], region=region, since=since)
    return town
