"""Is the grid of programmes a spreadsheet that nobody loses a word in? In a real browser, by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from masterplans.models import PlanProgram
from masterplans.services import plans, records
from tests.browser.conftest import beside_the_browser, overflow
from tests.browser.states import until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(town):
    plan = plans.open_for(town.enrolment, by=town["ministry"])
    edition = plan.enrolment.cohort.edition
    for number in (1, 2, 3):
        records.add_program(
            plan,
            by=town["coordinator"],
            code=f"X-0{number}",
            name=f"Program {number}",
            dimension=edition.dimensions.first(),
            horizon=edition.horizons.first(),
            budgets={(2020, "APBD"): 1000 * number},
        )
    return plan


def address(plan):
    return reverse("masterplans:record_grid", args=[plan.enrolment.slug, "program"])


def rows_of(plan):
    """Return where an open grid asks every half minute for what others have written."""
    return "**" + reverse("masterplans:grid_rows", args=[plan.enrolment.slug, "program"]) + "*"


def cell(page, row, key):
    return page.locator("#kisi tbody tr").nth(row).locator(f"td[data-key={key}]")


def stored(code):
    return beside_the_browser(lambda: PlanProgram.objects.get(code=code))


def amounts():
    return beside_the_browser(
        lambda: sorted(
            int(line.amount) for p in PlanProgram.objects.all() for line in p.budgets.all()
        )
    )


def paste(page, text):
    page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def is_saved(page):
    expect(page.locator(".grid-status.ok")).to_be_visible()


def test_cells_are_walked_edited_undone_and_saved_by_keyboard(open_as, axe_violations, town, plan):
    page = open_as(town["coordinator"])
    page.goto(address(plan))
    cell(page, 0, "code").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("F2")
    page.keyboard.type("Nama baru")
    page.keyboard.press("Escape")
    expect(cell(page, 0, "name")).to_contain_text("Program 1")
    page.keyboard.type("Nama baru")
    page.keyboard.press("Enter")
    expect(cell(page, 0, "name")).to_contain_text("Nama baru")
    expect(cell(page, 1, "name")).to_be_focused()
    is_saved(page)
    assert stored("X-01").name == "Nama baru"

    page.keyboard.press("Control+z")
    expect(cell(page, 0, "name")).to_contain_text("Program 1")
    page.keyboard.press("Control+y")
    expect(cell(page, 0, "name")).to_contain_text("Nama baru")
    is_saved(page)
    assert axe_violations(page) == []


def test_a_block_from_excel_is_shown_before_it_is_pasted(open_as, axe_violations, town, plan):
    page = open_as(town["coordinator"])
    page.goto(address(plan))
    page.locator("#kolom-kisi").select_option("anggaran-2020")
    cell(page, 1, "APBD_2020").click()
    paste(page, "1.250.000.000\tRp2.000\r\n1.250.000,50\t\r\n")
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("1.250.000.000")
    expect(dialog.locator(".wrong")).to_have_count(1)
    assert axe_violations(page) == []
    dialog.locator(".btn-primary").click()
    expect(cell(page, 1, "APBD_2020")).to_contain_text("1.250.000.000")
    expect(cell(page, 2, "APBD_2020").locator(".invalid-feedback")).to_be_visible()
    expect(page.locator(".grid-status.redo")).to_be_visible()
    until(page, lambda: amounts() == [1000, 2000, 3000, 1_250_000_000])


def test_rows_with_heads_find_their_programme_and_new_ones_are_added(open_as, town, plan):
    page = open_as(town["coordinator"])
    page.goto(address(plan))
    edition = beside_the_browser(lambda: town.enrolment.cohort.edition)
    dimension = beside_the_browser(lambda: edition.dimensions.first().name)
    horizon = beside_the_browser(lambda: edition.horizons.first().label)
    cell(page, 0, "code").click()
    heads = page.evaluate(
        "() => [...document.querySelectorAll('#kisi thead th')].slice(1).map((th) => th.textContent.trim())"
    )
    lines = [
        [heads[0], heads[1], heads[3], heads[5]],
        ["X-03", "Program tiga", dimension, horizon],
        ["X-09", "Program sembilan", dimension, horizon],
    ]
    paste(page, "\n".join("\t".join(line) for line in lines))
    page.locator("dialog[open] .btn-primary").click()
    is_saved(page)
    names = beside_the_browser(lambda: dict(PlanProgram.objects.values_list("code", "name")))
    assert names["X-03"] == "Program tiga" and names["X-09"] == "Program sembilan"
    assert names["X-01"] == "Program 1"


def test_two_thousand_rows_are_refused_in_words_and_change_nothing(open_as, town, plan):
    page = open_as(town["coordinator"])
    page.goto(address(plan))
    cell(page, 0, "name").click()
    paste(page, "\n".join(f"Program {n}\tx" for n in range(2000)))
    expect(page.locator("dialog[open]")).to_contain_text("500")
    assert beside_the_browser(PlanProgram.objects.count) == 3


def test_nobody_overwrites_anybody(open_as, town, plan):
    mine = open_as(town["coordinator"])
    mine.goto(address(plan))
    expect(cell(mine, 0, "name")).to_contain_text("Program 1")
    mine.route(rows_of(plan), lambda route: route.abort())
    beside_the_browser(
        lambda: records.change_program(
            PlanProgram.objects.get(code="X-01"), by=town["coordinator"], name="Dari orang lain"
        )
    )
    cell(mine, 0, "name").click()
    mine.keyboard.type("Dari saya")
    mine.keyboard.press("Enter")
    mine.unroute(rows_of(plan))
    clash = cell(mine, 0, "name").locator(".invalid-feedback")
    expect(clash).to_contain_text("Dari orang lain")
    assert stored("X-01").name == "Dari orang lain"
    clash.locator("button").first.click()
    is_saved(mine)
    assert stored("X-01").name == "Dari saya"


def test_what_was_typed_without_a_connection_is_there_after_the_browser_was_closed(
    open_as, live_server, town, plan
):
    page = open_as(town["coordinator"])
    page.goto(address(plan))
    expect(cell(page, 0, "name")).to_contain_text("Program 1")
    page.context.set_offline(True)
    cell(page, 0, "name").click()
    page.keyboard.type("Tanpa sambungan")
    page.keyboard.press("Enter")
    expect(page.locator(".grid-status.wait")).to_be_visible()
    context = page.context
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"{live_server.url}{address(plan)}")
    expect(cell(page, 0, "name")).to_contain_text("Tanpa sambungan")
    is_saved(page)
    assert stored("X-01").name == "Tanpa sambungan"


def test_on_a_phone_the_rows_are_cards(open_as, axe_violations, town, plan):
    page = open_as(town["coordinator"], width=360)
    page.goto(address(plan))
    expect(page.locator("#kisi tbody tr")).to_have_count(3)
    assert overflow(page) <= 0
    page.locator(".opener").first.click()
    expect(cell(page, 0, "status")).to_be_visible()
    expect(cell(page, 1, "status")).to_be_hidden()
    assert axe_violations(page) == []
