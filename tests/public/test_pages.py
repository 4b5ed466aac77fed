"""Do public pages tell facts with their sources, and nothing about persons beyond their office?"""

from datetime import date

import pytest
from django.urls import reverse

from masterplans.models import Chapter
from programs.models import Cohort, Official, Tenure
from ratings.models import ExternalRound, RoundPlace
from tests.factories import EnrolmentFactory, ProvinceFactory, RegionFactory
from tests.workshops.factories import hold, journey, quick_win
from workshops.models import Milestone, Workshop
from workshops.services import stages

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(town):
    return journey(town)


@pytest.fixture
def public_url(town):
    return reverse("region_page", kwargs={"slug": town.enrolment.region.slug})


def test_the_front_page_counts_regions_by_province(client, town):
    page = client.get("/").content.decode()
    assert "Kalimantan Timur" in page
    tile = next(part for part in page.split("<li") if "t-64" in part)
    assert "<b>2</b>" in tile


def test_the_front_page_stands_in_an_empty_portal(client):
    assert client.get("/").status_code == 200


def test_the_chart_leaves_out_what_nobody_knows(client, town):
    Cohort.objects.update(places=25)
    context = client.get("/").context
    assert context["chart"].rows == (("2019", "25"),)
    Cohort.objects.update(places=None)
    assert client.get("/").context["chart"] is None


def test_a_search_finds_regions_that_never_took_part(client):
    region = RegionFactory(name="Kota Sunyi")
    page = client.get(reverse("public_regions"), {"q": "sunyi"}).content.decode()
    assert "Kota Sunyi" in page
    assert "Kota Sunyi" not in client.get(reverse("public_regions")).content.decode()
    page = client.get(region.get_absolute_url()).content.decode()
    assert "Belum diketahui sebagai peserta" in page


def test_a_province_lists_its_regions(client, town):
    ProvinceFactory(code="65", name="Kalimantan Utara")
    here = client.get(reverse("public_regions"), {"provinsi": "64"}).content.decode()
    there = client.get(reverse("public_regions"), {"provinsi": "65"}).content.decode()
    assert town.enrolment.region.name in here and town.enrolment.region.name not in there


def test_unknown_dates_are_written_as_unknown(client, town, plan, public_url):
    hold(town, 1)
    page = client.get(public_url).content.decode()
    assert "Tanggal belum ditemukan" in page and "belum ditemukan" in page


def test_a_bimtek_with_its_source_stands_on_the_timeline(client, town, plan, public_url):
    Workshop.objects.filter(enrolment=town.enrolment, number=1).update(
        starts_on=date(2019, 7, 8),
        ends_on=date(2019, 7, 9),
        held=True,
        source="ppid.bontangkota.go.id, 9 Juli 2019",
    )
    page = client.get(public_url).content.decode()
    assert "8–9 Juli 2019" in page and "ppid.bontangkota.go.id" in page
    assert "8–9 Juli 2019" in client.get("/").content.decode()


def test_events_beside_the_bimtek_stand_there_too(client, town, plan, public_url):
    Milestone.objects.create(
        enrolment=town.enrolment,
        kind="kickoff",
        title="Kick-off",
        starts_on=date(2020, 2, 27),
        source="B6",
    )
    assert "27 Februari 2020" in client.get(public_url).content.decode()


def test_only_final_quick_wins_are_public(client, town, plan, public_url):
    quick_win(plan, 1, town=town, state="final")
    quick_win(plan, 2, town=town, state="chosen")
    page = client.get(public_url).content.decode()
    assert "Quick win 1" in page and "Quick win 2" not in page


def test_the_text_of_the_plan_is_not_public(client, town, plan, public_url):
    chapter = Chapter.objects.filter(book__plan=plan).first()
    chapter.sections.update(html="<p>Naskah rahasia</p>")
    assert "Naskah rahasia" not in client.get(public_url).content.decode()


def test_no_personal_data_leaves_the_portal(client, town, plan, public_url):
    Official.objects.update(nip="197001011990011001")
    stages.close(town.enrolment, by=town["ministry"], despite="Alasan dalam negeri")
    addresses = [
        "/",
        reverse("public_regions"),
        public_url,
        "/bantuan/",
        "/status/",
        "/aksesibilitas/",
    ]
    for address in addresses:
        page = client.get(address).content.decode()
        assert "197001011990011001" not in page
        assert "Alasan dalam negeri" not in page
        for person in town.people.values():
            assert person.email not in page and person.name not in page


def test_a_sourced_head_of_region_is_named_by_office(client, town, plan, public_url):
    tenure = Tenure.objects.get(office__agency=None, office__region=town.enrolment.region)
    tenure.source = "PPID Kota Bontang, 10 Oktober 2019"
    tenure.save()
    page = client.get(public_url).content.decode()
    assert "Wali Kota" in page and tenure.official.name in page


def test_a_rating_by_others_is_marked_as_such(client, town, plan, public_url):
    rated = ExternalRound.objects.create(instrument="RKCI", year=2019, source="seed 002")
    RoundPlace.objects.create(
        round=rated, region=town.enrolment.region, status="finalist", city_class="Kota besar"
    )
    page = client.get(public_url).content.decode()
    assert "RKCI 2019" in page and "bukan evaluasi program ini" in page


def test_a_region_that_joined_twice_shows_one_year_at_a_time(client, town, plan, public_url):
    from tests.factories import CohortFactory

    EnrolmentFactory(cohort=CohortFactory(year=2022), region=town.enrolment.region)
    page = client.get(public_url).content.decode()
    assert "Angkatan 2019" in page and "Angkatan 2022" in page
    old = client.get(public_url, {"angkatan": "2019"})
    assert old.context["enrolment"].cohort.year == 2019


@pytest.mark.parametrize("path", ["/bantuan/", "/aksesibilitas/", "/status/", "/robots.txt"])
def test_standing_pages_answer(client, db, path):
    assert client.get(path).status_code == 200


def test_work_pages_are_not_for_robots(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /rencana/" in text and "Disallow: /daerah/" not in text


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_regions_costs_the_same(client, db, many, django_assert_max_num_queries):
    for _n in range(many):
        EnrolmentFactory()
    with django_assert_max_num_queries(6):
        assert client.get(reverse("public_regions")).status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_the_front_page_costs_the_same(client, db, many, django_assert_max_num_queries):
    for _n in range(many):
        EnrolmentFactory()
    with django_assert_max_num_queries(7):
        assert client.get("/").status_code == 200
