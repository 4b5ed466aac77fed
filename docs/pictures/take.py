"""How do the pictures of the README come about? From a running portal with its demo, in Chromium.

bin/run in one terminal; in another one, where bin/test has installed what it needs:
    .venv/bin/python docs/pictures/take.py [http://localhost:8000] [NAME…]
"""

import io
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
PASSWORD = "contoh-2022"
WIDTH, COLOURS = 1120, 80
BATAM, BONTANG = "/rencana/kota-batam-2022/", "/rencana/kota-bontang-2019/"


@dataclass(frozen=True)
class Picture:
    """A page as one person sees it: an address, the links to follow, what is brought to the top."""

    name: str
    person: str
    address: str
    follow: tuple[str, ...] = ()
    top: str = ""
    height: int = 700
    width: int = WIDTH


PICTURES = (
    Picture("public", "", "/", height=860),
    Picture("coordinator", "koordinator", "/beranda/", height=900),
    Picture("board", "kementerian", "/beranda/", top="#board", width=1320),
    Picture("write", "penulis", "/beranda/", (".next .btn-primary",)),
    Picture("review", "pembimbing", "/beranda/", (".next .btn-primary",)),
    Picture("grid", "koordinator", f"{BATAM}kisi/program/"),
    Picture("scoring", "koordinator", f"{BATAM}quick-win/pemilihan/"),
    Picture(
        "thread",
        "koordinator",
        f"{BATAM}quick-win/",
        ("main table tbody th a", "a[href$='/benang/']"),
        height=900,
    ),
    Picture("volume", "pembimbing-bontang", f"{BONTANG}jilid/"),
    Picture(
        "sign",
        "wali-kota",
        "/beranda/",
        (".next .btn-primary", "[aria-labelledby=act] details > summary"),
        "[aria-labelledby=act]",
    ),
    Picture("wall", "koordinator", "/komitmen/daerah/kota-batam-2022/upacara/", height=640),
    Picture(
        "verify", "", "/daerah/kota-bontang/", ("main a[href^='/periksa/'][href*='-']",), height=820
    ),
)


def main() -> None:
    words = sys.argv[1:]
    address = words.pop(0) if words and words[0].startswith("http") else "http://localhost:8000"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        for picture in PICTURES:
            if not words or picture.name in words:
                keep(picture.name, take(browser, address, picture))
        if not words or "book" in words:
            keep("book", two_pages(browser, address, 2, (34, 35)))
        browser.close()


def take(browser: Browser, address: str, picture: Picture) -> Image.Image:
    """Sign in, walk to the page, and photograph what fits the window."""
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height}, locale="id-ID"
    )
    if picture.person:
        sign_in(page, address, picture.person)
    page.goto(address + picture.address, wait_until="networkidle")
    for link in picture.follow:
        page.locator(link).first.click()
        page.wait_for_load_state("networkidle")
    if picture.top:
        page.locator(picture.top).first.evaluate(
            "part => part.scrollIntoView({behavior: 'instant'})"
        )
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return taken


def sign_in(page: Page, address: str, person: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{address}/akun/login/")
    page.fill("[name=login]", person)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).first.click()
    page.wait_for_url("**/beranda/**")


def two_pages(browser: Browser, address: str, book: int, numbers: tuple[int, int]) -> Image.Image:
    """Draw two pages of an issued book of Kota Bontang side by side."""
    page = browser.new_page()
    sign_in(page, address, "pembimbing-bontang")
    page.goto(f"{address}{BONTANG}buku/{book}/")
    link = page.locator("main a[href*='/edisi/']").first.get_attribute("href")
    content = page.request.get(f"{address}{link}").body()
    page.close()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "book.pdf").write_bytes(content)
        first, last = map(str, numbers)
        subprocess.run(
            ["pdftoppm", "-png", "-r", "68", "-f", first, "-l", last, "book.pdf", "page"],
            cwd=folder,
            check=True,
        )
        drawn = [Image.open(path).convert("RGB") for path in sorted(Path(folder).glob("*.png"))]
    both = Image.new("RGB", (sum(one.width for one in drawn) + 12, drawn[0].height), "#d9d5cb")
    both.paste(drawn[0], (0, 0))
    both.paste(drawn[1], (drawn[0].width + 12, 0))
    return both


def keep(name: str, picture: Image.Image) -> None:
    """Write a compact PNG: few colours, no dithering."""
    small = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(HERE / f"{name}.png", optimize=True)
    print(f"{name}.png", (HERE / f"{name}.png").stat().st_size // 1024, "KB")


if __name__ == "__main__":
    main()
