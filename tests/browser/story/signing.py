"""How do the signatories sign on their phones, and how does everybody else see it?"""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from tests.browser.states import arriving
from tests.browser.story.city import PASSWORD, PEOPLE
from tests.browser.story.pages import (
    address_of,
    download,
    follow,
    go_home,
    open_menu,
    press,
    said,
    titled,
)

DONE = "Anda telah menandatangani lembar ini"


def sign_by_typing(page: Page) -> None:
    open_the_sheet(page)
    page.get_by_label("Mengetik nama saya").check()
    with arriving(page):
        agree(page, PASSWORD)
    titled(page, DONE)
    said(page, "1 dari 2")


def sign_by_drawing(page: Page) -> None:
    """A wrong password signs nothing, and what was drawn stays."""
    open_the_sheet(page)
    draw(page)
    agree(page, "bukan-kata-sandinya")
    said(page, "Kata sandi keliru. Belum ada yang ditandatangani.")
    with arriving(page):
        agree(page, PASSWORD)
    titled(page, DONE)
    said(page, "lembar lengkap")


def open_the_sheet(page: Page) -> None:
    go_home(page)
    follow(page, "Baca dan tanda tangani")
    said(page, "Melaksanakan rencana induk Smart City Kota Tarakan.")


def agree(page: Page, password: str) -> None:
    page.get_by_role("checkbox", name="Saya telah membaca dokumen").check()
    page.get_by_label("Kata sandi Anda, sekali lagi").fill(password)
    press(page, "Tanda tangani")


def draw(page: Page) -> None:
    pad = page.get_by_role("img", name="Bidang tanda tangan")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(box["x"] + 20 + step * 25, box["y"] + 20 + (step % 3) * 20)
    page.mouse.up()


def check_the_sheet(page: Page, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The sheet is complete and its file verifies; return its public address."""
    open_menu(page, "Komitmen")
    said(page, "Lengkap")
    file = download(page, "Unduh", folder)
    capsys.readouterr()
    call_command("verify_pdf", file)
    report = json.loads(capsys.readouterr().out)
    assert report["valid"]
    assert report["version"] == {"kind": "final", "signatures": 2, "of": 2}
    return address_of(page, "Halaman publik kode QR")


def read_in_public(page: Page, address: str) -> None:
    page.goto(address)
    titled(page, "Lembar ini lengkap")
    for role in ("head_of_region", "agency_head"):
        person = page.get_by_role("table").get_by_role("row", name=PEOPLE[role])
        expect(person).to_contain_text("Tanda tangan elektronik tidak tersertifikasi")
