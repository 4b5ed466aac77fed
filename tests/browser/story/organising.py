"""What do the ministry and the coordinator do? Everything around the writing."""

from pathlib import Path

import pikepdf
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.story.city import PASSWORD, PEOPLE
from tests.browser.story.pages import (
    confirm,
    download,
    follow,
    go_home,
    open_menu,
    said,
    send,
    titled,
    unfold,
)


def sign_in(page: Page, user: User) -> None:
    page.goto("/")
    follow(page, "Masuk")
    page.locator("input[name=login]").fill(user.username)
    page.get_by_label("Kata sandi").first.fill(PASSWORD)
    send(page, "Masuk")
    titled(page, "Angkatan 2019")


def enrol(page: Page) -> None:
    go_home(page)
    follow(page, "Daftarkan daerah")
    page.get_by_label("Kabupaten atau kota").fill("Kota Tarakan")
    expect(page.get_by_label("Tahun pertama masterplan")).to_have_value("2020")
    send(page, "Daftarkan dan siapkan rencana setahun")
    titled(page, "Kota Tarakan")


def register_memorandum(page: Page) -> None:
    go_home(page)
    follow(page, "Catat Kota Tarakan")
    page.get_by_label("Nomor kementerian").fill("111/KOMINFO/2019")
    page.get_by_label("Nomor daerah").fill("222/TRK/2019")
    page.get_by_label("Ditandatangani pada").fill("2019-05-15")
    send(page, "Simpan")
    said(page, "111/KOMINFO/2019")


def assign_mentor(page: Page) -> None:
    go_home(page)
    follow(page, "Tunjuk Kota Tarakan")
    page.get_by_label("Pembimbing").select_option(label=PEOPLE["mentor"])
    page.get_by_label("Dari").fill("2019-05-20")
    send(page, "Tunjuk")
    expect(page.get_by_role("region", name="Pembimbing")).to_contain_text(PEOPLE["mentor"])


def close_stage(page: Page, stage: str) -> None:
    go_home(page)
    follow(page, "Tutup Kota Tarakan")
    confirm(page, f"Tutup tahap {stage}", f"Tutup tahap {stage}")
    said(page, f"Tahap {stage} sudah ditutup.")


def hold_first_bimtek(page: Page) -> None:
    go_home(page)
    follow(page, "Tetapkan tanggal")
    page.get_by_label("Hari pertama").fill("2019-07-09")
    page.get_by_label("Hari terakhir").fill("2019-07-10")
    page.locator("[name=venue]").fill("Gedung Serbaguna")
    send(page, "Simpan tanggal")
    follow(page, "Catat pelaksanaan")
    page.get_by_label("Jumlah peserta").fill("80")
    send(page, "Catat pelaksanaan")
    said(page, "9–10 Juli 2019")


def hand_out_the_chapter(page: Page) -> None:
    open_menu(page, "Buku")
    follow(page, "Buku 1")
    follow(page, "Bab 1 Rencana Aksi")
    unfold(page, "Penulis bab ini")
    page.get_by_label("Perangkat daerah").first.select_option(label="DLH")
    send(page, "Tugaskan")
    said(page, "DLH")


def nominate_quick_win(page: Page) -> None:
    open_menu(page, "Quick win")
    follow(page, "Usulkan quick win")
    page.get_by_label("Nama").fill("Bank Sampah Digital")
    page.get_by_label("Dimensi").select_option(label="Smart Environment")
    send(page, "Usulkan")
    said(page, "Quick win sudah diusulkan.")


def choose_quick_win(page: Page) -> None:
    open_menu(page, "Quick win")
    follow(page, "Bank Sampah Digital")
    confirm(page, "Pilih", "Pilih quick win")
    said(page, "Quick win dipilih.")
    expect(page.get_by_role("button", name="Tetapkan")).to_be_disabled()


def complete_quick_win(page: Page) -> None:
    """It becomes final once its profile says who, what for, how long, and what may fail."""
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
    send(page, "Simpan")
    said(page, "Warga belum mengenalnya")
    send(page, "Tetapkan")
    said(page, "Quick win ditetapkan.")


def issue_book(page: Page, folder: Path) -> None:
    """The finished book is real: cover to colophon, tagged, with its outline."""
    open_menu(page, "Buku")
    follow(page, "Buku 1")
    confirm(page, "Terbitkan buku", "Terbitkan")
    said(page, "Edisi 1")
    with pikepdf.open(download(page, "Unduh edisi (PDF)", folder)) as book:
        assert len(book.pages) == 12
        assert "/StructTreeRoot" in book.Root
        with book.open_outline() as outline:
            assert any("Rencana Aksi" in item.title for item in outline.root)


def issue_sheet(page: Page) -> None:
    open_menu(page, "Komitmen")
    send(page, "Susun rancangan lembar")
    said(page, "Rancangan lembar telah disusun.")
    confirm(page, "Terbitkan untuk ditandatangani", "Terbitkan lembar")
    said(page, "Lembar telah diterbitkan.")
