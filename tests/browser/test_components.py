"""Do all components hold in a real browser: both themes, both widths, with and without script?"""

import pytest

from tests.browser.conftest import overflow

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
    assert dialog.locator("textarea").is_visible()
    dialog.locator("[data-close]").click()
    assert page.locator("dialog:modal").count() == 0
    assert first_click.evaluate("node => node === document.activeElement")


def test_without_script_a_confirmation_unfolds_in_place(open_as, town):
    page = open_as(town["ministry"], java_script_enabled=False)
    page.goto(PAGE)
    page.locator("details.confirm summary").last.click()
    assert page.locator("details.confirm dialog textarea").is_visible()
    assert not page.locator("[data-copy]").first.is_visible()


def test_the_gate_is_copied_as_text(open_as, town):
    page = open_as(town["ministry"], permissions=["clipboard-read", "clipboard-write"])
    page.goto(PAGE)
    page.locator("[data-copy]").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Bimtek III belum dapat ditutup")
    said = page.locator("#said")
    assert said.inner_text() == said.get_attribute("data-copied")


def test_menus_close_by_escape_and_by_a_click_elsewhere(open_as, town):
    page = open_as(town["ministry"])
    page.goto(PAGE)
    menu = page.locator(".masthead-tools details.menu")
    menu.locator("summary").click()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    menu.locator("summary").click()
    page.locator("h1").click()
    assert menu.get_attribute("open") is None


def test_a_chosen_theme_stays(open_as, town):
    page = open_as(town["ministry"], color_scheme="light")
    page.goto(PAGE)
    page.locator(".masthead-tools details.menu summary").click()
    page.locator("form.choice button[value=dark]").click()
    page.wait_for_selector('html[data-bs-theme="dark"]')
    town["ministry"].refresh_from_db()
    assert town["ministry"].theme == "dark"


def test_letters_left_are_counted_and_leaving_asks(open_as, town):
    page = open_as(town["ministry"])
    page.goto(PAGE)
    page.locator("#id_risk").fill("abc")
    assert "497" in page.locator("#div_id_risk .left").inner_text()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]
