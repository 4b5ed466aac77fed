"""In which relations does a person stand today? Read once, asked often.

Predicates and querysets ask `relations_of(user)`; within a web request the answer is kept on
the user, elsewhere it is read anew each time.
"""

from dataclasses import dataclass

from django.db.models import F

from accounts.models import User
from programs.models import (
    AgencyMember,
    AssessorAssignment,
    Candidacy,
    Coordinator,
    Enrolment,
    MentorAssignment,
    MinistryMember,
    Observer,
    Tenure,
)


@dataclass(frozen=True)
class Relations:
    """Primary keys that a person relates to today."""

    ministry: bool = False
    observes_all: bool = False
    mentored: frozenset[int] = frozenset()
    coordinated_regions: frozenset[int] = frozenset()
    written_agencies: frozenset[int] = frozenset()
    headed_agencies: frozenset[int] = frozenset()
    agency_regions: frozenset[int] = frozenset()
    assessed: frozenset[tuple[int, int]] = frozenset()
    observed_regions: frozenset[int] = frozenset()
    held_offices: frozenset[int] = frozenset()
    office_regions: frozenset[int] = frozenset()

    @property
    def agencies(self) -> frozenset[int]:
        return self.written_agencies | self.headed_agencies

    @property
    def regions(self) -> frozenset[int]:
        """Regions whose enrolments this person may see because they belong to the region."""
        return (
            self.coordinated_regions
            | self.agency_regions
            | self.observed_regions
            | self.office_regions
        )


def relations_of(user: User) -> Relations:
    """Return today's relations of `user`; nobody for anonymous and inactive people."""
    if not user.is_authenticated or not user.is_active:
        return Relations()
    kept = _row(user).__dict__.get("_relations")
    if kept is not None:
        return kept
    return _read(user)


def keep_relations(user: User) -> None:
    """Keep the relations on this user object for the rest of a request."""
    if user.is_authenticated and user.is_active:
        _row(user).__dict__["_relations"] = _read(user)


def forget_relations(user: User) -> None:
    """Read the relations anew next time."""
    _row(user).__dict__.pop("_relations", None)


def _row(user: User) -> User:
    """The row behind a request's lazy user: permissions are asked of the row itself."""
    return getattr(user, "_wrapped", user)


def _read(user: User) -> Relations:
    members = list(
        AgencyMember.objects.active()
        .filter(user=user)
        .values_list("agency_id", "role", "agency__region_id")
    )
    observed = list(Observer.objects.active().filter(user=user).values_list("region_id", flat=True))
    offices = list(
        Tenure.objects.current()
        .filter(official__user=user)
        .values_list("office_id", "office__region_id")
    )
    return Relations(
        ministry=MinistryMember.objects.active().filter(user=user).exists(),
        observes_all=None in observed,
        mentored=frozenset(
            MentorAssignment.objects.active()
            .filter(mentor__user=user)
            .values_list("enrolment_id", flat=True)
        ),
        coordinated_regions=frozenset(
            Coordinator.objects.active().filter(user=user).values_list("region_id", flat=True)
        ),
        written_agencies=frozenset(a for a, role, _ in members if role == "writer"),
        headed_agencies=frozenset(a for a, role, _ in members if role == "head"),
        agency_regions=frozenset(region for _, _, region in members),
        assessed=frozenset(
            AssessorAssignment.objects.active()
            .filter(user=user)
            .values_list("cohort_id", "region_id")
        ),
        observed_regions=frozenset(r for r in observed if r is not None),
        held_offices=frozenset(office for office, _ in offices),
        office_regions=frozenset(region for _, region in offices),
    )


def mentors_of(enrolment: Enrolment):
    """Return the accounts of the enrolment's mentors."""
    return User.objects.filter(
        is_active=True,
        pk__in=MentorAssignment.objects.active()
        .filter(enrolment=enrolment)
        .values(user=F("mentor__user")),
    )


def coordinators_of(enrolment: "Enrolment | Candidacy"):
    """Return the accounts of the region's coordinators."""
    return User.objects.filter(
        is_active=True,
        pk__in=Coordinator.objects.active().filter(region=enrolment.region_id).values("user"),
    )


def members_of(agency, *roles: str):
    """Return the accounts of an agency's people, of the given roles (default: all)."""
    members = AgencyMember.objects.active().filter(agency=agency)
    if roles:
        members = members.filter(role__in=roles)
    return User.objects.filter(is_active=True, pk__in=members.values("user"))


def ministry_staff():
    """Return the accounts of all ministry staff."""
    return User.objects.filter(
        is_active=True, pk__in=MinistryMember.objects.active().values("user")
    )
