"""Can one city walk the whole programme through the pages, from enrolment to the signed sheet?"""

import io
import json
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from django.core.management import call_command
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from programs.models import Agency, AgencyMember, Cohort, Coordinator, MinistryMember
from programs.services import editions
from tests.browser.small_edition import small_edition
from tests.factories import (
    AgencyFactory,
    CohortFactory,
    MentorFactory,
    OfficeFactory,
    OfficialFactory,
    RegionFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "rahasia-sekali-2022"
PHONE = 360
SINCE = date(2019, 1, 1)
SENTENCE = "Kota Tarakan menghasilkan 120 ton sampah setiap hari."


@dataclass
class City:
    """The people concerned, by what they do; `account` is their user."""

    cohort: Cohort
    works: Agency
    people: dict[str, User] = field(default_factory=dict)

    def __getitem__(self, name: str) -> User:
        return self.people[name]


@pytest.fixture
def city(transactional_db) -> City:
    """Kota Tarakan before it is enrolled: agencies, office holders, accounts, and no plan."""
    cohort = CohortFactory(year=2019, edition=editions.load(small_edition(2019), by=None))
    region = RegionFactory(name="Kota Tarakan", slug="kota-tarakan", code="65.71")
    AgencyFactory(region=region, kind="coordinator", name="Dinas Kominfo", short_name="Diskominfo")
    works = AgencyFactory(region=region, name="Dinas Lingkungan Hidup", short_name="DLH")
    city = City(cohort, works)
    for name in ("Rina Kementerian", "Tono Koordinator", "Sari Penulis", "Prof. Budi",
                 "dr. Wali Kota", "Ir. Kepala Dinas"):  # fmt: skip
        city.people[name] = UserFactory(username=name.split()[-1].lower(), name=name)
    MinistryMember.objects.create(user=city["Rina Kementerian"], since=SINCE)
    Coordinator.objects.create(region=region, user=city["Tono Koordinator"], since=SINCE)
    AgencyMember.objects.create(agency=works, user=city["Sari Penulis"], role="writer", since=SINCE)
    MentorFactory(name="Prof. Budi", user=city["Prof. Budi"])
    for name, title, agency in (
        ("dr. Wali Kota", "Wali Kota", None),
        ("Ir. Kepala Dinas", "Kepala Dinas Lingkungan Hidup", works),
    ):
        office = OfficeFactory(region=region, agency=agency, title=title)
        TenureFactory(office=office, official=OfficialFactory(name=name, user=city[name]))
    return city


def test_a_city_walks_from_enrolment_to_the_signed_sheet(
    city, open_as, axe_violations, tmp_path, capsys
):
    ministry = sign_in(open_as(), city["Rina Kementerian"])
    coordinator = open_as(city["Tono Koordinator"])
    writer = open_as(city["Sari Penulis"], width=PHONE)
    mentor = open_as(city["Prof. Budi"])

    enrol(ministry)
    register_memorandum(ministry)
    assign_mentor(ministry)
    hold_first_bimtek(coordinator)
    close_stage(ministry, "I")
    hand_out_the_chapter(coordinator)
    nominate_quick_win(coordinator)
    close_stage(ministry, "II")
    choose_and_finalise_quick_win(coordinator)
    close_stage(ministry, "III")

    write_section(writer, axe_violations)
    send_chapter(writer)
    ask_for_improvement(mentor)
    improve_and_send_again(writer)
    close_comment_and_approve(mentor)

    issue_book(coordinator, tmp_path)
    issue_sheet(coordinator)
    sign_typed(open_as(city["dr. Wali Kota"], width=PHONE))
    sign_drawn(open_as(city["Ir. Kepala Dinas"], width=PHONE))
    address = check_the_sheet(coordinator, tmp_path, capsys)
    read_in_public(open_as(), address)
    close_stage(ministry, "IV")
    read_history(mentor)


def said(page: Page, words: str) -> None:
    """What was done is told on top of the next page."""
    expect(page.get_by_role("main")).to_contain_text(words)


def press(page: Page | Locator, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page | Locator, name: str | re.Pattern[str]) -> None:
    page.get_by_role("link", name=name).first.click()


def confirm(page: Page, first: str, then: str) -> None:
    """Take a decision that cannot be taken back: the first click asks, the second does it."""
    page.locator("details.confirm > summary", has_text=first).click()
    press(page.get_by_role("dialog"), then)


def sign_in(page: Page, user: User) -> Page:
    page.goto("/")
    follow(page, "Masuk")
    page.locator("input[name=login]").fill(user.username)
    page.get_by_label("Kata sandi").first.fill(PASSWORD)
    press(page, "Masuk")
    page.wait_for_url("**/beranda/")
    return page


def enrol(page: Page) -> None:
    follow(page, "Daftarkan daerah")
    page.get_by_label("Kabupaten atau kota").fill("Kota Tarakan")
    expect(page.get_by_label("Tahun pertama masterplan")).to_have_value("2020")
    press(page, "Daftarkan dan siapkan rencana setahun")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kota Tarakan")


def register_memorandum(page: Page) -> None:
    follow(page, "Catat Nota kesepahaman (MoU)")
    page.get_by_label("Nomor kementerian").fill("111/KOMINFO/2019")
    page.get_by_label("Nomor daerah").fill("222/TRK/2019")
    page.get_by_label("Ditandatangani pada").fill("2019-05-15")
    press(page, "Simpan")
    said(page, "111/KOMINFO/2019")


def assign_mentor(page: Page) -> None:
    follow(page, "Tunjuk Pembimbing")
    page.get_by_label("Pembimbing").select_option(label="Prof. Budi")
    page.get_by_label("Dari").fill("2019-05-20")
    press(page, "Tunjuk")
    expect(page.get_by_role("region", name="Pembimbing")).to_contain_text("Prof. Budi")


def hold_first_bimtek(page: Page) -> None:
    page.goto("/beranda/")
    follow(page, "Tetapkan tanggal")
    page.get_by_label("Hari pertama").fill("2019-07-09")
    page.get_by_label("Hari terakhir").fill("2019-07-10")
    page.get_by_label("Tempat").fill("Gedung Serbaguna")
    press(page, "Simpan tanggal")
    follow(page, "Catat pelaksanaan")
    page.get_by_label("Jumlah peserta").fill("80")
    press(page, "Catat pelaksanaan")
    said(page, "Bimtek I")


def close_stage(page: Page, stage: str) -> None:
    page.goto("/bimtek/kota-tarakan-2019/")
    confirm(page, f"Tutup tahap {stage}", f"Tutup tahap {stage}")
    said(page, f"Tahap {stage} sudah ditutup.")


def hand_out_the_chapter(page: Page) -> None:
    page.goto("/rencana/kota-tarakan-2019/")
    follow(page, "Buku 1")
    follow(page, "Bab I Rencana Aksi")
    page.locator("summary", has_text="Penulis bab ini").click()
    page.get_by_label("Perangkat daerah").first.select_option(label="DLH")
    press(page, "Tugaskan")
    said(page, "DLH")


def nominate_quick_win(page: Page) -> None:
    page.goto("/rencana/kota-tarakan-2019/quick-win/")
    follow(page, "Usulkan quick win")
    page.get_by_label("Nama").fill("Bank Sampah Digital")
    page.get_by_label("Dimensi").select_option(label="Smart Environment")
    press(page, "Usulkan")
    said(page, "Quick win sudah diusulkan.")


def choose_and_finalise_quick_win(page: Page) -> None:
    """Chosen first; final only once the profile says who, what for, how long and what may fail."""
    page.goto("/rencana/kota-tarakan-2019/quick-win/")
    follow(page, "Bank Sampah Digital")
    press(page, "Pilih")
    said(page, "Quick win dipilih.")
    expect(page.get_by_role("button", name="Tetapkan")).to_be_disabled()
    follow(page, "Lengkapi profil")
    page.get_by_label("OPD penanggung jawab").select_option(label="DLH")
    page.get_by_label("Masalah").fill("Sampah rumah tangga belum terpilah.")
    page.get_by_label("Inovasi").fill("Tabungan sampah lewat telepon genggam.")
    page.get_by_label("Indikator").fill("Ton sampah terpilah setiap bulan")
    page.get_by_label("Bulan").fill("9")
    risk = page.get_by_role("group", name="Risiko 1")
    risk.get_by_label("Risiko", exact=True).fill("Warga belum mengenalnya")
    risk.get_by_label("Kemungkinan (1–5)").select_option("2")
    risk.get_by_label("Dampak (1–5)").select_option("3")
    press(page, "Simpan")
    said(page, "Warga belum mengenalnya")
    press(page, "Tetapkan")
    said(page, "Quick win ditetapkan.")


def write_section(page: Page, axe_violations) -> None:
    """By keyboard, on a phone: a heading, sentences, a table, and a picture with its words."""
    page.goto("/beranda/")
    follow(page, "Mulai menulis")
    page.wait_for_selector(".editor.ready")
    assert axe_violations(page) == []
    keys = page.keyboard
    page.get_by_role("textbox", name="Naskah 1.1 Keadaan dan arah").click()
    keys.type(SENTENCE)
    keys.press("Enter")
    insert_table(page, ["Tahun", "Terpilah", "2019", "8%"])
    insert_picture(page)
    expect(page.locator("#editor-state")).to_contain_text("Tersimpan", timeout=15_000)
    press(page, "Simpan & keluar")
    text = page.get_by_role("article", name="Naskah bab")
    expect(text).to_contain_text("120 ton sampah")
    expect(text.get_by_role("cell", name="8%")).to_be_visible()
    expect(text.get_by_role("img", name="Peta titik bank sampah")).to_be_visible()
    expect(text).to_contain_text("Bank Sampah Digital")


def insert_table(page: Page, cells: list[str]) -> None:
    page.get_by_role("button", name="Sisipkan tabel").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Baris").fill("2")
    dialog.get_by_label("Kolom").fill("2")
    dialog.get_by_label("Judul tabel").fill("Sampah terpilah")
    press(dialog, "Sisipkan")
    for cell in cells:
        page.keyboard.type(cell)
        page.keyboard.press("Tab")


def insert_picture(page: Page) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (640, 360), "teal").save(picture, "PNG")
    page.get_by_role("button", name="Gambar").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(
        {"name": "peta.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    dialog.get_by_label("Isi gambar").fill("Peta titik bank sampah")
    dialog.get_by_label("Keterangan gambar").fill("Titik bank sampah")
    press(dialog, "Sisipkan")
    expect(page.get_by_role("img", name="Peta titik bank sampah")).to_be_visible()


def send_chapter(page: Page) -> None:
    press(page, "Kirim ke pembimbing")
    said(page, "Bab I Rencana Aksi sudah dikirim ke pembimbing.")


def ask_for_improvement(page: Page) -> None:
    """The mentor marks a sentence, says what is missing, and sends the revision back."""
    page.goto("/beranda/")
    follow(page, "Tinjau berikutnya")
    page.get_by_text("120 ton sampah").click(click_count=3)
    expect(page.get_by_label("Kutipan")).to_have_value(SENTENCE)
    page.get_by_label("Komentar baru").fill("Sebutkan sumber angkanya.")
    press(page, "Tambah komentar")
    expect(page.get_by_role("article", name="Komentar 1.1")).to_contain_text(SENTENCE)
    expect(page.get_by_role("button", name="Setujui & lanjut")).to_be_disabled()
    confirm(page, "Minta perbaikan & lanjut", "Minta perbaikan")
    said(page, "Bab I Rencana Aksi dikembalikan kepada DLH untuk diperbaiki.")


def improve_and_send_again(page: Page) -> None:
    page.goto("/beranda/")
    follow(page, "Perbaiki")
    page.wait_for_selector(".editor.ready")
    page.get_by_label("Jawaban Anda").fill("Sumbernya sudah ditulis.")
    press(page, "Kirim jawaban")
    page.wait_for_selector(".editor.ready")
    page.get_by_role("textbox", name="Naskah 1.1 Keadaan dan arah").get_by_text(SENTENCE).click()
    page.keyboard.press("End")
    page.keyboard.type(" Sumber: DLH, 2019.")
    press(page, "Kirim ke pembimbing")
    said(page, "Bab I Rencana Aksi sudah dikirim ke pembimbing.")


def close_comment_and_approve(page: Page) -> None:
    page.goto("/beranda/")
    follow(page, "Tinjau berikutnya")
    expect(page.get_by_role("article", name="Naskah bab")).to_contain_text("Sumber: DLH, 2019.")
    expect(page.get_by_role("region", name="Putusan Anda")).to_contain_text("revisi 2")
    thread = page.get_by_role("article", name="Komentar 1.1")
    expect(thread).to_contain_text("Sumbernya sudah ditulis.")
    thread.get_by_role("button", name="Tutup").click()
    press(page, "Setujui & lanjut")
    said(page, "Bab I Rencana Aksi disetujui.")


def issue_book(page: Page, folder: Path) -> None:
    page.goto("/rencana/kota-tarakan-2019/buku/1/")
    confirm(page, "Terbitkan buku", "Terbitkan")
    said(page, "Edisi 1")
    with pikepdf.open(download(page, "Unduh edisi (PDF)", folder)) as book:
        assert len(book.pages) >= 6
        assert "/StructTreeRoot" in book.Root


def download(page: Page, name: str, folder: Path) -> Path:
    """Fetch what a link leads to, as the person who is signed in."""
    address = page.get_by_role("link", name=name).first.get_attribute("href")
    answer = page.request.get(address)
    assert answer.ok
    assert answer.body().startswith(b"%PDF")
    file = folder / f"{name}.pdf"
    file.write_bytes(answer.body())
    return file


def issue_sheet(page: Page) -> None:
    page.goto("/komitmen/daerah/kota-tarakan-2019/")
    press(page, "Susun rancangan lembar")
    said(page, "Rancangan lembar telah disusun.")
    confirm(page, "Terbitkan untuk ditandatangani", "Terbitkan lembar")
    said(page, "Lembar telah diterbitkan.")


def sign_typed(page: Page) -> None:
    open_the_sheet(page)
    page.get_by_label("Mengetik nama saya").check()
    agree(page, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Anda telah menandatangani lembar ini"
    )
    said(page, "1 dari 2")


def sign_drawn(page: Page) -> None:
    """A wrong password signs nothing; what was drawn stays."""
    open_the_sheet(page)
    draw(page)
    agree(page, "bukan-kata-sandinya")
    said(page, "Kata sandi keliru. Belum ada yang ditandatangani.")
    agree(page, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Anda telah menandatangani lembar ini"
    )


def open_the_sheet(page: Page) -> None:
    page.goto("/beranda/")
    follow(page, "Baca dan tanda tangani")
    said(page, "Melaksanakan rencana induk Smart City Kota Tarakan.")


def agree(page: Page, password: str) -> None:
    page.get_by_role("checkbox").check()
    page.get_by_label("Kata sandi Anda, sekali lagi").fill(password)
    press(page, "Tanda tangani")


def draw(page: Page) -> None:
    pad = page.get_by_role("img", name="Bidang tanda tangan")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(box["x"] + 20 + step * 25, box["y"] + 20 + (step % 3) * 20)
    page.mouse.up()


def check_the_sheet(page: Page, folder: Path, capsys) -> str:
    """The completed sheet verifies; return its public address."""
    page.goto("/komitmen/daerah/kota-tarakan-2019/")
    said(page, "Lengkap")
    file = download(page, "Unduh", folder)
    capsys.readouterr()
    call_command("verify_pdf", file)
    report = json.loads(capsys.readouterr().out)
    assert report["valid"]
    assert report["version"] == {"kind": "final", "signatures": 2, "of": 2}
    return page.get_by_role("link", name="Halaman publik kode QR").get_attribute("href")


def read_in_public(page: Page, address: str) -> None:
    page.goto(address)
    people = page.get_by_role("table")
    for name in ("dr. Wali Kota", "Ir. Kepala Dinas"):
        expect(people.get_by_role("row", name=name)).to_contain_text("tidak tersertifikasi")


def read_history(page: Page) -> None:
    page.goto("/rencana/bab/1/")
    page.locator("summary", has_text="Riwayat").click()
    for act in (
        "Sari Penulis mengirim revisi 1 ke pembimbing",
        "Prof. Budi meminta perbaikan revisi 1",
        "Sari Penulis mengirim revisi 2 ke pembimbing",
        "Prof. Budi menyetujui revisi 2",
    ):
        expect(page.get_by_role("main")).to_contain_text(act)
