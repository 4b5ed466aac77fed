"""Is the page set as a printer would? Rows whole, no lonely lines, Indonesian hyphens and numbers, heads repeated."""

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from masterplans.pdf.book import build
from masterplans.pdf.content import SectionContent
from masterplans.pdf.parts import PartStore
from tests.masterplans.pdf import samples
from tests.masterplans.pdf.reading import BookFile

LONG = "mempertanggungjawabkan penyelenggaraan pemerintahan ketatalaksanaan berkesinambungan "


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> PartStore:
    return PartStore(tmp_path_factory.mktemp("typography"))


@pytest.fixture
def printed(store):
    def print_text(html: str, landscape: bool = False) -> tuple[BookFile, Path]:
        section = SectionContent("Bagian", html, landscape=landscape)
        built = build(samples.book(samples.chapter(1, section)), store=store)
        return BookFile(built.path), built.path

    return print_text


def runs(path: Path, numbers: range) -> dict[int, list[tuple[str, float, float, float]]]:
    """Return (words, left, bottom, right) of every run of text of some pages."""
    document = pypdfium2.PdfDocument(path)
    found = {}
    for number in numbers:
        text = document[number].get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        found[number] = [(text.get_text_bounded(*box), box[0], box[1], box[2]) for box in boxes]
    return found


def body(file: BookFile) -> range:
    return range(file.page_of("bab-1"), file.page_of("kolofon"))


def test_no_row_of_a_table_is_torn_and_none_stands_alone_on_the_last_page(printed):
    rows = "".join(
        f"<tr><td>{n}.</td><td>awal{n}x {LONG * 3} akhir{n}x</td></tr>" for n in range(46)
    )
    file, path = printed(
        f"<p>Tabel: Isi</p><table><tr><th>No</th><th>Uraian</th></tr>{rows}</table>"
    )
    pages = defaultdict(set)
    for page, found in runs(path, body(file)).items():
        words = " ".join(run[0] for run in found)
        for _mark, row in re.findall(r"(awal|akhir)(\d+)x", words):
            pages[int(row)].add(page)
    assert sorted(pages) == list(range(46))
    assert all(len(on) == 1 for on in pages.values())
    last = max(page for on in pages.values() for page in on)
    assert len([row for row, on in pages.items() if on == {last}]) >= 3


def test_a_paragraph_leaves_no_single_line_on_either_side(printed):
    paragraphs = "".join(
        "<p>" + " ".join(f"a{n}x kata lain" for _word in range(18 + 7 * (n % 6))) + "</p>"
        for n in range(60)
    )
    file, path = printed(paragraphs)
    lines = defaultdict(lambda: defaultdict(set))
    for page, found in runs(path, body(file)).items():
        for words, _left, bottom, _right in found:
            for paragraph in re.findall(r"a(\d+)x", words):
                lines[paragraph][page].add(round(bottom / 15))
    torn = [on for on in lines.values() if len(on) > 1]
    assert len(lines) == 60 and torn
    assert all(len(rows) >= 2 for on in torn for rows in on.values())


def test_words_are_divided_as_in_indonesian(printed):
    file, path = printed(f"<p>{LONG * 12}</p>")
    text = " ".join(words for found in runs(path, body(file)).values() for words, *_box in found)
    divided = set(re.findall(r"(\w+)\u2010 (\w+)", text))
    assert divided == {("ketatalaksa", "naan"), ("mempertanggungjawab", "kan")}


def test_an_address_gets_no_hyphen_at_the_end_of_a_line(printed):
    address = "https://contoh.go.id/" + "penyelenggaraan/" * 14
    file, path = printed(f"<p>Baca {address} dan <b>{address}</b> lagi.</p>")
    text = "".join(words for found in runs(path, body(file)).values() for words, *_box in found)
    assert "\u2010" not in text
    drawn = re.sub(r"[\s\u200b]", "", text)
    assert drawn.count(address) == 2


def test_numbers_stand_under_each_other_with_indonesian_separators(printed, store):
    amounts = ("1.250.000", "85.000", "7.500,5", "320")
    rows = "".join(f"<tr><td>Program</td><td>{amount}</td><td>x</td></tr>" for amount in amounts)
    file, path = printed(f"<table><tr><th>Nama</th><th>Biaya</th><th>Ket.</th></tr>{rows}</table>")
    edges = {
        round(right, 0)
        for found in runs(path, body(file)).values()
        for words, _left, _bottom, right in found
        if words.strip() in amounts
    }
    assert len(edges) == 1
    chapter = samples.chapter(1, SectionContent("Biaya", blocks=("budget",)))
    shown = BookFile(build(samples.book(chapter), store=store).path)
    words = " ".join(shown.text(page) for page in body(shown))
    assert "9.000" in words and "16,7" in words


def test_a_landscape_section_repeats_the_head_of_its_table_on_every_page(printed):
    rows = "".join(f"<tr><td>baris{n}</td><td>{LONG * 2}</td></tr>" for n in range(70))
    file, _path = printed(
        f"<p>Tabel: Lebar</p><table><tr><th>Kepala</th><th>Uraian</th></tr>{rows}</table>",
        landscape=True,
    )
    first, last = file.page_of("bab-1.tabel-1"), file.page_of("bab-1.tabel-1-akhir")
    assert last > first + 1
    for page in range(first, last + 1):
        left, bottom, right, top = (float(side) for side in file.pdf.pages[page].mediabox)
        assert right - left > top - bottom
        assert "Kepala" in file.text(page)
        assert ("(lanjutan)" in file.text(page)) == (page > first)


def test_a_caption_stands_with_its_table_and_the_source_below_it(printed):
    filler = samples.text(9)
    file, _path = printed(
        f"{filler}<p>Tabel: Jumlah layanan</p><table><tr><th>Nama</th></tr><tr><td>isi tabel</td></tr></table>"
        "<p>Sumber: Diskominfo, 2019.</p><p>Lihat <a data-ref='table:t-1'>tabel</a>.</p>"
    )
    page = file.text(file.page_of("bab-1.tabel-1"))
    place = page.index("Jumlah layanan")
    assert "Tabel\xa01.1" in page[:place]
    assert place < page.index("isi tabel") < page.index("Sumber: Diskominfo, 2019.")


def test_chapters_begin_on_the_right_and_titles_are_never_left_behind(store):
    sections = tuple(
        SectionContent(f"Judul {n}", samples.text(1 + n % 3), key=f"section:{n}") for n in range(14)
    )
    chapter = replace(samples.chapter(1), sections=sections)
    built = build(samples.book(chapter, samples.chapter(2)), store=store)
    file = BookFile(built.path)
    for number in (1, 2):
        assert int(file.label(file.page_of(f"bab-{number}"))) % 2 == 1
    for n in range(14):
        text = file.text(file.page_of(f"bab-1.s-1.{n + 1}"))
        assert "Rencana induk kota cerdas" in text.partition(f"Judul {n}")[2]
