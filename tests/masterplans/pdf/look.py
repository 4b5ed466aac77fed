"""How do pages of the reference book look, and by how much may that change? Pictures are kept in `looks/`.

Renew them after a change that is meant, and look at every one of them before it is committed:

    python -m tests.masterplans.pdf.look
"""

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from masterplans.pdf.content import Annex, AnnexTable, BookContent, SectionContent, SourceRow
from smartcity_portal.kit.pdf import Asset
from tests.masterplans.pdf import samples
from tests.masterplans.pdf.reading import BookFile

FOLDER = Path(__file__).with_name("looks")
FINGERPRINT = re.compile(r"[0-9a-f]{8} [0-9a-f]{8}")
DOTS_PER_INCH = 72
BLUR = 1.6  # forgives where a renderer puts the edge of a letter
FAINT = 40  # of 255: what a pixel may differ after that
MOST_CHANGED = 0.0004  # of the page: a few letters; a line of text that moves changes more


def reference_book() -> BookContent:
    """A small book with one page of every kind; everything in it is fixed."""
    rows = "".join(
        f"<tr><td>Kegiatan contoh nomor {n}</td><td>{n * 125}.000</td><td>{n},5</td></tr>"
        for n in range(1, 61)
    )
    long = (
        "<p>Tabel: Kegiatan dan biaya</p><table><tr><th>Kegiatan</th><th>Biaya</th><th>Bagian</th></tr>"
        f"{rows}</table><p>Sumber: Diskominfo, 2019 (contoh).</p>"
    )
    notes = (
        f'<p>{samples.SENTENCE}<sup data-footnote="Catatan kaki pertama (contoh)."></sup> '
        'Lihat <a data-ref="section:2">bagian</a> dan <cite data-source="s1" data-at="hlm. 4"></cite>.</p>'
        "<ol><li><p>butir pertama</p></li><li><p>butir kedua</p><ul><li><p>di bawahnya</p></li></ul></li></ol>"
        "<blockquote><p>Kota yang baik mendengar warganya.</p><p>Wali kota (contoh)</p></blockquote>"
        '<figure><img src="/g" alt="Bidang berwarna"><figcaption>Bidang warna</figcaption></figure>'
    )
    base = samples.full_book()
    first = samples.chapter(
        1,
        SectionContent("Latar belakang", notes + samples.text(1), key="section:1"),
        SectionContent("Kegiatan", long, key="section:2"),
        title="Pendahuluan",
    )
    attended = AnnexTable(
        "Yang hadir", ("Bimtek", "Hadir"), (70, 30), (("I", "40"), ("II", "38")), frozenset({1})
    )
    return replace(
        base,
        chapters=(replace(first, pictures={"/g": _picture()}), *base.chapters[1:]),
        sources=(SourceRow("s1", "Badan Contoh", "Kota dalam angka", "2019", "BPS", "Bontang"),),
        abbreviations=(("OPD", "organisasi perangkat daerah"), ("TIK", "teknologi informasi")),
        annexes=(Annex("Kehadiran", "Dari daftar hadir.", (attended,)),),
        check_code="CONTOH-1234",
        check_url="https://portal.example/periksa/CONTOH-1234",
    )


def _picture() -> Asset:
    picture = Image.linear_gradient("L").resize((600, 240))
    held = io.BytesIO()
    picture.save(held, "PNG")
    return Asset(held.getvalue(), "image/png")


def pages_of(file: BookFile) -> dict[str, int]:
    """Name the pages that are compared."""
    table = file.page_of("bab-1.tabel-1")
    return {
        "sampul": 0,
        "judul": file.page_of("depan.judul"),
        "pengesahan": file.page_of("depan.pengesahan"),
        "daftar-isi": file.page_of("isi"),
        "daftar-tabel": file.page_of("daftar.tabel"),
        "pembuka-bab": file.page_of("bab-1"),
        "tabel-lanjutan": table + 1,
        "swot": file.page_of("bab-2.s-2.2"),
        "program": file.page_of("bab-3.tabel-2"),
        "grafik": file.page_of("bab-4.gambar-1"),
        "profil-quick-win": file.page_of("bab-4.tabel-6"),
        "peta-jalan": file.page_of("bab-5.tabel-1"),
        "pustaka": file.page_of("pustaka"),
        "kolofon": file.page_of("kolofon"),
    }


def drawn(path: Path, numbers: dict[str, int]) -> Iterator[tuple[str, Image.Image]]:
    """Draw pages in grey, small."""
    document = pypdfium2.PdfDocument(path)
    for name, number in numbers.items():
        page = document[number]
        picture = page.render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil().convert("L")
        _cover_fingerprint(page, picture)
        yield name, picture


def _cover_fingerprint(page: pypdfium2.PdfPage, picture: Image.Image) -> None:
    """The fingerprint of the text is another one after every change of its markup."""
    text = page.get_textpage()
    _left, bottom, _right, top = page.get_mediabox()
    scale = picture.height / (top - bottom)
    for number in range(text.count_rects()):
        x0, y0, x1, y1 = text.get_rect(number)
        if FINGERPRINT.search(text.get_text_bounded(x0, y0, x1, y1)):
            x0, x1 = x0 - page.get_mediabox()[0], x1 - page.get_mediabox()[0]
            box = [x0 * scale, (top - y1) * scale, x1 * scale, (top - y0) * scale]
            ImageDraw.Draw(picture).rectangle(box, fill=200)


def changed(before: Image.Image, after: Image.Image) -> float:
    """Return which part of a page looks different; 1 when it has another size."""
    if before.size != after.size:
        return 1.0
    counts = _difference(before, after).histogram()
    return sum(counts[FAINT:]) / (before.width * before.height)


def side_by_side(before: Image.Image, after: Image.Image) -> Image.Image:
    """Draw what was, what is, and where they differ."""
    parts = [before, after]
    if before.size == after.size:
        parts.append(ImageChops.invert(_difference(before, after)))
    sheet = Image.new("L", (sum(p.width for p in parts), max(p.height for p in parts)), 128)
    left = 0
    for part in parts:
        sheet.paste(part, (left, 0))
        left += part.width
    return sheet


def _difference(before: Image.Image, after: Image.Image) -> Image.Image:
    soft = ImageFilter.GaussianBlur(BLUR)
    return ImageChops.difference(before.filter(soft), after.filter(soft))


def _renew() -> None:
    import os
    import tempfile

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity_portal.settings.test")
    import django

    django.setup()
    from masterplans.pdf.book import build
    from masterplans.pdf.parts import PartStore

    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        built = build(reference_book(), store=PartStore(Path(folder)))
        for name, picture in drawn(built.path, pages_of(BookFile(built.path))):
            picture.quantize(16).save(FOLDER / f"{name}.png", optimize=True)
            sys.stdout.write(f"{FOLDER / name}.png\n")


if __name__ == "__main__":
    _renew()
