"""Does a forecast rest on paces that are named, and is there none without a basis?"""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from smartcity_portal.kit import clock
from tests.factories import CohortFactory, EnrolmentFactory, edition
from tests.workshops.factories import journey
from workshops.forecast import LAST, PRESENTATION, Pace, Paces, outlook_of, per_stage
from workshops.models import Workshop
from workshops.services.journeys import lay_out

pytestmark = pytest.mark.django_db


def past(year, days, **facts):
    """A region of an earlier cohort whose bimtek were held on these days."""
    cohort = CohortFactory(year=year, edition=edition(2019))
    enrolment = EnrolmentFactory(cohort=cohort, stage=5, **facts)
    lay_out(enrolment)
    for number, day in days.items():
        Workshop.objects.filter(enrolment=enrolment, number=number).update(starts_on=day, held=True)
    return enrolment


def ahead(enrolment, dates, paces):
    return {forecast.point: forecast for forecast in outlook_of(enrolment, dates, paces).forecasts}


def test_without_a_pace_there_is_no_forecast(town):
    assert not ahead(town.enrolment, {1: clock.today()}, Paces())


def test_the_own_pace_is_days_per_stage(town):
    assert per_stage({1: date(2019, 7, 8), 3: date(2019, 9, 2)}) == 28
    assert per_stage({1: date(2019, 7, 8)}) is None
    assert per_stage({1: date(2019, 7, 8), 2: date(2019, 7, 8)}) is None


def test_own_and_earlier_paces_span_the_forecast(town):
    today = clock.today()
    town.enrolment.stage = 3
    dates = {1: today - timedelta(days=40), 2: today - timedelta(days=10)}
    found = ahead(town.enrolment, dates, Paces(stages=(Pace("Kota Bontang 2018", 50),)))
    assert found[3].earliest == today + timedelta(days=20)
    assert found[3].latest == today + timedelta(days=40)
    with translation.override("en"):
        assert "its own pace of 30 days per stage" in found[3].basis
        assert "Kota Bontang 2018 (50 days per stage)" in found[3].basis
    assert PRESENTATION not in found


def test_one_single_pace_names_only_a_part_of_the_month(town):
    today = date(2019, 9, 1)
    town.enrolment.stage = 2
    found = ahead(town.enrolment, {1: today}, Paces(stages=(Pace("A", 100_000),)))
    with translation.override("en"):
        assert found[2].span.startswith("around ")


def test_earlier_cohorts_give_their_real_dates_and_examples_do_not():
    region = past(2017, {1: date(2017, 7, 1), 4: date(2017, 9, 29)})
    type(region).objects.update(presented_on=date(2017, 10, 19))
    past(2016, {1: date(2016, 7, 1), 2: date(2016, 7, 2)}, is_example=True)
    paces = Paces.before(2019)
    assert [pace.days for pace in paces.stages] == [30]
    assert [pace.days for pace in paces.presentations] == [20]
    assert Paces.before(2017) == Paces()


def test_the_presentation_follows_from_bimtek_four(town):
    today = clock.today()
    town.enrolment.stage = LAST
    paces = Paces(presentations=(Pace("A 2018", 20), Pace("B 2018", 40)))
    found = ahead(town.enrolment, {LAST: today}, paces)
    assert found[PRESENTATION].earliest == today + timedelta(days=20)
    town.enrolment.presented_on = today
    assert not ahead(town.enrolment, {LAST: today}, paces)


def test_what_has_passed_says_so_and_long_past_says_nothing(town):
    today = clock.today()
    town.enrolment.stage = 2
    paces = Paces(stages=(Pace("A 2018", 30),))
    late = ahead(town.enrolment, {1: today - timedelta(days=60)}, paces)[2]
    assert late.late
    assert not ahead(town.enrolment, {1: today - timedelta(days=365)}, paces)


def test_many_regions_give_the_middle_half():
    from workshops.forecast import _span

    assert _span([float(n) for n in range(1, 12)]) == (3, 9)
    assert _span([1.0, 50.0]) == (1, 50)


def test_the_pages_name_the_basis(client, town):
    journey(town)
    past(2018, {1: date(2018, 7, 1), 4: date(2018, 9, 29)})
    Workshop.objects.filter(enrolment=town.enrolment, number=1).update(
        starts_on=clock.today(), held=True
    )
    client.force_login(town["coordinator"], backend="django.contrib.auth.backends.ModelBackend")
    for url in (reverse("home"), town.enrolment.get_absolute_url()):
        page = client.get(url).content.decode()
        assert "Bimtek II" in page and "2018" in page
