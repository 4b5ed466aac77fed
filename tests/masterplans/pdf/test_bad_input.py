"""What comes out when a text is unreasonable? A book all the same, whole and sound, and the writer is told."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from masterplans.pdf.book import BuiltBook, build
from masterplans.pdf.content import SectionContent
from masterplans.pdf.parts import PartStore
from smartcity_portal.kit.glyphs import printable, unprintable
from smartcity_portal.kit.pdf import Asset
from smartcity_portal.kit.pdf_checks import faults_of
from tests.masterplans.pdf import samples
from tests.masterplans.pdf.reading import BookFile


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> PartStore:
    return PartStore(tmp_path_factory.mktemp("bad"))


@pytest.fixture
def printed(store):
    def print_text(html: str, title: str = "Bagian", pictures=None) -> tuple[BuiltBook, BookFile]:
        chapter = replace(samples.chapter(1, SectionContent(title, html)), pictures=pictures or {})
        built = build(samples.book(chapter), store=store)
        return built, BookFile(built.path)

    return print_text


def words(file: BookFile) -> str:
    first, last = file.page_of("bab-1"), file.page_of("kolofon")
    text = " ".join(file.text(page) for page in range(first, last))
    return " ".join(text.replace("\xa0", " ").split())


def body_pages(file: BookFile) -> range:
    return range(file.page_of("bab-1"), file.page_of("kolofon") - 1)


def table(columns: int, rows: int) -> str:
    head = "".join(f"<th>Kolom {n}</th>" for n in range(columns))
    cells = "".join(f"<td>{n * 37}</td>" for n in range(columns))
    return f"<p>Tabel: Angka</p><table><tr>{head}</tr>{f'<tr>{cells}</tr>' * rows}</table>"


def test_two_thousand_rows_are_all_there_under_a_head_on_every_page(printed):
    rows = "".join(f"<tr><td>baris{n}</td></tr>" for n in range(2000))
    built, file = printed(f"<p>Tabel: Panjang</p><table><tr><th>Nama</th></tr>{rows}</table>")
    text = words(file)
    assert all(f"baris{n} " in text for n in (0, 1, 999, 1998, 1999))
    assert text.count("baris") == 2000
    first, last = file.page_of("bab-1.tabel-1"), file.page_of("bab-1.tabel-1-akhir")
    assert all("Nama" in file.text(page) for page in range(first, last))
    assert all("(lanjutan)" in file.text(page) for page in range(first + 1, last))
    assert built.problems == ()
    assert file.faults() == []


def test_forty_columns_become_tables_that_repeat_the_first_one(printed):
    built, file = printed(table(40, 3) + "<p>Sesudahnya.</p>")
    wide = [n for n in body_pages(file) if _is_wide(file, n)]
    assert len(wide) == 2
    assert "Tabel\xa01.1 (lanjutan)" in file.text(wide[1])
    for number in wide:
        assert f"{file.text(number)} ".count(" 0 ") >= 3
    text = words(file)
    assert all(f" {n * 37} " in text for n in range(40))
    assert "Sesudahnya." in text
    assert faults_of(built.path) == []


def test_merged_cells_of_a_table_that_is_parted_keep_their_words(printed):
    head = "<tr><th rowspan='2'>Program</th><th colspan='30'>Tahun</th></tr>"
    head += "<tr>" + "".join(f"<th>Triwulan{n}</th>" for n in range(30)) + "</tr>"
    rows = ("<tr><td>Layanan</td>" + "<td>1</td>" * 30 + "</tr>") * 3
    _built, file = printed(f"<table>{head}{rows}</table>")
    text = words(file)
    assert all(f"Triwulan{n} " in text for n in range(30))
    assert "Tahun" in text
    assert file.faults() == []


def _is_wide(file: BookFile, number: int) -> bool:
    left, bottom, right, top = (float(side) for side in file.pdf.pages[number].mediabox)
    return right - left > top - bottom


def test_a_word_of_three_hundred_letters_stays_between_the_margins(printed):
    _built, file = printed(f"<p>Kata {'a' * 300} akhir.</p>")
    drawn = words(file).partition("Kata")[2].partition("akhir")[0]
    assert drawn.count("a") == 300
    right = max(x for page in body_pages(file) for x in _ends_of_lines(file, page))
    assert right < 595.28 - 60


def _ends_of_lines(file: BookFile, number: int) -> list[float]:
    import pypdfium2

    document = pypdfium2.PdfDocument(str(file.pdf.filename))
    text = document[number].get_textpage()
    return [text.get_rect(n)[2] for n in range(text.count_rects())]


def test_scripts_of_the_country_and_of_the_quran_are_drawn_and_named(printed):
    html = "<p>Aksara ꦲꦏ꧀ꦱꦫꦗꦮ dan بِسْمِ ٱللَّٰهِ serta ᬅᬓ᭄ᬱᬭ, <b>ᮃᮊ᮪ᮞᮛ</b>.</p>"
    built, file = printed(html)
    assert built.problems == ()
    assert faults_of(built.path) == []
    told = {
        str(one.Lang)
        for one in file.pdf.objects
        if hasattr(one, "get") and _is_element(one) and "/Lang" in one
    }
    assert told == {"jv", "ar", "ban", "su"}


def _is_element(thing) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Dictionary) and "/S" in thing and "/P" in thing


def test_pictograms_are_left_out_and_letters_without_a_font_are_named(printed):
    built, file = printed("<p>Selamat 😀👨‍👩‍👧 di 智慧 kota ❤️.</p>", title="Aksara 🚀")
    text = words(file)
    assert "Selamat" in text and "□□" in text and "❤" in text
    assert not set(text) & set("😀👨👩👧🚀智慧")
    assert len(built.problems) == 2
    assert "😀 (U+1F600)" in built.problems[1]
    assert "🚀 (U+1F680)" in built.problems[0]
    assert faults_of(built.path) == []


def test_everyday_signs_need_no_look_into_fonts():
    assert unprintable("Rp1.000.000 – “kutipan” … é ½ •") == []
    assert printable("biasa → ≤ ✓") == "biasa → ≤ ✓"


def test_two_hundred_pictures_and_one_that_has_vanished(printed):
    pictures, html = {}, ""
    for number in range(200):
        held = io.BytesIO()
        Image.new("RGB", (30, 12), (number, 90, 120)).save(held, "PNG")
        pictures[f"/g/{number}"] = Asset(held.getvalue(), "image/png")
        html += f'<figure><img src="/g/{number}" alt="Contoh {number}"><figcaption>Contoh {number}</figcaption></figure>'
    html += '<figure><img src="/g/x" alt="Peta"><figcaption>Peta</figcaption></figure>'
    built, file = printed(html, pictures=pictures)
    text = words(file)
    assert "Gambar 1.200" in text and "Gambar 1.201" in text
    assert built.problems == ("Bab 1: Bagian 1.1: Gambar “Peta” sudah tidak ada.",)
    assert "Gambar “Peta” sudah tidak ada." in text
    assert file.faults() == []


def test_links_and_pictures_of_the_writers_machine_do_not_come_along(printed):
    html = (
        '<p><a href="http://localhost:8000/x">satu</a> <a href="file:///etc/passwd">dua</a> '
        '<a href="http://192.168.1.4/">tiga</a> <a href="javascript:alert(1)">empat</a> '
        '<a href="https://bontangkota.go.id/">lima</a></p>'
        '<img src="file:///etc/passwd" alt="rahasia"><img src="http://localhost/x.png" alt="jauh">'
    )
    built, file = printed(html)
    addresses = [
        str(note.A.URI)
        for page in file.pdf.pages
        for note in page.get("/Annots", [])
        if "/A" in note
    ]
    assert addresses == ["https://bontangkota.go.id/"]
    assert all(word in words(file) for word in ("satu", "dua", "tiga", "empat", "lima"))
    assert (
        len([one for one in built.problems if "192.168.1.4" in one or "localhost:8000" in one]) == 2
    )
    assert len([one for one in built.problems if "tidak ada" in one]) == 2


def test_tables_inside_tables_become_lines_of_their_cell(printed):
    inner = "<table><tr><td>dalam<table><tr><td>terdalam</td></tr></table></td><td>tepi</td></tr></table>"
    built, file = printed(f"<table><tr><th>A</th></tr><tr><td>luar{inner}akhir</td></tr></table>")
    text = words(file)
    assert text.count("terdalam") == 1
    assert "dalam terdalam · tepi" in text
    assert faults_of(built.path) == []


def test_a_style_that_attacks_neither_shows_nor_acts(printed):
    html = (
        "<style>body{display:none} @import 'http://localhost/x.css'; p{background:url(file:///etc/passwd)}</style>"
        "<p style='position:fixed;top:0;background:url(http://localhost/a)'>Tetap terbaca.</p>"
        "<svg><image href='file:///etc/passwd'/></svg><script>alert(1)</script>"
        "<p class='cover turned'>Rata.</p><h1>Lepas</h1>"
    )
    built, file = printed(html)
    text = words(file)
    assert "Tetap terbaca." in text and "Rata." in text and "Lepas" in text
    assert "display" not in text and "alert" not in text
    assert built.problems == ()
    assert faults_of(built.path) == []


def test_an_empty_chapter_says_so_and_is_sound(store):
    built = build(samples.book(replace(samples.chapter(1), sections=())), store=store)
    assert "Bab ini belum memiliki bagian." in words(BookFile(built.path))
    assert faults_of(built.path) == []
