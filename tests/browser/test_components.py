"""Do all components hold in a real browser: both themes, both widths, with and without script?"""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import overflow
from tests.browser.states import arriving

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/gaya/"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_components_fit_and_have_no_barriers(open_as, axe_violations, town, width, theme):
    page = open_as(town["ministry"], width=width, color_scheme=theme)
    page.goto(PAGE)
    assert axe_violations(page) == []
    assert overflow(page) <= 0


def test_nothing_is_wider_than_the_smallest_phone(open_as, town):
    page = open_as(town["ministry"], width=320)
    page.goto(PAGE)
    assert overflow(page) <= 0


def test_a_confirmation_is_a_dialog_that_gives_the_focus_back(open_as, town):
    page = open_as(town["ministry"])
    page.goto(PAGE)
    first_click = page.locator("details.confirm summary").last
    first_click.click()
    dialog = page.locator("dialog:modal")
    expect(dialog.locator("textarea")).to_be_visible()
    dialog.locator("[data-close]").click()
    expect(dialog).to_have_count(0)
    expect(first_click).to_be_focused()


def test_without_script_a_confirmation_unfolds_in_place(open_as, town):
    page = open_as(town["ministry"], java_script_enabled=False)
    page.goto(PAGE)
    page.locator("details.confirm summary").last.click()
    expect(page.locator("details.confirm dialog textarea")).to_be_visible()
    expect(page.locator("[data-copy]").first).to_be_hidden()


def test_the_gate_is_copied_as_text(open_as, town):
    page = open_as(town["ministry"], permissions=["clipboard-read", "clipboard-write"])
    page.clock.install()
    page.goto(PAGE)
    page.clock.pause_at(page.evaluate("Date.now()") + 60_000)
    page.locator("[data-copy]").first.click()
    said = page.locator("#said")
    expect(said).to_have_text(said.get_attribute("data-copied") or "?")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Bimtek III belum dapat ditutup")
    page.clock.run_for(3_000)
    expect(said).to_have_text("")


def test_menus_close_by_escape_and_by_a_click_elsewhere(open_as, town):
    page = open_as(town["ministry"])
    page.goto(PAGE)
    menu = page.locator(".masthead-tools details.menu")
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")
    page.locator("h1").click()
    expect(menu).not_to_have_attribute("open", "")


def test_a_chosen_theme_stays(open_as, town):
    page = open_as(town["ministry"], color_scheme="light")
    page.goto(PAGE)
    page.locator(".masthead-tools details.menu summary").click()
    with arriving(page):
        page.locator("form.choice button[value=dark]").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    town["ministry"].refresh_from_db()
    assert town["ministry"].theme == "dark"


def test_letters_left_are_counted_and_leaving_asks(open_as, town):
    page = open_as(town["ministry"])
    page.goto(PAGE)
    page.locator("#id_risk").fill("abc")
    expect(page.locator("#div_id_risk .left")).to_contain_text("497")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]
