"""Can footnotes, sources and references be written by keyboard alone, and do pictures take a size?"""

import re

import pytest
from playwright.sync_api import expect

from masterplans.models import Chapter
from masterplans.services import plans, sections, sources
from tests.browser.conftest import overflow
from tests.browser.states import open_editor, until

pytestmark = pytest.mark.django_db(transaction=True)
TABLE = '<p>Tabel: Jumlah warga</p><table id="t-aaaaaa"><tbody><tr><td><p>A</p></td></tr></tbody></table><p>Akhir.</p>'


@pytest.fixture
def section(town):
    plan = plans.open_for(town.enrolment, by=town["ministry"])
    sources.add_source(
        plan, by=town["writer"], authors="BPS", year="2019", title="Kota dalam angka"
    )
    section = Chapter.objects.get(book__plan=plan, book__number=1, number=1).sections.first()
    return sections.save(section, TABLE, by=town["writer"], base_version=0)


def saved(page, section, pattern):
    def stands_there():
        section.refresh_from_db()
        return re.search(pattern, section.html)

    until(page, stands_there)


def test_notes_sources_and_references_are_written_by_keyboard(
    open_as, axe_violations, town, section
):
    page = open_as(town["writer"], width=360)
    text = open_editor(page, section)
    assert overflow(page) <= 0
    text.locator("p").last.click()
    page.keyboard.press("End")

    page.keyboard.press("Control+Alt+f")
    dialog = page.locator("#footnote-dialog")
    expect(dialog).to_be_visible()
    assert axe_violations(page) == []
    page.keyboard.type("Menurut BPS <2020>.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(text.locator("sup[data-footnote]")).to_have_count(1)

    page.keyboard.press("Control+Alt+s")
    expect(page.locator("#source-choice option")).to_have_count(1)
    assert axe_violations(page) == []
    page.locator("#source-at").fill("hlm. 4")
    page.keyboard.press("Enter")
    expect(text.locator("cite")).to_have_text("(BPS, 2019, hlm. 4)")

    page.keyboard.press("Control+Alt+r")
    expect(page.locator("#reference-choice option").first).to_be_attached()
    page.locator("#reference-filter").fill("jumlah warga")
    expect(page.locator("#reference-choice option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(text.locator("a[data-ref]")).to_have_text("Tabel 1.1")
    page.keyboard.press("Control+s")
    saved(
        page,
        section,
        r'<p>Akhir\.<sup data-footnote="Menurut BPS &lt;2020&gt;\."></sup><cite data-source="bps-2019" data-at="hlm\. 4">\(BPS, 2019, hlm\. 4\)</cite><a data-ref="table:t-aaaaaa">Tabel 1\.1</a></p>',
    )

    text.locator("sup[data-footnote]").click()
    expect(dialog).to_be_visible()
    dialog.locator("textarea").fill("Diubah.")
    dialog.get_by_role("button", name="Sisipkan").click()
    page.keyboard.press("Control+s")
    saved(page, section, r'data-footnote="Diubah\."')


def test_a_source_is_added_while_writing_and_shortcuts_are_listed(
    open_as, axe_violations, town, section
):
    page = open_as(town["writer"])
    text = open_editor(page, section)
    text.locator("p").last.click()
    page.keyboard.press("Alt+F10")
    expect(page.locator("[role=toolbar] button:focus")).to_have_count(1)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    keys = page.locator("#keys-dialog")
    expect(keys).to_contain_text("Alt")
    assert axe_violations(page) == []
    keys.get_by_role("button").click()

    text.locator("p").last.click()
    page.keyboard.press("Control+Alt+s")
    dialog = page.locator("#source-dialog")
    dialog.locator("summary").click()
    dialog.locator("[data-add]").click()
    expect(dialog.locator("[data-refused]")).to_be_visible()
    dialog.locator("#source-authors").fill("Bappenas")
    dialog.locator("#source-year").fill("2020")
    dialog.locator("#source-name").fill("Pedoman")
    dialog.locator("[data-add]").click()
    expect(dialog.locator("#source-choice")).to_have_value("bappenas-2020")
    dialog.locator(".actions [value=insert]").click()
    expect(page.locator(".ProseMirror cite")).to_have_text("(Bappenas, 2020)")


def test_a_copied_table_gets_a_name_of_its_own(open_as, town, section):
    page = open_as(town["writer"])
    text = open_editor(page, section)
    text.locator("p").last.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+v")
    expect(text.locator("table")).to_have_count(2)
    page.keyboard.press("Control+s")
    saved(page, section, r'id="t-aaaaaa".*id="t-[0-9a-z]{6,}"')

    names = re.findall(r'id="(t-[^"]+)"', section.html)
    assert len(set(names)) == 2


def test_a_paste_goes_where_the_cursor_is_although_the_browser_has_not_told_yet(
    open_as, town, section
):
    page = open_as(town["writer"])
    page.add_init_script(
        "document.addEventListener('selectionchange', (event) => {"
        " if (event.isTrusted && window.busy) event.stopImmediatePropagation(); }, true);"
    )
    text = open_editor(page, section)
    text.locator("p").last.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.evaluate("window.busy = true")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+v")

    expect(text.locator("table")).to_have_count(2)
