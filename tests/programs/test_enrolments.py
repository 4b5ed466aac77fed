"""How does a region enrol, and what is refused in words?"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import Notice
from accounts.services import history
from programs.models import Coordinator, Enrolment
from programs.services import cohorts, enrolments
from smartcity_portal.kit.machine import Blocked
from tests.factories import EnrolmentFactory, ProvinceFactory, RegionFactory, edition


@pytest.fixture
def region(db):
    return RegionFactory(name="Kota Bontang", slug="kota-bontang", code="65.74")


def test_a_region_enrols_and_gets_its_period_from_the_edition(town, region):
    enrolment = enrolments.enrol(
        town.enrolment.cohort, region, by=town["ministry"], period_start=2019
    )
    assert enrolment.slug == "kota-bontang-2019"
    assert enrolment.period == "2019–2028"
    assert history.history_of(enrolment).get().verb == "programs.enrolment.enrol"


def test_its_coordinators_are_told(town, region):
    Coordinator.objects.create(region=region, user=town["stranger"])
    enrolments.enrol(town.enrolment.cohort, region, by=town["ministry"], period_start=2019)
    notice = Notice.objects.get(to=town["stranger"])
    assert "Kota Bontang" in notice.title
    assert "Kota Bontang" in notice.reason


def test_a_second_enrolment_in_the_same_cohort_is_refused_in_indonesian(town):
    with pytest.raises(Blocked) as refused:
        enrolments.enrol(
            town.enrolment.cohort, town.enrolment.region, by=town["ministry"], period_start=2019
        )
    assert refused.value.reasons == [
        f"{town.enrolment.region} sudah menjadi peserta angkatan 2019."
    ]


def test_the_database_refuses_a_second_enrolment_too(town):
    with pytest.raises(IntegrityError), transaction.atomic():
        EnrolmentFactory(cohort=town.enrolment.cohort, region=town.enrolment.region, slug="lain")


def test_the_same_region_may_come_back_in_another_year(town):
    later = cohorts.start(2022, edition(2022), by=town["ministry"])
    enrolment = enrolments.enrol(
        later, town.enrolment.region, by=town["ministry"], period_start=2022
    )
    assert Enrolment.objects.filter(region=town.enrolment.region).count() == 2
    assert enrolment.slug.endswith("-2022")


def test_a_province_does_not_enrol(town):
    with pytest.raises(Blocked, match="provinsi"):
        enrolments.enrol(
            town.enrolment.cohort, ProvinceFactory(), by=town["ministry"], period_start=2019
        )


@pytest.mark.parametrize(("period_start", "enrolled_on"), [(2031, None), (2019, date(2009, 5, 15))])
def test_years_far_from_the_cohort_are_refused(town, region, period_start, enrolled_on):
    with pytest.raises(Blocked):
        enrolments.enrol(
            town.enrolment.cohort,
            region,
            by=town["ministry"],
            period_start=period_start,
            enrolled_on=enrolled_on,
        )
    assert not Enrolment.objects.filter(region=region).exists()


def test_only_the_ministry_enrols(town, region):
    with pytest.raises(PermissionDenied):
        enrolments.enrol(town.enrolment.cohort, region, by=town["coordinator"], period_start=2019)


def test_a_cohort_is_opened_once(town):
    with pytest.raises(Blocked, match="2019"):
        cohorts.start(2019, edition(2019), by=town["ministry"])


def test_the_edition_of_a_cohort_with_regions_stays(town):
    with pytest.raises(Blocked):
        cohorts.change(town.enrolment.cohort, by=town["ministry"], edition=edition(2022))
    changed = cohorts.change(town.enrolment.cohort, by=town["ministry"], assessed=72, places=25)
    assert changed.places == 25
    with pytest.raises(Blocked, match="dinilai"):
        cohorts.change(changed, by=town["ministry"], places=80)
