"""Who may take a place on a paper of a region? Its officials, its mentors, its team and the ministry."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from commitments.services.seating import Seat
from programs.models import Enrolment, Tenure
from programs.people import coordinators_of, mentors_of, ministry_staff


@dataclass(frozen=True)
class Candidate:
    """Somebody who could sign: the office that is held, or an account with its words on paper."""

    key: str
    name: str
    office: str
    group: str
    tenure: Tenure | None = None
    account: User | None = None

    @property
    def label(self) -> str:
        return f"{self.name}, {self.office}"

    def seat(self, role: str, *, office: str = "", route: str = "portal") -> Seat:
        """Give this candidate a place; `office` replaces the words under which they sign."""
        if self.tenure is not None:
            return Seat(role, tenure=self.tenure, office=office, route=route)
        return Seat(role, account=self.account, office=office or self.office, route=route)


def candidates(enrolments: Iterable[Enrolment]) -> list[Candidate]:
    """Everybody who could sign a paper of these enrolments, in the order of a list to choose from."""
    enrolments = list(enrolments)
    found: dict[str, Candidate] = {}
    for one in [*_officials(enrolments), *_people(enrolments)]:
        found.setdefault(one.key, one)
    return list(found.values())


def _officials(enrolments: list[Enrolment]) -> Iterable[Candidate]:
    regions = [enrolment.region_id for enrolment in enrolments]
    rows = (
        Tenure.objects.current()
        .filter(office__region__in=regions)
        .select_related("official__user", "office__agency", "office__region")
        .order_by("office__region", "office__agency__name", "office__title", "pk")
    )
    for row in sorted(rows, key=lambda row: row.office.agency_id is not None):
        place = row.office.region.short_name
        title = row.printed_title
        if row.office.agency_id is None and place not in title:
            title = f"{title} {place}"
        yield Candidate(
            f"office-{row.pk}", row.official.name, title, str(row.office.region), tenure=row
        )


def _people(enrolments: list[Enrolment]) -> Iterable[Candidate]:
    team, mentors, ministry = str(_("Region's team")), str(_("Mentors")), str(_("Ministry"))
    with translation.override("id"):
        words = (_("Smart city coordinator"), _("Mentor of the smart city"))
    for enrolment in enrolments:
        for user in coordinators_of(enrolment).order_by("name", "pk"):
            yield _person(user, f"{words[0]} {enrolment.region}", team)
        for user in mentors_of(enrolment).order_by("name", "pk"):
            yield _person(user, words[1], mentors)
    if enrolments:
        name = enrolments[0].cohort.edition.ministry
        with translation.override("id"):
            office = _("For the %(ministry)s") % {"ministry": name}
        for user in ministry_staff().order_by("name", "pk"):
            yield _person(user, office, ministry)


def _person(user: User, office: str, group: str) -> Candidate:
    return Candidate(f"account-{user.pk}", str(user), office, group, account=user)


def best_match(words: str, found: Iterable[Candidate]) -> str:
    """The key of whoever a free text names, by name or office; empty when nobody is certain."""
    words = words.casefold().strip()
    hits = [
        one.key
        for one in found
        if words and (one.name.casefold() in words or one.office.casefold() == words)
    ]
    return hits[0] if len(hits) == 1 else ""
