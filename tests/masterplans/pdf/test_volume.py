"""Do all books of a plan stand in one volume: numbered on, linked, complete, issued only when all is approved?"""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from PIL import Image

from masterplans.models import Book, BookDraft, VolumeEdition
from masterplans.pdf import context
from masterplans.pdf.annex_pages import MOST_PAGES_OF_A_FILE, drawn
from masterplans.pdf.book import build
from masterplans.pdf.brand import Brand
from masterplans.pdf.content import (
    Annex,
    AnnexTable,
    BookPart,
    ChapterContent,
    Enclosure,
    Foreword,
    SectionContent,
)
from masterplans.pdf.parts import PartStore
from masterplans.services import chapters, dress, publication, volumes
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.pdf import Asset
from tests.masterplans.conftest import write_all
from tests.masterplans.pdf.reading import BookFile
from tests.masterplans.pdf.samples import book as sample
from tests.masterplans.pdf.samples import text

ISSUED_AT = datetime(2019, 10, 11, 4, tzinfo=UTC)


def paper(pages: int, size: tuple[int, int] = (595, 842)) -> bytes:
    """A PDF of somebody else: blank pages, and a script that must not come along."""
    out = pikepdf.new()
    for _number in range(pages):
        out.add_blank_page(page_size=size)
    out.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    held = io.BytesIO()
    out.save(held)
    return held.getvalue()


def photo() -> Asset:
    held = io.BytesIO()
    Image.new("RGB", (60, 80), "gray").save(held, "JPEG")
    return Asset(held.getvalue(), "image/jpeg")


def of_book(number: int, html: str = "") -> ChapterContent:
    section = SectionContent(f"Bagian buku {number}", html or text(1), key=f"section:{number}")
    return ChapterContent(1, f"Pendahuluan {number}", (section,), book=number)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return PartStore(tmp_path_factory.mktemp("parts"))


@pytest.fixture
def content(settings, tmp_path):
    settings.BLOB_ROOT = tmp_path / "blobs"
    kept = blobs.put(paper(2))
    table = AnnexTable("Yang hadir", ("Bimtek", "Hadir"), (70, 30), (("I", "40"),), frozenset({1}))
    return replace(
        sample(),
        code="Semua buku",
        kind="Buku 1 dan Buku 2",
        books=(BookPart(1, "Buku 1", "Analisis"), BookPart(2, "Buku 2", "Rencana")),
        chapters=(
            of_book(1, '<p>Lihat <a data-ref="section:2">Bagian</a>.</p>'),
            of_book(2),
        ),
        forewords=(Foreword("Sambutan", "<p>Selamat.</p>", ("Wali Kota",), photo(), "Basri"),),
        annexes=(
            Annex("Kehadiran", "Dari daftar hadir.", (table,)),
            Annex("Komitmen", files=(Enclosure("Lembar komitmen", kept, "Nomor 1."),)),
        ),
    )


@pytest.fixture
def file(content, store) -> BookFile:
    return BookFile(build(content, store=store).path)


def words(file: BookFile) -> str:
    return " ".join(file.text(page) for page in range(len(file.pdf.pages)))


def test_two_books_with_the_same_chapter_number_stand_one_behind_the_other(file):
    first, second = file.page_of("buku-1.bab-1"), file.page_of("buku-2.bab-1")
    assert first < file.page_of("buku-2") < second
    for anchor in ("buku-1", "buku-2", "buku-1.bab-1", "buku-2.bab-1", "bab-L1", "bab-L2"):
        assert int(file.label(file.page_of(anchor))) % 2 == 1
    assert file.faults() == []


def test_a_place_of_another_book_is_linked_and_bears_its_name(file):
    page = file.page_of("buku-1.bab-1")
    assert "Buku\xa02" in file.text(page)
    assert "buku-2.bab-1.s-1.1" in file.links(page)


def test_the_outline_and_the_contents_name_books_chapters_and_annexes(file):
    told = dict(file.outline())
    assert told["Buku 2 Rencana"] == file.page_of("buku-2")
    assert told["Lampiran 2 Komitmen"] == file.page_of("bab-L2")
    contents = file.page_of("isi")
    assert {"buku-1", "buku-2", "bab-L1", "bab-L2"} <= set(file.links(contents))


def test_the_pages_of_a_file_come_in_as_tagged_pictures_without_its_scripts(file):
    assert "Halaman 2 dari 2" in words(file)
    assert "/OpenAction" not in file.pdf.Root
    page = file.pdf.pages[file.page_of("bab-L2.s-L2.1")]
    assert "/Image" in {str(one.Subtype) for one in page.obj.Resources.XObject.values()}
    assert "Lembar komitmen" in str(alternatives(file.pdf))


def alternatives(pdf: pikepdf.Pdf) -> list[str]:
    return [
        str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
    ]


def test_the_same_volume_is_the_same_bytes(content, store, tmp_path):
    one = build(content, store=store).read()
    assert build(content, store=PartStore(tmp_path / "elsewhere")).read() == one


def test_a_chapter_printed_for_a_book_is_not_printed_again_for_the_volume(content, store):
    alone = replace(content, books=(), chapters=content.chapters[1:], annexes=())
    build(alone, store=store)
    changed = replace(content, forewords=())
    assert not [name for name in build(changed, store=store).printed if ".bab-" in name]


def test_other_colours_reach_headings_folios_and_cover(content, store):
    red = replace(content, brand=Brand(primary="#7a1f1f", accent="#e8c37a", motif="plain"))
    made = BookFile(build(red, store=store).path)
    drawn_with = made.pdf.pages[made.page_of("buku-1.bab-1")].Contents
    streams = drawn_with if isinstance(drawn_with, pikepdf.Array) else [drawn_with]
    assert any(b"0.4784 0.1216 0.1216 rg" in stream.read_bytes() for stream in streams)
    assert made.faults() == []


def test_a_file_that_cannot_be_drawn_is_named_and_the_book_is_printed(content, store):
    broken, long = blobs.put(b"%PDF-1.7 nothing"), blobs.put(paper(MOST_PAGES_OF_A_FILE + 3))
    files = (
        Enclosure("Rusak", broken),
        Enclosure("Hilang", "0" * 64),
        Enclosure("Panjang", long),
    )
    made = BookFile(
        build(replace(content, annexes=(Annex("Surat", files=files),)), store=store).path
    )
    said = words(made)
    assert "rusak" in said and "tidak ada lagi" in said
    assert "3 halaman lagi" in said
    assert made.faults() == []


def test_pages_that_lie_are_laid_on_a_landscape_page(content, store):
    kept = blobs.put(paper(1, (842, 595)))
    wide = replace(content, annexes=(Annex("Denah", files=(Enclosure("Denah", kept),)),))
    made = BookFile(build(wide, store=store).path)
    boxes = [page.MediaBox for page in made.pdf.pages[made.page_of("bab-L1") :]]
    assert any(float(box[2] - box[0]) > float(box[3] - box[1]) for box in boxes)


def test_pages_of_a_file_are_drawn_once(content, store, monkeypatch):
    sha256 = content.annexes[1].files[0].sha256
    drawn(sha256, store)
    monkeypatch.setattr("smartcity_portal.kit.pdf_pages.draw", None)
    assert drawn(sha256, store).total == 2


@pytest.fixture
def _one_cache(store, monkeypatch):
    monkeypatch.setattr("masterplans.pdf.book.default_store", lambda: store)


@pytest.fixture
def small(plan, town, _one_cache):
    """A plan of two books with a chapter each, both approved."""
    Book.objects.filter(plan=plan, number=2).delete()
    first, third = plan.books.order_by("number")
    first.chapters.exclude(number=1).delete()
    for book in (first, third):
        chapter = book.chapters.get()
        write_all(chapter, by=town["coordinator"], text=f"<p>Isi {book.short}.</p>")
        chapters.submit(chapter, by=town["coordinator"])
        chapters.approve(chapter, by=town["mentor"], at=ISSUED_AT)
    return plan


@pytest.mark.django_db
def test_a_draft_names_on_every_page_what_is_missing(small, town, tmp_path):
    chapters.reopen(small.books.get(number=3).chapters.get(), by=town["mentor"])
    draft = volumes.draft_now(small, by=town["writer"], at=ISSUED_AT)
    (tmp_path / "v.pdf").write_bytes(blobs.read(draft.sha256))
    file = BookFile(tmp_path / "v.pdf")
    assert "Belum disetujui: Bab 1" in file.text(file.page_of("buku-1.bab-1"))
    assert file.faults() == []
    with pytest.raises(Blocked, match="Buku 3"):
        volumes.issue_now(small, by=town["coordinator"])


@pytest.mark.django_db
def test_a_volume_is_issued_once_checked_in_public_and_withdrawn_with_a_reason(small, town, client):
    edition = volumes.issue_now(small, by=town["coordinator"], at=ISSUED_AT)
    assert [row["book"] for row in edition.revisions] == [1, 3]
    with pytest.raises(Blocked):
        volumes.issue_now(small, by=town["coordinator"])

    page = client.get(reverse("verify_sheet", kwargs={"code": edition.code})).content.decode()
    assert edition.sha256 in page and "Buku 1" in page
    assert client.get(reverse("verify_hash", kwargs={"sha256": edition.sha256})).status_code == 200

    with pytest.raises(PermissionDenied):
        volumes.withdraw(edition, by=town["coordinator"], reason="Keliru.")
    volumes.withdraw(edition, by=town["ministry"], reason="Keliru.")
    assert VolumeEdition.objects.get().withdrawn_reason == "Keliru."
    assert blobs.exists(edition.sha256)


@pytest.mark.django_db
def test_new_words_in_front_allow_a_new_edition_of_volume_and_book(small, town):
    book = small.books.get(number=3)
    publication.issue_now(book, by=town["coordinator"], at=ISSUED_AT)
    assert publication.reasons_against_issue(book)
    dress.add_foreword(small, by=town["coordinator"], title="Sambutan", text="Selamat.")
    assert publication.reasons_against_issue(book) == []


@pytest.mark.django_db
def test_a_book_alone_takes_the_annexes_when_it_is_wanted(small, town):
    book = small.books.get(number=1)
    assert context.book_content(book, at=ISSUED_AT).annexes == ()
    dress.wear_annexes(book, by=town["coordinator"], wanted=True)
    titles = [annex.title for annex in context.volume_content(small, at=ISSUED_AT).annexes]
    assert [a.title for a in context.book_content(book, at=ISSUED_AT).annexes] == titles
    assert not BookDraft.objects.exists()


@pytest.mark.django_db
def test_one_and_three_forewords_cost_the_same_queries(small, town, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            context.volume_content(small, at=ISSUED_AT)
        return len(queries)

    dress.add_foreword(small, by=town["coordinator"], title="Satu", text="Satu.")
    one = cost()
    for title in ("Dua", "Tiga"):
        dress.add_foreword(small, by=town["coordinator"], title=title, text=title)
    assert cost() == one
