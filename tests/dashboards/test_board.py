"""Does the cohort board show where each region stands, what to decide, and at a constant price?"""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from masterplans.services import plans
from programs.models import Observer
from smartcity_portal.dashboards.board import Board
from smartcity_portal.dashboards.board_filters import BoardQuery
from smartcity_portal.dashboards.decisions import decisions
from smartcity_portal.dashboards.ministry import current_cohort
from tests.factories import CohortFactory, EnrolmentFactory, RegionFactory
from tests.workshops.factories import hold, meet_stage_one, quick_win, sign_memorandum
from workshops.services import journeys, stages

pytestmark = pytest.mark.django_db


def followed(town, **facts):
    enrolment = EnrolmentFactory(cohort=town.enrolment.cohort, **facts)
    plans.open_for(enrolment, by=town["ministry"])
    journeys.lay_out(enrolment)
    return enrolment


def board_url(town, **query):
    url = reverse("cohort_board", kwargs={"year": town.enrolment.cohort.year})
    return f"{url}?{'&'.join(f'{k}={v}' for k, v in query.items())}" if query else url


def rows_of(town, **asked):
    board = Board(town.enrolment.cohort, BoardQuery.read(asked))
    return {row.enrolment.pk: row for row in board.rows()}


def row_of(town):
    return rows_of(town)[town.enrolment.pk]


def titles(town):
    Board(town.enrolment.cohort)
    return [decision["title"] for decision in decisions(10).shown]


def test_a_region_without_a_plan_is_only_named(town, plan):
    other = rows_of(town)[town.elsewhere.pk]
    assert not other.followed and not other.holder and other.days is None


def test_a_row_counts_books_quick_wins_and_who_holds_the_ball(town, plan):
    quick_win(plan, 1, town=town, state="final")
    row = row_of(town)
    assert row.books[1] == (0, 5) and row.standing.quick_wins == 1
    assert row.holder and row.waits("mou").holder == "Kementerian"


def test_the_longest_waiting_comes_first(town, plan):
    late = followed(town, enrolled_on=date.today() - timedelta(days=30))
    sooner = followed(town, enrolled_on=date.today() - timedelta(days=3))
    order = list(rows_of(town))
    assert order.index(late.pk) < order.index(sooner.pk)
    turned = list(rows_of(town, urut="-lama"))
    assert turned.index(sooner.pk) < turned.index(late.pk)


def test_views_filter_by_address_and_count(as_role, town, plan):
    hold(town, 1)
    followed(town)
    client = as_role("ministry")
    page = client.get(board_url(town, tampilan="terhalang")).content.decode()
    names = {
        row["title"] for row in client.get(board_url(town, tampilan="terhalang")).context["rows"]
    }
    assert names == {town.enrolment.region.name}
    assert "Gerbang terhalang" in page


def test_a_search_finds_by_region(as_role, town, plan):
    other = followed(town, region=RegionFactory(name="Kota Bontang"))
    context = as_role("ministry").get(board_url(town, q="bontang")).context
    assert [row["title"] for row in context["rows"]] == [other.region.name]


def test_decisions_hold_what_only_the_ministry_can_move(town, plan):
    stages.plead(town.enrolment, by=town["coordinator"], reason="Besok bimtek II")
    lonely = followed(town)
    found = titles(town)
    assert any("Menutup tahap I" in title and "alasan" in title for title in found)
    assert f"Menunjuk pembimbing {lonely.region}" in found
    assert f"Mencatat MoU {lonely.region}" in found
    assert decisions(1).count == len(found) and len(decisions(1).shown) == 1


def test_a_met_gate_asks_for_closing(town, plan):
    meet_stage_one(town, plan)
    assert titles(town) == [f"Menutup tahap I {town.enrolment.region}"]


def test_a_general_observer_reads_the_board_without_decisions(client, town, plan):
    Observer.objects.create(user=town["stranger"], region=None, since="2019-01-01")
    client.force_login(town["stranger"], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(board_url(town)).content.decode()
    assert "Papan daerah" in page and "Perlu keputusan Anda" not in page


def test_the_spreadsheet_holds_the_same_rows_and_no_formula(as_role, town, plan):
    town.enrolment.region.name = "=Kota Rumus"
    town.enrolment.region.save()
    sign_memorandum(town)
    response = as_role("ministry").get(
        reverse("cohort_board_xlsx", kwargs={"year": town.enrolment.cohort.year})
    )
    sheet = load_workbook(BytesIO(response.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert len(rows) == 3
    assert {row[0] for row in rows[1:]} == {"=Kota Rumus", town.elsewhere.region.name}


def test_home_shows_the_newest_cohort_under_way(town, plan):
    CohortFactory(year=2022)
    assert current_cohort() == town.enrolment.cohort


@pytest.mark.parametrize("many", [1, 3])
def test_the_board_costs_the_same_for_one_and_for_three(
    as_role, town, plan, many, django_assert_num_queries
):
    for _n in range(many - 1):
        followed(town)
    client = as_role("ministry")
    client.get(board_url(town))
    with django_assert_num_queries(27):
        assert client.get(board_url(town)).status_code == 200


def test_enrolling_from_the_page_lays_out_the_year(as_role, town):
    region = RegionFactory(name="Kota Baru Sekali")
    typed = {
        "cohort": town.enrolment.cohort.pk,
        "region": "kota baru sekali",
        "period_start": 2020,
    }
    response = as_role("ministry").post(reverse("journey_begin"), typed)
    assert response.status_code == 302
    assert region.enrolments.get().workshops.count() == 4


def test_a_second_enrolment_says_so_in_indonesian(as_role, town):
    typed = {
        "cohort": town.enrolment.cohort.pk,
        "region": town.enrolment.region.name,
        "period_start": 2020,
    }
    page = as_role("ministry").post(reverse("journey_begin"), typed).content.decode()
    assert "sudah menjadi peserta angkatan 2019" in page or "angkatan 2019" in page
    assert town.enrolment.region.enrolments.count() == 1


def test_an_unknown_region_is_refused_with_a_sentence(as_role, town):
    typed = {"cohort": town.enrolment.cohort.pk, "region": "Atlantis", "period_start": 2020}
    page = as_role("ministry").post(reverse("journey_begin"), typed).content.decode()
    assert "Tidak ada kabupaten atau kota dengan nama ini." in page and "Atlantis" in page
