"""Do Word documents and pastes come in on a phone and at a desk? In a real browser."""

import base64

import pytest
from playwright.sync_api import expect

from masterplans.models import Chapter, Figure
from masterplans.services import plans, sections
from tests.browser.conftest import overflow
from tests.browser.states import arriving, is_saved, open_editor
from tests.masterplans.word.documents import docx, png
from tests.masterplans.word.test_pages import a_chapter
from tests.masterplans.word.test_pasting import WORD

pytestmark = pytest.mark.django_db(transaction=True)
PASTE = """([html, rtf]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/rtf", rtf);
  data.setData("text/plain", "Isi");
  document.querySelector(".ProseMirror").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def chapter(town):
    plan = plans.open_for(town.enrolment, by=town["ministry"])
    return Chapter.objects.get(book__plan=plan, book__number=1, number=1)


@pytest.fixture
def section(chapter):
    return chapter.sections.first()


def test_a_paste_from_word_brings_its_lists_notes_and_pictures(open_as, town, section):
    page = open_as(town["writer"])
    text = open_editor(page, section)
    text.click()
    data = base64.b64encode(png()).decode()
    pictures = f'<p class=MsoNormal><img src="data:image/png;base64,{data}"><img src="file:///C:/a.png"></p>'
    rtf = "{\\rtf1{\\pict\\picw10\\pngblip " + png(30, 20, "maroon").hex() + "}}"

    page.evaluate(PASTE, [WORD.replace("<!--EndFragment-->", f"{pictures}<!--EndFragment-->"), rtf])

    expect(text.locator("ul > li").first).to_contain_text("satu")
    expect(text.locator("img")).to_have_count(2)
    expect(page.locator("#paste-notes")).to_contain_text("2")
    assert Figure.objects.count() == 2
    is_saved(page)
    section.refresh_from_db()
    assert 'data-footnote="BPS, 2019."' in section.html
    assert "mso" not in section.html


def test_a_chapter_is_brought_on_a_phone(open_as, axe_violations, town, chapter):
    page = open_as(town["writer"], width=360)
    page.goto(chapter.get_absolute_url())
    with arriving(page):
        page.locator("a[href$='/impor-word/']").click()
    assert axe_violations(page) == []
    assert overflow(page) <= 0

    file = {
        "name": "bab.docx",
        "mimeType": "application/octet-stream",
        "buffer": a_chapter(chapter),
    }
    page.locator("input[type=file]").set_input_files(file)
    with arriving(page):
        page.locator("form.fields button[type=submit]").click()
    page.wait_for_url("**/impor-word/*/")
    assert axe_violations(page) == []
    assert overflow(page) <= 0

    page.locator("textarea[name^=alt-]").fill("Bidang hijau")
    with arriving(page):
        page.locator("form[action$='/terapkan/'] button.btn-primary").click()
    expect(page.locator(".notice.ok, .messages").first).to_be_visible()
    assert chapter.sections.first().html == "<p>Teks pertama.</p>"


def test_a_bad_file_is_named_and_what_changed_is_shown(open_as, town, chapter, section):
    sections.save(section, "<p>Lama</p>", by=town["writer"], base_version=0)
    page = open_as(town["writer"])
    page.goto(f"/rencana/bagian/{section.pk}/impor-word/")

    bad = {"name": "bab.docx", "mimeType": "application/octet-stream", "buffer": b"%PDF-1.7"}
    page.locator("input[type=file]").set_input_files(bad)
    with arriving(page):
        page.locator("form.fields button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text("PDF")

    good = docx(lambda document: document.add_paragraph("Baru"))
    page.locator("input[type=file]").set_input_files(bad | {"buffer": good})
    with arriving(page):
        page.locator("form.fields button[type=submit]").click()
    expect(page.locator(".differences")).to_contain_text("Baru")
