"""Do footnotes, citations, references and landscape sections reach the printed book, tagged?"""

import subprocess
from collections import Counter
from typing import Any

import pikepdf
import pytest
from django.utils import translation
from django.utils.translation import gettext

from masterplans.pdf.book import build
from masterplans.pdf.chapter import chapter_markup, with_references
from masterplans.pdf.content import (
    BookContent,
    ChapterContent,
    SectionContent,
    SourceRow,
)
from masterplans.pdf.parts import PartStore
from masterplans.pdf.records import PlanRecords
from tests.masterplans.pdf.reading import BookFile

BPS = SourceRow(
    "bps-2019", "BPS", "Kota Contoh Dalam Angka", "2019", publisher="BPS", place="Contoh"
)
BPS_2 = SourceRow(
    "bps-2019-2",
    "BPS",
    "Statistik Daerah",
    "2019",
    url="https://bps.go.id/x",
    accessed="2 Mei 2020",
)
NAM = SourceRow("nam-2011", "Nam, Taewoo; Pardo, Theresa", "Conceptualizing smart city", "2011")


def note(words: str) -> str:
    return f'<sup data-footnote="{words}"></sup>'


FIRST = (
    f'<p>Naik empat kali{note("Catatan pertama.")} menurut <cite data-source="bps-2019-2" data-at="hlm. 4"></cite>'
    f' dan <cite data-source="hilang">(Anon, 2001)</cite>.</p><ul><li><p>butir{note("Catatan butir.")}</p></li></ul>'
    f'<p>Tabel: Warga{note("Catatan judul.")}</p><table id="t-aaaaaa"><tbody><tr><th><p>Kelurahan</p></th><th><p>Jiwa</p></th></tr>'
    f"<tr><td><p>Api-Api{note('Catatan sel.')}</p></td><td><p>19.000</p></td></tr></tbody></table>"
    '<p>Lihat <a data-ref="table:t-bbbbbb">Tabel 9.9</a>, <a data-ref="section:12">?</a> dan <a data-ref="figure:g-zzzzzz">Gambar 4.1</a>.</p>'
    "<p>Disusun Organisasi Perangkat Daerah (OPD) bersama warga.</p>"
)
SECOND = (
    '<p>Kembali ke <a data-ref="table:t-aaaaaa">x</a> dan <a data-ref="table:t-other1">y</a>.</p>'
    '<p>Tabel: Pasar</p><table id="t-bbbbbb"><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr></tbody></table>'
)
CHAPTERS = (
    ChapterContent(1, "Pendahuluan", (SectionContent("Latar", FIRST, key="section:11"),)),
    ChapterContent(
        2,
        "Analisis",
        (
            SectionContent("Ringkas", "<p>Teks.</p>", key="section:13"),
            SectionContent("Melebar", SECOND, key="section:12", landscape=True),
        ),
    ),
)
CONTENT = BookContent(
    code="Buku 1",
    kind="Analisis",
    title="Masterplan Smart City Kota Contoh",
    place="Kota Contoh",
    period="2020–2029",
    publisher="Pemerintah Kota Contoh",
    chapters=CHAPTERS,
    sources=(NAM, BPS_2, BPS),
    abbreviations=(("BPS", "Badan Pusat Statistik"), ("ZZZ", "Tidak dipakai")),
    elsewhere={"table:t-other1": "Tabel 5.2 Buku 2"},
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build(CONTENT, store=PartStore(tmp_path_factory.mktemp("parts")))


@pytest.fixture(scope="module")
def file(built):
    return BookFile(built.path)


@pytest.fixture(scope="module")
def words(built):
    told = subprocess.run(["pdftotext", "-raw", built.path, "-"], capture_output=True, check=True)
    return " ".join(told.stdout.decode().replace("\xa0", " ").split())


def said(sentence: str, **parts: str) -> str:
    with translation.override("id"):
        return gettext(sentence) % parts if parts else gettext(sentence)


def tags(file: BookFile) -> Counter:
    found: Counter = Counter()

    def walk(kid: Any) -> None:
        if isinstance(kid, pikepdf.Array):
            for one in kid:
                walk(one)
        elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found[str(kid.S)] += 1
            if kid.S == "/Note":
                assert "/ID" in kid
            if "/K" in kid:
                walk(kid.K)

    walk(file.root.StructTreeRoot.K)
    return found


def test_every_footnote_is_a_note_at_the_foot_of_its_page(file, words):
    for note in ("Catatan pertama.", "Catatan butir.", "Catatan judul.", "Catatan sel."):
        assert words.count(note) == 1
    assert tags(file)["/Note"] == 4
    assert file.faults() == []


def test_citations_lead_to_the_bibliography_which_holds_what_is_cited(file, built, words):
    assert "(BPS, 2019b, hlm. 4)" in words
    assert "BPS (2019b). Statistik Daerah. https://bps.go.id/x" in words
    assert "Conceptualizing" not in words
    assert said("Bibliography") in [title for title, _page in file.outline()]
    assert any("Anon, 2001" in problem for problem in built.problems)


def test_references_say_the_numbers_of_the_book_and_what_is_gone_is_named(built, words):
    assert f"Lihat Tabel 2.1, {said('Section %(number)s', number='2.2')} dan Gambar 4.1." in words
    assert "Kembali ke Tabel 1.1 dan Tabel 5.2 Buku 2." in words
    assert any("Gambar 4.1" in problem for problem in built.problems)


def test_a_landscape_section_stands_on_turned_pages_with_its_title(file):
    page = file.page_of("bab-2.s-2.2")
    box = file.pdf.pages[page].MediaBox

    assert float(box[2]) > float(box[3])
    assert float(file.pdf.pages[file.page_of("bab-2.s-2.1")].MediaBox[3]) > 800
    assert "Melebar" in file.text(page)


def test_abbreviations_come_from_the_texts_and_from_the_list(words):
    assert said("List of abbreviations") in words
    assert "BPS Badan Pusat Statistik OPD Organisasi Perangkat Daerah" in words
    assert "ZZZ" not in words


def test_a_note_in_a_heading_stays_out_of_the_contents():
    section = SectionContent("Satu", f"<h3>Judul{note('Catatan.')}</h3><p>a</p>")
    chapter = chapter_markup(ChapterContent(1, "A", (section,)), PlanRecords())

    assert chapter.headings[-1].title == "Judul"
    assert '<span class="fn">Catatan.</span>' in chapter.body


def test_a_reference_prefers_the_place_in_its_own_chapter():
    table = '<p>Tabel: {0}</p><table id="t-aaaaaa"><tbody><tr><td>1</td></tr></tbody></table><p><a data-ref="table:t-aaaaaa">?</a></p>'
    chapters = [
        chapter_markup(
            ChapterContent(n, "A", (SectionContent("S", table.format(n)),)), PlanRecords()
        )
        for n in (1, 2)
    ]

    assert [
        f"Tabel\xa0{n}.1</a>" in c.body for n, c in enumerate(with_references(chapters), 1)
    ] == [True, True]
