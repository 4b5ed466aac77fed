"""Does a tick survive a lost connection, at the desk and on a phone, and arrive exactly once?"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import overflow
from tests.workshops.attending import TODAY, expected, room, session_of
from workshops import wall_codes
from workshops.models import Attendance, Receipt

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _ten_o_clock(settings):
    settings.PORTAL_TODAY = TODAY.isoformat()


@pytest.fixture
def meeting(town):
    return room(town)


@pytest.fixture
def sheet(meeting):
    return reverse("workshops:attendance_detail", args=[meeting.enrolment.slug, meeting.number])


@pytest.fixture
def scan(meeting):
    """Return `scan(page)`: bring the code that hangs on the wall at this moment."""

    def scan(page):
        code = wall_codes.code_now(session_of(meeting))
        page.goto(reverse("workshops:check_in_code", args=[code]))

    return scan


def line_of(page, name):
    return page.locator("ul.roll li", has_text=name)


def press(page, name, word="Hadir"):
    line_of(page, name).get_by_role("button", name=word).click()


def test_the_desk_ticks_without_a_connection_and_sends_it_when_it_is_back(
    open_as, axe_violations, town, meeting, sheet
):
    for name in ("Ayu Lestari", "Budi Hartono"):
        expected(town, meeting, name)
    page = open_as(town["coordinator"], width=360)
    page.goto(sheet)
    assert axe_violations(page) == []
    assert overflow(page) <= 0

    page.context.set_offline(True)
    press(page, "Ayu Lestari")
    press(page, "Budi Hartono")
    expect(page.locator("[data-state]")).to_contain_text("2 belum terkirim")
    assert not Attendance.objects.exists()

    page.context.set_offline(False)
    expect(page.locator("[data-state]")).to_have_class("saved mb-0 whole calm")
    assert Attendance.objects.count() == Receipt.objects.count() == 2


def test_what_the_desk_kept_is_still_there_after_a_reload(open_as, town, meeting, sheet):
    expected(town, meeting, "Ayu Lestari")
    page = open_as(town["coordinator"], width=360)
    page.goto(sheet)
    page.route("**/catat/", lambda route: route.abort())
    press(page, "Ayu Lestari")
    expect(page.locator("[data-state]")).to_contain_text("1 belum terkirim")

    page.reload()
    pressed = line_of(page, "Ayu Lestari").get_by_role("button", name="Hadir")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    page.unroute("**/catat/")
    page.reload()

    expect(page.locator("[data-state]")).to_have_class("saved mb-0 whole calm")
    assert Attendance.objects.count() == 1


def test_a_slip_is_undone(open_as, town, meeting, sheet):
    expected(town, meeting, "Ayu Lestari")
    page = open_as(town["coordinator"])
    page.goto(sheet)
    press(page, "Ayu Lestari")
    expect(line_of(page, "Ayu Lestari").locator("[data-note]")).to_contain_text("10.00 WIB")

    with page.expect_response("**/catat/"):
        page.get_by_role("button", name="Urungkan").click()

    expect(page.locator("[data-count=present]").first).to_have_text("0")
    assert not Attendance.objects.exists()


def test_typing_leaves_only_who_matches(open_as, town, meeting, sheet):
    expected(town, meeting, "Ayu Lestari")
    expected(town, meeting, "Budi Hartono", agency=town.works)
    page = open_as(town["coordinator"])
    page.goto(sheet)

    page.locator("#cari").fill("pu bud")

    expect(page.locator("ul.roll li:visible")).to_have_count(1)


def test_a_phone_checks_in_and_is_remembered(open_as, axe_violations, town, meeting, scan):
    expected(town, meeting, "Ayu Lestari")
    page = open_as(width=360)
    scan(page)
    page.locator("#cari").fill("ayu")
    me = page.locator("[data-found]").get_by_role("button")
    expect(me).to_be_visible()
    assert axe_violations(page) == []

    me.click()
    expect(page.locator("[data-done]")).to_contain_text("tercatat pukul 10.00 WIB")
    assert Attendance.objects.get().how == "self"

    scan(page)
    expect(page.locator("[data-me]")).to_contain_text("Ayu Lestari")


def test_a_phone_without_a_connection_sends_its_check_in_once(open_as, town, meeting, scan):
    expected(town, meeting, "Ayu Lestari")
    page = open_as(width=360)
    page.clock.set_fixed_time("2019-07-08T03:00:00Z")
    scan(page)
    page.locator("#cari").fill("ayu")
    me = page.locator("[data-found]").get_by_role("button")
    expect(me).to_be_visible()

    page.context.set_offline(True)
    me.click()
    expect(page.locator("[data-unsent]")).to_have_text("1 belum terkirim")
    assert not Attendance.objects.exists()

    page.context.set_offline(False)
    expect(page.locator("[data-done]")).to_contain_text("tercatat pukul 10.00 WIB")
    expect(page.locator("[data-outbox]")).to_be_hidden()
    assert Attendance.objects.count() == Receipt.objects.count() == 1
