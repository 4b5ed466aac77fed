"""Is a finished book right? Numbers, links, structure, bytes; and only what changed is printed again."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from masterplans.pdf.book import build, lasting_key
from masterplans.pdf.content import SectionContent
from masterplans.pdf.parts import PartStore
from smartcity_portal.kit.pdf import Limits, PdfError
from smartcity_portal.kit.pdf_checks import faults_of
from tests.masterplans.pdf import samples
from tests.masterplans.pdf.reading import BookFile

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> PartStore:
    return PartStore(tmp_path_factory.mktemp("book-cache"))


@pytest.fixture(scope="module")
def built(store):
    return build(samples.full_book(), store=store)


@pytest.fixture(scope="module")
def file(built) -> BookFile:
    return BookFile(built.path)


def test_page_numbers_in_the_contents_are_those_printed_on_the_pages(file):
    contents = file.page_of("isi")
    text = file.text(contents)
    links = {link for link in file.links(contents) if link.startswith("bab-")}
    assert len([link for link in links if "." not in link]) == 5
    for link in links:
        page = file.page_of(link)
        assert f" {file.label(page)} " in text
        if "." in link:
            assert file.text(page).rstrip().endswith(file.label(page))


def test_every_chapter_starts_on_a_right_hand_page(file):
    for number in range(1, 6):
        assert int(file.label(file.page_of(f"bab-{number}"))) % 2 == 1


def test_names_links_and_structure_have_no_faults(file):
    assert file.faults() == []


def test_the_syntax_of_the_file_has_no_faults(file):
    assert file.pdf.check_pdf_syntax() == []


def test_nothing_keeps_the_book_from_an_archive_or_from_being_heard(built):
    assert faults_of(built.path) == []


def test_the_file_says_what_it_is(file):
    assert str(file.root.Lang) == "id"
    assert bool(file.root.MarkInfo.Marked)
    assert file.pdf.docinfo.Title == "Buku 2 Masterplan Smart City Kota Contoh 2020–2029"
    xmp = file.root.Metadata.read_bytes().decode()
    assert 'pdfaid:part="3"' in xmp and 'pdfaid:conformance="B"' in xmp
    assert 'pdfuaid:part="1"' in xmp
    assert "/OutputIntents" in file.root


def test_bookmarks_lead_to_every_chapter_and_section(file):
    titles = [title for title, _page in file.outline()]
    assert "Bab 3 Strategi Pembangunan" in titles
    assert "1.1.1 Maksud" in titles
    assert titles[0] == "Lembar pengesahan"


def test_numbers_of_tables_are_written_out_and_references_find_them(file):
    first = file.text(file.page_of("bab-2"))
    assert "Lihat Tabel\xa02.2 dan Tabel\xa05.1" in first.replace(" .", ".").replace("  ", " ")


def test_every_block_shows_its_records(file):
    words = "".join(file.text(page) for page in range(len(file.pdf.pages)))
    for expected in (
        "Pernyataan S1",
        "Kota yang sejahtera",
        "Peraturan wali kota",
        "18.000",
        "Pemakaian rendah",
        "Kesenjangan",
    ):
        assert expected in words


def test_the_same_book_is_the_same_bytes_in_another_process(built, tmp_path):
    program = (
        "import django; django.setup()\n"
        "from pathlib import Path\n"
        "from masterplans.pdf.book import build\n"
        "from masterplans.pdf.parts import PartStore\n"
        "from tests.masterplans.pdf import samples\n"
        f"built = build(samples.full_book(), store=PartStore(Path({str(tmp_path)!r})))\n"
        "import hashlib; print(hashlib.sha256(built.read()).hexdigest())\n"
    )
    other = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
            "PYTHONHASHSEED": "7",
            "TZ": "Asia/Jayapura",
            "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == hashlib.sha256(built.read()).hexdigest()


def test_nothing_changed_prints_nothing(store, built):
    again = build(samples.full_book(), store=store)
    assert again.printed == ()
    assert again.path == built.path


def test_one_changed_chapter_prints_one_chapter(store, built):
    book = samples.full_book()
    changed = replace(
        book.chapters[0],
        sections=(SectionContent("Latar belakang", "<p>Kalimat baru.</p>" + samples.text(4)),),
    )
    again = build(replace(book, chapters=(changed, *book.chapters[1:])), store=store)
    assert [name for name in again.printed if name.startswith("bab-")] == ["bab-1"]


def test_a_draft_lays_no_chapter_out_again_and_says_what_is_missing(store, built):
    draft = build(samples.full_book(draft=True), store=store)
    assert not [name for name in draft.printed if name.startswith("bab-")]
    file = BookFile(draft.path)
    chapter = file.page_of("bab-1")
    assert file.text(chapter).startswith("DRAF")
    assert "Draf per 12 Oktober 2019. 1 hal belum lengkap" in file.text(chapter + 1)
    assert "Bab 2 belum disetujui." in file.text(file.page_of("depan.pengesahan"))
    assert file.faults() == []


def test_the_records_travel_inside_the_file_as_json_and_tables(file):
    inside = {str(name): spec for name, spec in file.pdf.attachments.items()}
    assert {"catatan.json", "program.csv", "anggaran.csv"} <= set(inside)
    told = json.loads(inside["catatan.json"].get_file().read_bytes())
    table = inside["program.csv"].get_file().read_bytes().decode("utf-8-sig").splitlines()
    assert len(table) == 1 + len(told["programs"]) == 1 + len(samples.records().programs)
    assert [str(spec.AFRelationship) for spec in file.root.AF] == ["/Data"] * len(inside)


def test_a_final_book_carries_no_mark(file):
    assert all("DRAF" not in file.text(page) for page in range(len(file.pdf.pages)))


def test_the_approval_page_names_who_wrote_and_who_approved_which_revision(file):
    text = file.text(file.page_of("depan.pengesahan"))
    for expected in ("Bab 1", "3", "Penulis", "7 Oktober 2019", "Pembimbing", "10 Oktober 2019"):
        assert expected in text


def test_the_day_of_a_draft_is_not_content():
    first = samples.book(draft=True)
    later = replace(first, draft=replace(first.draft, as_of="13 Oktober 2019"))
    assert lasting_key(first) == lasting_key(later)
    assert lasting_key(first) != lasting_key(replace(first, title="Judul lain"))


def test_an_empty_chapter_is_printed_and_named(store):
    built = build(samples.book(samples.chapter(1, SectionContent("Kosong"))), store=store)
    assert built.problems == ("Bab 1: Bagian 1.1: belum ada naskahnya.",)
    assert "Bagian ini belum ditulis." in BookFile(built.path).text(
        BookFile(built.path).page_of("bab-1")
    )


def test_a_chapter_that_cannot_be_printed_is_named(store):
    rows = "<tr><td>x</td></tr>" * 60
    book = samples.book(
        samples.chapter(1),
        samples.chapter(2, SectionContent("Panjang", f"<table>{rows}</table>"), title="Angka"),
    )
    with pytest.raises(PdfError, match=r"Bab 2 “Angka” tidak dapat dicetak\. .*batasnya 50"):
        build(book, store=store, limits=Limits(rows=50))


def test_progress_counts_chapters(store):
    told = []
    book = samples.book(samples.chapter(1, SectionContent("Hitungan", samples.text(1))))
    build(book, store=store, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 1), (1, 1)]
