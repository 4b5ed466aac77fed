"""Does a group in a room with a bad connection lose or double a row? In a real browser."""

import pytest
from playwright.sync_api import expect

from masterplans.models import SwotItem
from tests.browser.conftest import overflow
from tests.workshops.factories import journey
from workshops.models import WorkGroup
from workshops.services import group_rows, worksheets

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def group(town):
    journey(town)
    group = WorkGroup.objects.get(
        worksheet__workshop__enrolment=town.enrolment,
        worksheet__plan__code="swot",
        title="Infrastruktur",
    )
    return worksheets.arrange(group, by=town["coordinator"], agencies=[town.coordinating])


def type_row(page, statement):
    page.locator("#tambah-isi [name=quadrant]").select_option("S")
    page.locator("#tambah-isi [name=statement]").fill(statement)
    page.locator("#tambah-isi [name=statement]").press("Control+Enter")


def test_rows_are_typed_one_after_the_other_on_a_phone(open_as, axe_violations, town, group):
    page = open_as(town["writer"], width=360)
    page.goto(group.get_absolute_url())
    assert axe_violations(page) == []
    assert overflow(page) <= 0

    type_row(page, "Jaringan serat optik")
    expect(page.locator("#baris .queue > li")).to_have_count(1)
    expect(page.locator("#tambah-isi [name=statement]")).to_have_value("")
    expect(page.locator("#tambah-isi [name=quadrant]")).to_have_value("S")
    type_row(page, "Pusat data bersama")
    expect(page.locator("#baris .queue > li")).to_have_count(2)

    type_row(page, " ")
    expect(page.locator("#tambah-isi .is-invalid")).to_have_count(1)
    assert SwotItem.objects.count() == 2


def test_what_was_typed_without_a_connection_is_sent_once_when_it_is_back(open_as, town, group):
    page = open_as(town["writer"])
    page.goto(group.get_absolute_url())
    page.context.set_offline(True)
    type_row(page, "Ditulis tanpa sambungan")
    expect(page.locator("#belum-terkirim")).to_be_visible()
    type_row(page, "Juga tanpa sambungan")
    expect(page.locator("#belum-terkirim li")).to_have_count(2)

    page.context.set_offline(False)
    expect(page.locator("#belum-terkirim")).to_be_hidden()
    expect(page.locator("#baris .queue > li")).to_have_count(2)
    page.reload()
    expect(page.locator("#baris .queue > li")).to_have_count(2)
    assert SwotItem.objects.count() == 2


def test_a_half_typed_row_survives_a_closed_page(open_as, town, group):
    page = open_as(town["writer"])
    page.goto(group.get_absolute_url())
    page.locator("#tambah-isi [name=statement]").fill("Belum selesai dit")
    page.goto("about:blank")
    page.goto(group.get_absolute_url())
    expect(page.locator("#tambah-isi [name=statement]")).to_have_value("Belum selesai dit")


def test_two_who_change_one_row_both_keep_their_words(open_as, town, group):
    row = group_rows.add(
        group, {"quadrant": "S", "statement": "Kata pertama"}, by=town["coordinator"]
    )
    page = open_as(town["writer"])
    page.goto(group.get_absolute_url())
    page.locator(f"#baris-{row.pk} a[hx-get]").click()
    mine = page.locator(f"#baris-{row.pk} [name=statement]")
    expect(mine).to_be_focused()
    group_rows.change(group, row, {"statement": "Kata rekan"}, by=town["coordinator"])

    mine.fill("Kata saya")
    mine.press("Control+Enter")
    expect(page.locator(f"#baris-{row.pk}")).to_contain_text("Kata rekan")
    expect(page.locator(f"#baris-{row.pk} [name=statement]")).to_have_value("Kata saya")
    page.locator("button[name=as_new]").click()
    expect(page.locator("#baris .queue > li")).to_have_count(2)
    assert set(SwotItem.objects.values_list("statement", flat=True)) == {"Kata rekan", "Kata saya"}
