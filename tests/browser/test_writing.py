"""Can an agency write on its phone, and does no word get lost? In a real browser, with the real editor."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from masterplans.models import Chapter, Section
from masterplans.services import chapters, comments, plans, sections
from tests.browser.conftest import overflow
from tests.browser.states import arriving, is_kept_on_the_device, is_saved, open_editor, until
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chapter(town):
    plan = plans.open_for(town.enrolment, by=town["ministry"])
    return Chapter.objects.get(book__plan=plan, book__number=1, number=1)


@pytest.fixture
def section(chapter):
    return chapter.sections.first()


def test_a_writer_types_on_a_phone_and_it_is_saved_by_itself(
    open_as, axe_violations, town, section
):
    page = open_as(town["writer"], width=360)
    text = open_editor(page, section)
    assert axe_violations(page) == []
    assert overflow(page) <= 0

    text.click()
    page.keyboard.type("Warga menunggu empat belas hari.")
    page.get_by_role("button", name="Tebal").click()
    expect(text).to_be_focused()
    page.keyboard.type(" Terlalu lama.")
    is_saved(page)

    section.refresh_from_db()
    assert section.html == "<p>Warga menunggu empat belas hari.<strong> Terlalu lama.</strong></p>"


def test_keys_pressed_before_the_editor_stands_are_in_the_text_and_saved(open_as, town, section):
    page = open_as(town["writer"], width=360)
    library = []
    page.route("**/django_prose_editor/editor.js", lambda route: library.append(route))
    page.goto(section.get_absolute_url(), wait_until="domcontentloaded")
    page.locator("#section-text").click()
    page.keyboard.type("Ditulis lebih dulu")
    until(page, lambda: library)
    library.pop().continue_()
    expect(page.locator(".ProseMirror")).to_be_focused()
    page.keyboard.type(", lalu lagi.")
    is_saved(page)

    section.refresh_from_db()
    assert section.html == "<p>Ditulis lebih dulu, lalu lagi.</p>"


def test_words_typed_before_any_script_came_are_saved(open_as, town, section):
    page = open_as(town["writer"])
    scripts = []
    page.route("**/js/section-editor.js", lambda route: scripts.append(route))
    page.goto(section.get_absolute_url(), wait_until="commit")
    page.locator("#section-text").fill("Sebelum ada skrip.")
    until(page, lambda: scripts)
    scripts.pop().continue_()
    is_saved(page)

    section.refresh_from_db()
    assert section.html == "<p>Sebelum ada skrip.</p>"


def test_a_table_and_a_picture_are_put_in(open_as, town, section):
    picture = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(picture, "PNG")
    page = open_as(town["writer"])
    open_editor(page, section).click()

    page.get_by_role("button", name="Sisipkan tabel").click()
    page.get_by_label("Judul tabel").fill("Usaha mikro")
    page.locator("#table-dialog").get_by_role("button", name="Sisipkan").click()
    expect(page.locator(".ProseMirror")).to_be_focused()
    page.keyboard.type("Nama")
    page.get_by_role("button", name="Gambar", exact=True).click()
    dialog = page.locator("#figure-dialog")
    dialog.locator("input[type=file]").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": b"bukan gambar"}
    )
    dialog.get_by_label("Isi gambar").fill("Peta kawasan")
    dialog.get_by_role("button", name="Sisipkan").click()
    expect(dialog.locator("[data-refused]")).to_contain_text("bukan gambar")
    dialog.locator("input[type=file]").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    dialog.get_by_role("button", name="Sisipkan").click()
    expect(page.locator(".ProseMirror figure img")).to_be_visible()
    is_saved(page)

    section.refresh_from_db()
    assert re.match(
        r'<p>Tabel: Usaha mikro</p><table id="t-\w+"><tbody><tr><th><p>Nama</p></th>', section.html
    )
    assert 'alt="Peta kawasan"' in section.html.split("</table>")[1]


def test_words_typed_without_a_connection_are_found_again_and_sent(open_as, town, section):
    page = open_as(town["writer"])
    text = open_editor(page, section)
    page.context.set_offline(True)
    text.click()
    page.keyboard.type("Ditulis tanpa sambungan.")
    expect(page.locator("#editor-state")).to_contain_text("menunggu sambungan")
    is_kept_on_the_device(page, "Ditulis tanpa sambungan.")
    page.close(run_before_unload=False)

    context = page.context
    context.set_offline(False)
    again = context.new_page()
    expect(open_editor(again, section)).to_contain_text("Ditulis tanpa sambungan.")
    is_saved(again)

    section.refresh_from_db()
    assert section.html == "<p>Ditulis tanpa sambungan.</p>"


def test_two_writers_see_both_texts(open_as, town, section):
    page = open_as(town["writer"])
    text = open_editor(page, section)
    page.route("**/pena/", lambda route: route.abort())
    sections.save(section, "<p>Dari kepala dinas.</p>", by=town["agency_head"], base_version=0)
    text.click()
    page.keyboard.type("Dari penulis.")

    panel = page.locator("#editor-conflict")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("Dari kepala dinas.")
    panel.get_by_role("button", name="Lanjutkan dengan naskah saya").click()
    is_saved(page)

    section.refresh_from_db()
    assert section.html == "<p>Dari penulis.</p>"
    assert section.texts.filter(html="<p>Dari kepala dinas.</p>").exists()
    assert section.texts.filter(kind="conflict", html="<p>Dari penulis.</p>").exists()


def test_a_mentor_marks_a_passage_comments_and_approves(open_as, axe_violations, town, chapter):
    write_all(chapter, by=town["writer"], text="<p>Layanan akan dihubungkan segera.</p>")
    chapters.submit(chapter, by=town["writer"])
    page = open_as(town["mentor"])
    page.goto(chapter.get_absolute_url())
    assert axe_violations(page) == []

    page.locator("[data-text] p").first.dblclick(position={"x": 20, "y": 10})
    expect(page.get_by_role("textbox", name="Kutipan")).not_to_have_value("")
    page.get_by_role("textbox", name="Komentar baru").fill("Sebutkan tahunnya.")
    page.get_by_role("button", name="Tambah komentar").click()
    thread = page.locator(".thread")
    expect(thread).to_contain_text("Sebutkan tahunnya.")
    expect(page.locator(".noted")).to_be_visible()
    thread.get_by_role("button", name="Tutup").click()
    expect(page.locator(".thread.closed")).to_be_visible()
    page.get_by_role("button", name="Setujui & lanjut").click()
    page.wait_for_url("**/tinjauan/")

    chapter.refresh_from_db()
    assert chapter.is_approved


def test_a_writer_answers_beside_the_text_and_stays_there(open_as, town, chapter, section):
    write_all(chapter, by=town["writer"])
    comment = comments.add(chapter, text="Sumbernya?", section=section, by=town["mentor"])
    page = open_as(town["writer"], width=360)
    page.goto(section.get_absolute_url())

    page.get_by_label("Jawaban Anda").fill("BPS 2018.")
    with arriving(page):
        page.get_by_role("button", name="Kirim jawaban").click()
    expect(page).to_have_url(re.compile(f"{section.get_absolute_url()}(#.*)?$"))

    comment.refresh_from_db()
    assert comment.state == "answered"
    assert Section.objects.get(pk=section.pk).html
