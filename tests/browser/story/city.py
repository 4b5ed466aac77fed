"""Who is there before the story begins? A city with agencies, office holders and accounts, no plan."""

from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from programs.models import Agency, AgencyMember, Coordinator, MinistryMember, Region
from programs.services import editions
from tests.browser.story.edition import small_edition
from tests.factories import (
    AgencyFactory,
    CohortFactory,
    MentorFactory,
    OfficeFactory,
    OfficialFactory,
    RegionFactory,
    TenureFactory,
    UserFactory,
)

PASSWORD = "rahasia-sekali-2022"
SINCE = date(2019, 1, 1)
PEOPLE = {
    "ministry": "Rina Kementerian",
    "coordinator": "Tono Koordinator",
    "writer": "Sari Penulis",
    "mentor": "Prof. Budi",
    "head_of_region": "dr. Wahyu Walikota",
    "agency_head": "Ir. Kusuma",
}


@dataclass
class City:
    """The people of the story by what they do."""

    people: dict[str, User] = field(default_factory=dict)

    def __getitem__(self, role: str) -> User:
        return self.people[role]


def found_city() -> City:
    """Lay the ground in the year 2019; the mentor is only a name on the ministry's list."""
    CohortFactory(year=2019, edition=editions.load(small_edition(2019), by=None))
    region = RegionFactory(name="Kota Tarakan", slug="kota-tarakan", code="65.71")
    AgencyFactory(region=region, kind="coordinator", name="Dinas Kominfo", short_name="Diskominfo")
    works = AgencyFactory(region=region, name="Dinas Lingkungan Hidup", short_name="DLH")
    city = City({role: UserFactory(username=role, name=name) for role, name in PEOPLE.items()})
    MinistryMember.objects.create(user=city["ministry"], since=SINCE)
    Coordinator.objects.create(region=region, user=city["coordinator"], since=SINCE)
    AgencyMember.objects.create(agency=works, user=city["writer"], role="writer", since=SINCE)
    MentorFactory(name=PEOPLE["mentor"], user=city["mentor"])
    _give_office(region, None, "Wali Kota", city["head_of_region"])
    _give_office(region, works, "Kepala Dinas Lingkungan Hidup", city["agency_head"])
    return city


def _give_office(region: Region, agency: Agency | None, title: str, holder: User) -> None:
    office = OfficeFactory(region=region, agency=agency, title=title)
    TenureFactory(office=office, official=OfficialFactory(name=holder.name, user=holder))
