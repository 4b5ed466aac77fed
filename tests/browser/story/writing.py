"""What do a writer on a phone and a mentor at a desk do to a chapter until it is approved?"""

import io

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.states import ready_editor
from tests.browser.story.city import PEOPLE
from tests.browser.story.pages import confirm, follow, go_home, press, said, send, unfold

SENTENCE = "Kota Tarakan menghasilkan 120 ton sampah setiap hari."
SOURCE = "Sumber: DLH, 2019."
CHAPTER = "Bab 1 Rencana Aksi"


def write_section(page: Page) -> None:
    """By keyboard: a sentence, a table, and a picture with its words."""
    go_home(page)
    follow(page, "Mulai menulis")
    editor(page).click()
    page.keyboard.type(SENTENCE)
    page.keyboard.press("Enter")
    insert_table(page, "Sampah terpilah", ["Tahun", "Terpilah", "2019", "8%"])
    insert_picture(page, "Peta titik bank sampah")
    send(page, "Simpan & keluar")
    written = page.get_by_role("article", name="Naskah bab")
    expect(written).to_contain_text(SENTENCE)
    expect(written.get_by_role("cell", name="8%")).to_be_visible()
    expect(written.get_by_role("img", name="Peta titik bank sampah")).to_be_visible()
    expect(written.get_by_role("table", name="Quick win")).to_contain_text("Bank Sampah Digital")


def editor(page: Page) -> Locator:
    """Wait for the rich-text editor over the plain field."""
    ready_editor(page)
    return page.get_by_role("textbox", name="Naskah 1.1 Keadaan dan arah")


def insert_table(page: Page, title: str, cells: list[str]) -> None:
    page.get_by_role("button", name="Sisipkan tabel").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Baris").fill("2")
    dialog.get_by_label("Kolom").fill("2")
    dialog.get_by_label("Judul tabel").fill(title)
    press(dialog, "Sisipkan")
    expect(page.locator(".ProseMirror")).to_be_focused()
    for place, cell in enumerate(cells):
        if place:
            page.keyboard.press("Tab")
        page.keyboard.type(cell)


def insert_picture(page: Page, alt: str) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (640, 360), "teal").save(picture, "PNG")
    page.get_by_role("button", name="Gambar", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(
        {"name": "peta.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    dialog.get_by_label("Isi gambar").fill(alt)
    dialog.get_by_label("Keterangan gambar").fill("Titik bank sampah")
    press(dialog, "Sisipkan")
    expect(page.get_by_role("img", name=alt)).to_be_visible()


def send_chapter(page: Page) -> None:
    send(page, "Kirim ke pembimbing")
    said(page, f"{CHAPTER} sudah dikirim ke pembimbing.")


def ask_for_improvement(page: Page) -> None:
    """The mentor marks a sentence, says what is missing, and gives the revision back."""
    go_home(page)
    follow(page, "Tinjau berikutnya")
    page.get_by_text(SENTENCE).click(click_count=3)
    expect(page.get_by_role("textbox", name="Kutipan")).to_have_value(SENTENCE)
    page.get_by_role("textbox", name="Komentar baru").fill("Sebutkan sumber angkanya.")
    press(page, "Tambah komentar")
    expect(thread(page)).to_contain_text(SENTENCE)
    expect(page.get_by_role("button", name="Setujui & lanjut")).to_be_disabled()
    confirm(page, "Minta perbaikan & lanjut", "Minta perbaikan")
    said(page, f"{CHAPTER} dikembalikan kepada DLH untuk diperbaiki.")


def thread(page: Page) -> Locator:
    return page.get_by_role("article", name="Komentar 1.1")


def improve_and_send_again(page: Page) -> None:
    go_home(page)
    follow(page, "Perbaiki")
    editor(page)
    page.get_by_label("Jawaban Anda").fill("Sumbernya sudah ditulis.")
    send(page, "Kirim jawaban")
    editor(page).get_by_text(SENTENCE).click()
    page.keyboard.press("End")
    page.keyboard.type(f" {SOURCE}")
    send_chapter(page)


def close_comment_and_approve(page: Page) -> None:
    """What is approved is the revision that was read, and it has a number."""
    go_home(page)
    follow(page, "Tinjau berikutnya")
    expect(page.get_by_role("article", name="Naskah bab")).to_contain_text(SOURCE)
    expect(page.get_by_role("region", name="Putusan Anda")).to_contain_text("revisi 2")
    expect(thread(page)).to_contain_text("Sumbernya sudah ditulis.")
    thread(page).get_by_role("button", name="Tutup").click()
    expect(page.locator(".thread.closed")).to_be_visible()
    send(page, "Setujui & lanjut")
    said(page, f"Anda menyetujui {CHAPTER}.")


def read_history(page: Page) -> None:
    """The chapter itself tells who did what, and in which order."""
    go_home(page)
    follow(page, "Yang menahan penutupan tahap")
    follow(page.get_by_role("navigation", name="Halaman daerah ini"), "Buku")
    follow(page, "Buku 1")
    follow(page, CHAPTER)
    unfold(page, "Riwayat")
    writer, mentor = PEOPLE["writer"], PEOPLE["mentor"]
    acts = [
        f"{writer} mengirim revisi 1 ke pembimbing",
        f"{mentor} meminta perbaikan revisi 1",
        f"{writer} mengirim revisi 2 ke pembimbing",
        f"{mentor} menyetujui revisi 2",
    ]
    told = page.get_by_role("main").inner_text()
    assert [told.find(act) for act in acts] == sorted(told.index(act) for act in acts)
