"""Is a whole volume sound? Every number of its lists read back, every link followed, every byte the same elsewhere."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings

from masterplans.pdf.book import build
from masterplans.pdf.content import BookContent, BookPart
from masterplans.pdf.parts import PartStore
from smartcity_portal.kit.pdf_checks import faults_of
from tests.masterplans.pdf import look, samples
from tests.masterplans.pdf.reading import BookFile

ROOT = Path(__file__).parents[3]


def volume() -> BookContent:
    """Two books whose chapters bear the same numbers, with tables, figures, works and an annex."""
    book = look.reference_book()
    shown = [replace(chapter, book=number) for number in (1, 2) for chapter in book.chapters]
    kept = [chapter for chapter in shown if chapter.book == 1 or chapter.number in (1, 2, 5)]
    return replace(
        book,
        code="Semua buku",
        kind="Buku 1 dan Buku 2",
        books=(BookPart(1, "Buku 1", "Analisis"), BookPart(2, "Buku 2", "Rencana")),
        chapters=tuple(kept),
        records=samples.records(1),
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    return build(volume(), store=PartStore(tmp_path_factory.mktemp("volume"))).path


@pytest.fixture(scope="module")
def file(path) -> BookFile:
    return BookFile(path)


def lines_of(file: BookFile, path: Path, first: str, behind: str) -> list[tuple[str, str, str]]:
    """Return (anchor, words of the line, number at its end) of every line between two places."""
    document = pypdfium2.PdfDocument(path)
    found = []
    for number in range(file.page_of(first), file.page_of(behind)):
        page = document[number]
        text, right = page.get_textpage(), page.get_mediabox()[2]
        for note in file.pdf.pages[number].get("/Annots", []):
            left, bottom, end, top = (float(side) for side in note.Rect)
            words = text.get_text_bounded(left, bottom - 1, end, top + 1)
            beside = text.get_text_bounded(end, bottom - 4, right, top + 1)
            found.append((bytes(note.Dest).decode(), " ".join(words.split()), beside.strip()))
    return found


def test_every_number_of_the_contents_is_the_one_on_the_page_it_leads_to(file, path):
    rows = lines_of(file, path, "isi", "daftar.tabel")
    led_to = {anchor for anchor, _words, _number in rows}
    assert {f"buku-{book}.bab-{n}" for book in (1, 2) for n in (1, 2, 5)} <= led_to
    assert {"buku-1", "buku-2", "pustaka", "bab-L1", "depan.pengesahan"} <= led_to
    assert len(rows) == len(led_to) > 30
    for anchor, words, number in rows:
        assert words
        assert number == file.label(file.page_of(anchor)), words


def test_every_number_of_the_lists_of_tables_and_figures_is_right(file, path):
    rows = lines_of(file, path, "daftar.tabel", "buku-1")
    tables = [row for row in rows if ".tabel-" in row[0]]
    figures = [row for row in rows if ".gambar-" in row[0]]
    assert len(tables) > 20 and len(figures) > 4
    for anchor, words, number in [*tables, *figures]:
        page = file.page_of(anchor)
        assert number == file.label(page), words
        assert words.split()[0] in file.text(page)


def test_the_number_on_a_page_is_the_one_that_a_reader_of_files_shows(file):
    first, last = file.page_of("buku-1.bab-1"), file.page_of("bab-L1")
    printed = 0
    for number in range(first, last):
        text = file.text(number).rstrip()
        if text and not text.startswith("Buku "):
            assert text.endswith(f" {file.label(number)}")
            printed += 1
    assert printed > 25


def test_names_links_tags_and_archive_have_no_faults(file, path):
    assert file.faults() == []
    assert faults_of(path) == []


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_nothing(path):
    told = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "WARNING" not in told.stderr


def test_a_reader_hears_where_a_link_leads(file):
    told = {
        str(note.Contents)
        for page in file.pdf.pages
        for note in page.get("/Annots", [])
        if "/Dest" in note
    }
    assert "Bab 2 Kesiapan Daerah" in told
    assert "Tabel 1.1 Kegiatan dan biaya" in told
    assert not any(one.startswith(("bab-", "buku-")) for one in told)


def test_the_same_volume_is_the_same_bytes_elsewhere_at_another_time(path, tmp_path):
    program = (
        "import django; django.setup()\n"
        "import hashlib\n"
        "from pathlib import Path\n"
        "from masterplans.pdf.book import build\n"
        "from masterplans.pdf.parts import PartStore\n"
        "from tests.masterplans.pdf.test_volume_proof import volume\n"
        f"built = build(volume(), store=PartStore(Path({str(tmp_path)!r})))\n"
        "print(hashlib.sha256(built.read()).hexdigest())\n"
    )
    other = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
            "PYTHONHASHSEED": "4711",
            "TZ": "America/Anchorage",
            "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == hashlib.sha256(path.read_bytes()).hexdigest()
