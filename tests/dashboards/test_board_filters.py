"""Do filters, order, pages and named views of the board live in plain addresses?"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from programs.models import BoardView, Observer
from programs.services import board_views
from smartcity_portal.dashboards.board_filters import BoardQuery
from smartcity_portal.kit import clock
from smartcity_portal.kit.machine import Blocked
from tests.dashboards.test_board import board_url, followed, rows_of
from tests.factories import ProvinceFactory, RegionFactory
from tests.workshops.factories import hold, quick_win, sign_memorandum

pytestmark = pytest.mark.django_db


def test_the_address_keeps_only_what_makes_sense():
    query = BoardQuery.read({"urut": "umur", "tahap": "9", "pemegang": "mentor", "q": " kota "})
    assert query.text == "q=kota&pemegang=mentor"
    assert BoardQuery.of_text(query.text) == query and BoardQuery.read({}).is_usual


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"tampilan": "tanpa-mou"}, False),
        ({"tampilan": "terhalang"}, True),
        ({"tahap": "1"}, True),
        ({"tahap": "4"}, False),
        ({"pemegang": "coordinator"}, True),
        ({"pemegang": "signatory"}, False),
        ({"q": "tidak ada"}, False),
    ],
)
def test_each_filter_narrows_the_rows(town, plan, asked, fits):
    sign_memorandum(town)
    hold(town, 1)
    assert (town.enrolment.pk in rows_of(town, **asked)) is fits


def test_province_and_mentor_are_filters(town, plan):
    region = RegionFactory(province=ProvinceFactory(code="21", name="Kepulauan Riau"))
    other = followed(town, region=region)
    assert list(rows_of(town, provinsi=str(region.province_id))) == [other.pk]
    mentor = town.enrolment.mentor_assignments.get().mentor
    assert list(rows_of(town, pembimbing=str(mentor.pk))) == [town.enrolment.pk]


@pytest.mark.parametrize("key", ["daerah", "mou", "bimtek-1", "buku-1", "quick-win", "komitmen"])
def test_every_column_sorts_both_ways(town, plan, key):
    sign_memorandum(town)
    quick_win(plan, 1, town=town, state="final")
    followed(town)
    assert set(rows_of(town, urut=key)) == set(rows_of(town, urut=f"-{key}"))


def test_what_is_unknown_stands_last_either_way(town, plan):
    sign_memorandum(town)
    followed(town, enrolled_on=clock.today())
    for key in ("mou", "-mou"):
        assert next(iter(rows_of(town, urut=key))) == town.enrolment.pk


def test_views_count_under_the_filters(as_role, town, plan):
    followed(town, region=RegionFactory(name="Kota Lain"))
    context = as_role("ministry").get(board_url(town, q="Kota%20Lain")).context
    assert context["views"][0]["count"] == 1 and context["page"].paginator.count == 1


def test_a_long_wait_is_a_view(town, plan):
    followed(town, enrolled_on=clock.today() - timedelta(days=2))
    late = followed(town, enrolled_on=date(2019, 1, 1))
    found = rows_of(town, tampilan="lebih-dari-14-hari")
    assert late.pk in found and len(found) <= 2


def test_pages_hold_twenty_five(as_role, town, plan):
    for _n in range(26):
        followed(town)
    client = as_role("ministry")
    first = client.get(board_url(town)).context
    second = client.get(board_url(town, page="2")).context
    assert len(first["rows"]) == 25 and len(second["rows"]) == 3


def test_a_filter_gets_a_name_and_is_opened_renamed_shared_and_removed(as_role, town, plan):
    client = as_role("ministry")
    keep = reverse("board_view_keep", args=[town.enrolment.cohort.year])
    answer = client.post(keep, {"name": "Tanpa MoU", "query": "tampilan=tanpa-mou&page=7"})
    view = BoardView.objects.get()
    assert view.query == "tampilan=tanpa-mou" and answer.url.endswith("?tampilan=tanpa-mou")
    assert client.get(answer.url).context["own_views"][0]["current"]
    change = reverse("board_view_change", args=[view.pk])
    client.post(change, {"name": "Belum MoU", "shared": "on"})
    view.refresh_from_db()
    assert view.name == "Belum MoU" and view.shared
    assert "Belum MoU" in client.get(reverse("board_view_list")).content.decode()
    client.post(reverse("board_view_remove", args=[view.pk]))
    assert not BoardView.objects.exists()


def test_a_shared_view_is_seen_by_other_readers_and_changed_by_nobody_else(client, town, plan):
    view = board_views.keep("Bersama", "tahap=2", by=town["ministry"], shared=True)
    board_views.keep("Sendiri", "tahap=3", by=town["ministry"])
    Observer.objects.create(user=town["stranger"], region=None, since="2019-01-01")
    assert list(BoardView.objects.visible_to(town["stranger"])) == [view]
    with pytest.raises(PermissionDenied):
        board_views.remove(view, by=town["stranger"])
    with pytest.raises(PermissionDenied):
        board_views.keep("Milikku", "", by=town["stranger"])


def test_a_name_is_needed_and_one_name_is_one_view(town):
    with pytest.raises(Blocked):
        board_views.keep("  ", "tahap=1", by=town["ministry"])
    first = board_views.keep("A", "tahap=1", by=town["ministry"])
    assert board_views.keep("A", "tahap=2", by=town["ministry"]) == first
    second = board_views.keep("B", "tahap=2", by=town["ministry"])
    with pytest.raises(Blocked):
        board_views.change(second, by=town["ministry"], name="A", shared=False)
