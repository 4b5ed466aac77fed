"""Is a very long chapter printed in several documents, and does nobody see it?"""

from dataclasses import replace

import pytest

from masterplans.pdf.book import build
from masterplans.pdf.content import SectionContent
from masterplans.pdf.parts import PartStore
from tests.masterplans.pdf import samples
from tests.masterplans.pdf.reading import BookFile

TABLE = "<p>Tabel: Angka contoh</p><table><tr><th>Nama</th><th>Nilai</th></tr>" + (
    "<tr><td>Layanan contoh</td><td>12</td></tr>" * 60 + "</table>"
)


def long_book(extra: str = ""):
    sections = tuple(
        SectionContent(
            f"Bagian {number}", (extra if number == 9 else "") + samples.text(24) + TABLE
        )
        for number in range(1, 13)
    )
    return samples.book(
        samples.chapter(1),
        samples.chapter(2, *sections, title="Panjang"),
        samples.chapter(3),
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> PartStore:
    return PartStore(tmp_path_factory.mktemp("pieces"))


@pytest.fixture(scope="module")
def built(store):
    return build(long_book(), store=store)


@pytest.fixture(scope="module")
def file(built) -> BookFile:
    return BookFile(built.path)


def pieces_of(built) -> list[str]:
    return sorted(name for name in built.printed if name.startswith("bab-2"))


def test_a_chapter_of_many_pages_is_several_documents(built):
    assert len(pieces_of(built)) > 1


def test_sections_and_tables_count_on_through_the_whole_chapter(file):
    contents = "".join(file.text(page) for page in range(file.page_of("bab-1")))
    for number in range(1, 13):
        assert f"2.{number}" in contents
        assert f"Tabel\xa02.{number}" in contents or f"Tabel 2.{number}" in contents


def test_pages_go_on_without_a_gap_and_links_find_them(file):
    first, last = file.page_of("bab-2"), file.page_of("bab-3")
    labels = [int(file.label(page)) for page in range(first, last)]
    assert labels == list(range(labels[0], labels[0] + len(labels)))
    assert file.faults() == []
    assert file.pdf.check_pdf_syntax() == []


def test_an_edit_prints_only_the_piece_that_it_is_in(store, built):
    again = build(long_book("<p>Kalimat baru (contoh).</p>"), store=store)
    assert len(pieces_of(again)) == 1
    assert replace(again, path=built.path).pages == built.pages
