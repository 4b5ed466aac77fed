"""How does a test get its rows? The smallest valid row of each noun; editions from the real files."""

import tomllib
from pathlib import Path

import factory
from factory.django import DjangoModelFactory

from accounts.models import User
from programs.models import (
    Agency,
    Cohort,
    Enrolment,
    GuidanceEdition,
    Mentor,
    MentorAssignment,
    Office,
    Official,
    Region,
    Tenure,
)

EDITIONS = Path(__file__).parent.parent / "programs" / "editions"


def edition(year: int = 2019) -> GuidanceEdition:
    """Return the guidance edition of a year, loaded from its file once per test."""
    from programs.services import editions

    known = GuidanceEdition.objects.filter(year=year).first()
    if known:
        return known
    data = tomllib.loads((EDITIONS / f"{year}.toml").read_text())
    return editions.load(data, by=None)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"orang{n}")
    name = factory.Sequence(lambda n: f"Orang {n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.PostGenerationMethodCall("set_password", "rahasia-sekali-2022")

    @factory.post_generation
    def _stored(self, create, extracted, **kwargs):
        if create:
            self.save()


class ProvinceFactory(DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = "64"
    name = "Kalimantan Timur"
    kind = "provinsi"
    slug = factory.LazyAttribute(lambda region: f"provinsi-{region.code}")
    timezone = "Asia/Makassar"


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region

    code = factory.Sequence(lambda n: f"64.{n % 100:02d}")
    name = factory.Sequence(lambda n: f"Kota Uji {n}")
    kind = "kota"
    slug = factory.Sequence(lambda n: f"kota-uji-{n}")
    province = factory.SubFactory(ProvinceFactory)
    timezone = "Asia/Makassar"


class CohortFactory(DjangoModelFactory):
    class Meta:
        model = Cohort
        django_get_or_create = ("year",)

    year = 2019
    edition = factory.LazyAttribute(lambda cohort: edition(cohort.year))


class EnrolmentFactory(DjangoModelFactory):
    """Only the row; use `journey` for an enrolment with masterplan and workshops."""

    class Meta:
        model = Enrolment

    cohort = factory.SubFactory(CohortFactory)
    region = factory.SubFactory(RegionFactory)
    slug = factory.LazyAttribute(lambda e: f"{e.region.slug}-{e.cohort.year}")
    period_start = factory.LazyAttribute(lambda e: e.cohort.year + 1)
    period_end = factory.LazyAttribute(lambda e: e.period_start + 9)


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency

    region = factory.SubFactory(RegionFactory)
    name = factory.Sequence(lambda n: f"Dinas Uji {n}")
    short_name = factory.Sequence(lambda n: f"Dinas {n}")


class MentorFactory(DjangoModelFactory):
    class Meta:
        model = Mentor

    name = factory.Sequence(lambda n: f"Pembimbing {n}")
    user = factory.SubFactory(UserFactory)


class MentorAssignmentFactory(DjangoModelFactory):
    class Meta:
        model = MentorAssignment

    enrolment = factory.SubFactory(EnrolmentFactory)
    mentor = factory.SubFactory(MentorFactory)
    since = "2019-05-15"


class OfficialFactory(DjangoModelFactory):
    class Meta:
        model = Official

    name = factory.Sequence(lambda n: f"Pejabat {n}")
    user = factory.SubFactory(UserFactory)


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office

    region = factory.SubFactory(RegionFactory)
    title = factory.Sequence(lambda n: f"Kepala Dinas {n}")


class TenureFactory(DjangoModelFactory):
    class Meta:
        model = Tenure

    office = factory.SubFactory(OfficeFactory)
    official = factory.SubFactory(OfficialFactory)
    since = "2019-01-01"
