"""How does a whole book stand as one Word document? Title, contents, lists, chapters, abbreviations, works."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from masterplans.models import AbbreviationEntry, Book, Chapter, Section
from masterplans.pdf import citations, labels
from masterplans.pdf.abbreviations import of_texts
from masterplans.pdf.content import SourceRow
from masterplans.pdf.records import PlanRecords
from masterplans.snapshot import CITED, WORK
from masterplans.word import blank
from masterplans.word.book_writing import BookWriter
from masterplans.word.exports import Album, records_for, write_chapter
from smartcity_portal.kit.office import timeless

Progress = Callable[[int, int], None]
OLD = datetime(1980, 1, 1, tzinfo=UTC)


def book_docx(
    book: Book,
    chapters: list[tuple[Chapter, list[Section]]] | None = None,
    records: PlanRecords | None = None,
    *,
    basis: str = "",
    works: list[Any] | None = None,
    progress: Progress = lambda done, total: None,
) -> bytes:
    """Return a book as .docx; the same content gives the same bytes. `basis` says which state it is.

    `works` are rows of works and pairs of abbreviations as they were kept; else those of today.
    """
    chapters = read(book) if chapters is None else chapters
    records = records or records_for([one for _c, rows in chapters for one in rows], book.plan)
    document = blank.blank(
        title=str(book), author=str(book.enrolment.region), subject=str(book.plan), at=OLD
    )
    made = BookWriter(document, Album(book.plan).picture)
    head = " · ".join(filter(None, (str(book.enrolment.region), str(book), basis)))
    blank.furnish(document, head)
    _begin(made, book, chapters, basis)
    for number, (chapter, sections) in enumerate(chapters):
        progress(number, len(chapters))
        if not made.turn(turned=False):
            made.page_break()
        write_chapter(made, chapter, sections, records)
    texts = [section.html for _chapter, rows in chapters for section in rows]
    _end(made, texts, *(_known_now(book) if works is None else _kept(works)))
    made.fill_lists()
    return timeless(made.to_bytes())


def read(book: Book) -> list[tuple[Chapter, list[Section]]]:
    """Return the chapters of a book with their sections, in reading order: two queries."""
    chapters = book.chapters.prefetch_related(
        Prefetch("sections", Section.objects.order_by("order"))
    )
    found = []
    for chapter in chapters.order_by("number"):
        chapter.book = book
        sections = list(chapter.sections.all())
        for section in sections:
            section.chapter = chapter
        found.append((chapter, sections))
    return found


def _begin(
    made: BookWriter, book: Book, chapters: list[tuple[Chapter, list[Section]]], basis: str
) -> None:
    made.title(str(book), f"{book.enrolment.region} {book.enrolment.period}")
    if basis:
        made.line(basis)
    made.page_break()
    made.contents(_("Contents"), [*_headings(chapters)])
    made.lists({_word("Table"): _("List of tables"), _word("Figure"): _("List of figures")})


def _word(kind: str) -> str:
    """Return how captions begin: "Tabel" or "Gambar"."""
    name = _("Table %(number)s") if kind == "Table" else _("Figure %(number)s")
    return (name % {"number": ""}).strip()


def _headings(chapters: Iterable[tuple[Chapter, list[Section]]]) -> Iterable[tuple[int, str]]:
    for chapter, sections in chapters:
        yield 1, chapter.label
        for section in sections:
            yield min(section.level + 1, 3), str(section)


def _known_now(book: Book) -> tuple[list[SourceRow], list[Any]]:
    short = AbbreviationEntry.objects.filter(plan=book.plan).values_list("short", "long")
    return labels.sources_of(book.plan), list(short)


def _kept(works: list[Any]) -> tuple[list[SourceRow], list[Any]]:
    rows, short = works
    found = [labels.source_of(dict(zip(WORK, row, strict=True))) for row in rows]
    return found, [tuple(pair) for pair in short]


def _end(made: BookWriter, texts: list[str], sources: list[SourceRow], known: list[Any]) -> None:
    """Write the abbreviations that the texts use and the works that they cite."""
    short = of_texts(texts, known)
    names = citations.names_of(sources)
    cited = {key for text in texts for key in CITED.findall(text)}
    works = [row for row in citations.in_order(sources) if row.key in cited]
    if short or works:
        made.turn(turned=False)
        made.page_break()
    if short:
        made.heading(_("Abbreviations"), 1)
        for word, meaning in short:
            made.line(f"{word}: {meaning}")
    if works:
        made.heading(_("Bibliography"), 1)
        for row in works:
            made.inline(citations.entry(row, names))
