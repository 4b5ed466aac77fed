"""How does a book in the database become content for the press? A constant number of queries.

A draft shows the sections as they stand; an edition shows the revisions that were approved.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from masterplans.html import FIGURE_ADDRESS
from masterplans.models import (
    AbbreviationEntry,
    Book,
    Chapter,
    Figure,
    Masterplan,
)
from masterplans.pdf import citations, labels
from masterplans.pdf.about_text import about_it, approval, heading, listed, signatures
from masterplans.pdf.content import (
    BookContent,
    BookPart,
    ChapterContent,
    Draft,
    SectionContent,
    SourceRow,
)
from masterplans.pdf.front_context import (
    annexes_of,
    arms_of,
    brand_of,
    forewords_of,
    named_missing,
)
from masterplans.pdf.shelf import Shelf, chapters_of, last_revision, shelf_of
from smartcity_portal.kit import blobs
from smartcity_portal.kit.formats import day, local
from smartcity_portal.kit.pdf import Asset

LANGUAGE = "id"


def book_content(book: Book, *, at: datetime, edition: int | None = None) -> BookContent:
    """Return the content of a draft drawn at `at`, or of edition number `edition` issued then."""
    with translation.override(LANGUAGE):
        return _content(shelf_of(book.plan_id, at, book), at, edition)


def volume_content(plan: Masterplan, *, at: datetime, edition: int | None = None) -> BookContent:
    """Return all books of a plan as one volume, like `book_content`."""
    with translation.override(LANGUAGE):
        return _content(shelf_of(plan.pk, at), at, edition)


def missing(book: Book) -> list[str]:
    """Say what stands between a book and its edition, in the reader's language."""
    return _missing(list(chapters_of([book])))


def revisions(book: Book) -> list[dict[str, Any]]:
    """Name the revision of every chapter that an edition printed now would show."""
    return [
        {
            "chapter": chapter.number,
            "title": chapter.title,
            "revision": last.number,
            "sha256": last.sha256,
        }
        for chapter in chapters_of([book])
        if (last := last_revision(chapter))
    ]


def _content(shelf: Shelf, at: datetime, edition: int | None) -> BookContent:
    plan, enrolment = shelf.plan, shelf.plan.enrolment
    region, programme = enrolment.region, enrolment.cohort.edition
    texts = [_sections(chapter, edition is not None) for chapter in shelf.chapters]
    pictures = _pictures(plan, texts)
    invented = bool(shelf.records.examples) or any("(contoh)" in s.html for t in texts for s in t)
    code, kind = _names(shelf)
    chapters = tuple(
        ChapterContent(
            chapter.number,
            chapter.title,
            sections,
            chapter.standfirst,
            pictures,
            chapter.book.number,
        )
        for chapter, sections in zip(shelf.chapters, texts, strict=True)
    )
    return BookContent(
        code=code,
        kind=kind,
        title=f"Masterplan Smart City {region.name}",
        place=region.name,
        period=enrolment.period,
        publisher=_("Government of %(region)s") % {"region": region.name},
        programme=_("%(programme)s, cohort %(year)d")
        % {"programme": programme.programme, "year": enrolment.cohort.year},
        departments=tuple(agency.name for agency in shelf.agencies),
        edition=_edition(edition, local(at, shelf.zone)) if edition else "",
        notice=_(
            "Parts marked (contoh) are invented to show the portal and are not statements of the regional government."
        )
        if invented
        else "",
        blurb=_(
            "Analysis, vision, strategy, programs and roadmap of a smart city, written by the agencies of %(region)s together with citizens, business and universities."
        )
        % {"region": region.name},
        chapters=chapters,
        books=tuple(BookPart(one.number, one.short, one.title) for one in shelf.books)
        if shelf.whole
        else (),
        annexes=annexes_of(plan, chapters, shelf.records)
        if shelf.whole or shelf.book.annexes
        else (),
        brand=brand_of(region),
        arms=arms_of(region),
        records=shelf.records,
        sources=_sources(shelf, edition is not None),
        abbreviations=tuple(
            AbbreviationEntry.objects.filter(plan=plan).values_list("short", "long")
        ),
        elsewhere=_elsewhere(shelf, texts),
        forewords=(*forewords_of(plan, shelf.books, shelf.whole), about_it(shelf)),
        approvals=tuple(
            approval(chapter, shelf.zone, chapter.book.short if shelf.whole else "")
            for chapter in shelf.chapters
        ),
        signatures=tuple(signatures(shelf)),
        draft=None if edition else _draft(shelf, at),
        language=LANGUAGE,
    )


def _names(shelf: Shelf) -> tuple[str, str]:
    """What stands above the title: the book, or that the volume holds all of them."""
    if not shelf.whole:
        return shelf.book.short, shelf.book.title
    return _("All books"), listed([book.short for book in shelf.books])


def _draft(shelf: Shelf, at: datetime) -> Draft:
    open_ones = [chapter for chapter in shelf.chapters if not chapter.is_approved]
    named = named_missing([(chapter.book.short, str(chapter.number)) for chapter in open_ones])
    return Draft(day(at, shelf.zone), tuple(_missing(shelf.chapters, shelf.whole, heading)), named)


def _edition(number: int, when: Any) -> str:
    month = f"{MONTHS[when.month]} {when.year}"
    return _("Edition %(number)d, %(month)s") % {"number": number, "month": month}


def _sections(chapter: Chapter, issued: bool) -> tuple[SectionContent, ...]:
    last = last_revision(chapter)
    if issued and last is not None:
        return tuple(
            SectionContent(
                row["title"],
                row.get("html", ""),
                row.get("level", 1),
                tuple(row.get("blocks", ())),
                f"section:{row['pk']}",
                row.get("landscape", False),
            )
            for row in last.sections
        )
    return tuple(
        SectionContent(
            section.title,
            section.html,
            section.level,
            tuple(section.blocks),
            f"section:{section.pk}",
            section.landscape,
        )
        for section in chapter.sections.all()
    )


def _sources(shelf: Shelf, issued: bool) -> tuple[SourceRow, ...]:
    """The works of the plan; an edition says them as they stood when its chapters were handed in."""
    found = {row.key: row for row in labels.sources_of(shelf.plan)}
    if issued:
        kept = (
            row
            for chapter in shelf.chapters
            if (last := last_revision(chapter))
            for section in last.sections
            for row in section.get("works", ())
        )
        found |= {row["key"]: labels.source_of(row) for row in kept}
    return tuple(citations.in_order(found.values()))


def _elsewhere(shelf: Shelf, texts: list[tuple[SectionContent, ...]]) -> dict[str, str]:
    """What the texts call places of the plan's other books."""
    refs = labels.refs_in(section.html for sections in texts for section in sections)
    if not refs or shelf.whole:
        return {}
    return {
        place.ref.removeprefix("block:"): place.seen_from(shelf.book.number)
        for place in labels.places(shelf.plan, refs).rows
        if place.book != shelf.book.number and place.ref in refs
    }


def _pictures(plan: Masterplan, texts: list[tuple[SectionContent, ...]]) -> dict[str, Asset]:
    """Read the pictures that the texts show; one that has vanished from the store is left out."""
    used = {
        found[0]: found["sha256"]
        for sections in texts
        for section in sections
        for found in FIGURE_ADDRESS.finditer(section.html)
    }
    if not used:
        return {}
    known = dict(
        Figure.objects.filter(plan=plan, sha256__in=used.values()).values_list("sha256", "mime")
    )
    return {
        address: Asset(blobs.read(sha256), known[sha256])
        for address, sha256 in used.items()
        if sha256 in known and blobs.exists(sha256)
    }


def _missing(
    chapters: list[Chapter], with_books: bool = False, name: Callable[[Chapter], str] = str
) -> list[str]:
    """What an edition still waits for: a chapter that is not approved, a book without chapters."""
    if not chapters:
        return [_("The book has no chapters.")]
    return [
        (f"{chapter.book.short}, " if with_books else "")
        + _("%(chapter)s is not approved yet: %(state)s.")
        % {"chapter": name(chapter), "state": chapter.get_state_display().lower()}
        for chapter in chapters
        if not chapter.is_approved
    ]
