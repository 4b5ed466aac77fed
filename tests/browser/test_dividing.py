"""Does a coordinator divide and join sections on a phone, and a mentor bring comments from Word?"""

import io

import pytest
from docx import Document
from playwright.sync_api import expect

from masterplans.models import Chapter, Comment
from masterplans.services import chapters, plans, sections, word_exports
from tests.browser.conftest import overflow
from tests.browser.states import arriving

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = (
    "<p>Kota di pesisir.</p><p>Tabel: Luas wilayah menurut kecamatan dan kelurahan</p>"
    "<table><tbody><tr><th>Kecamatan</th><th>Luas</th></tr><tr><td>Utara</td><td>12</td></tr>"
    "</tbody></table><p>Sumber: BPS</p><h3>Ekonomi</h3><p>Industri pupuk dan gas.</p>"
)


@pytest.fixture
def chapter(town):
    plan = plans.open_for(town.enrolment, by=town["ministry"])
    chapter = Chapter.objects.get(book__plan=plan, book__number=1, number=1)
    for section in chapter.sections.all():
        sections.save(section, TEXT, by=town["writer"], base_version=0)
    return chapter


def test_a_section_is_divided_and_joined_again_on_a_phone(open_as, axe_violations, town, chapter):
    section = chapter.sections.all()[1]
    page = open_as(town["coordinator"], width=360)
    page.goto(f"/rencana/bagian/{section.pk}/pengaturan/")
    with arriving(page):
        page.locator("a[href$='/bagi/']").click()
    assert overflow(page) <= 0 and axe_violations(page) == []
    expect(page.locator("input[name=number]")).to_have_count(2)
    page.locator("input[name=number]").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("input[name=number]").nth(1)).to_be_checked()
    with arriving(page):
        page.keyboard.press("Enter")
    expect(page.locator("[data-section]")).to_have_count(5)
    expect(page.locator("[data-section]:focus")).to_contain_text("Ekonomi")

    page.goto(f"/rencana/bagian/{section.pk}/pengaturan/")
    with arriving(page):
        page.locator("form[action$='/gabung/'] button").click()
    expect(page.locator("[data-section]")).to_have_count(4)
    assert overflow(page) <= 0 and axe_violations(page) == []
    section.refresh_from_db()
    assert section.html.endswith("<h3>Ekonomi</h3><p>Industri pupuk dan gas.</p>")


def test_a_mentors_comments_from_word_stand_beside_the_text(open_as, axe_violations, town, chapter):
    chapters.submit(chapter, by=town["writer"])
    document = Document(io.BytesIO(word_exports.of_chapter(chapter)))
    runs = next(p for p in document.paragraphs if "pesisir" in p.text).runs
    document.add_comment(runs, text="Pesisir mana?", author="RW")
    out = io.BytesIO()
    document.save(out)
    page = open_as(town["mentor"], width=360)
    page.goto(chapter.get_absolute_url())
    with arriving(page):
        page.locator("a[href$='/komentar-word/']").click()
    assert overflow(page) <= 0 and axe_violations(page) == []
    file = {"name": "bab.docx", "mimeType": "application/msword", "buffer": out.getvalue()}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    with arriving(page):
        page.locator("form button[type=submit].btn-primary").click()
    expect(page.locator("input[name=remark]")).to_be_checked()
    assert overflow(page) <= 0 and axe_violations(page) == []
    page.locator("#unnamed").check()
    with arriving(page):
        page.locator("form[action$='/komentar/'] button").click()
    expect(page.locator("input[name=remark]")).to_have_count(0)
    with arriving(page):
        page.locator("a[href*='#thread-']").click()
    expect(page.locator(".thread").first).to_contain_text("Pesisir mana?")
    assert Comment.objects.get().quote == "Kota di pesisir."
