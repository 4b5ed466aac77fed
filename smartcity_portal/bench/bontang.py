"""What does a book cost, whole, after an edit and unchanged? Ratios within one run, on Bontang's Buku 2.

CPU time, median of three rounds in one process. "Single" is the same text laid out in one WeasyPrint call without front matter or assembly.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from django.utils import translation

from masterplans.models import Book
from masterplans.pdf import context
from masterplans.pdf.book import build, lasting_key
from masterplans.pdf.chapter import chapter_markup, page, with_references
from masterplans.pdf.content import BookContent, SectionContent
from masterplans.pdf.parts import PartStore
from masterplans.pdf.styles import stylesheet
from smartcity_portal.bench.figure import Figure, at_most, for_the_record
from smartcity_portal.kit import pdf

AT = datetime(2019, 10, 11, 4, tzinfo=UTC)
ROUNDS = 3
LIMITS = {
    "unchanged": 0.02,
    "asked_for_unchanged_draft": 0.01,
    "one_paragraph": 0.3,
    "pages_shifted": 0.4,
    "draft_to_final": 0.15,
}
Result = TypeVar("Result")
SENTENCE = "<p>Kalimat tambahan untuk mengukur pencetakan ulang (contoh).</p>"


def figures() -> Iterator[Figure]:
    """Yield pages and ratios of Bontang's Buku 2: cold, unchanged, edited, shifted, made final."""
    book = Book.objects.get(plan__enrolment__slug="kota-bontang-2019", number=2)
    content = context.book_content(book, at=AT)
    final = context.book_content(book, at=AT, edition=9)
    with tempfile.TemporaryDirectory() as folder:
        rounds = [_round(content, final, Path(folder) / str(number)) for number in range(ROUNDS)]
    middle = {name: statistics.median(took[name] for took in rounds) for name in rounds[0]}
    cold = middle["cold"]
    yield for_the_record("book.pages", middle["pages"], unit="pages")
    yield for_the_record("book.cold", cold, unit="CPU s")
    yield at_most("book.cold_to_single", cold / middle["single"], 1.6, unit="× single call")
    for name, limit in LIMITS.items():
        yield at_most(f"book.{name}", middle[name] / cold, limit, unit="× cold")


def _round(content: BookContent, final: BookContent, folder: Path) -> dict[str, float]:
    """Build the book in every way once, from an empty store."""
    store = PartStore(folder)
    warm = _edited(replace(content, chapters=content.chapters[-1:]), 6, 1)
    build(warm, store=PartStore(folder / "warm"))
    cold, built = _taken(lambda: build(content, store=store))
    single, _pages = _taken(lambda: _single(content))
    unchanged, _book = _taken(lambda: build(content, store=store))
    asked, _key = _taken(lambda: lasting_key(content))
    edited, _book = _taken(lambda: build(_edited(content, 2, 1), store=store))
    shifted, _book = _taken(lambda: build(_edited(content, 2, 60), store=store))
    issued, _book = _taken(lambda: build(final, store=store))
    return {
        "pages": built.pages,
        "cold": cold,
        "single": single,
        "unchanged": unchanged,
        "asked_for_unchanged_draft": asked,
        "one_paragraph": edited,
        "pages_shifted": shifted,
        "draft_to_final": issued,
    }


def _taken(work: Callable[[], Result]) -> tuple[float, Result]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def _edited(content: BookContent, number: int, paragraphs: int) -> BookContent:
    """Add paragraphs to the first section of a chapter."""
    chapters = []
    for chapter in content.chapters:
        if chapter.number == number:
            first, *rest = chapter.sections or (SectionContent(""),)
            first = replace(first, html=first.html + SENTENCE * paragraphs)
            chapter = replace(chapter, sections=(first, *rest))
        chapters.append(chapter)
    return replace(content, chapters=tuple(chapters))


def _single(content: BookContent) -> int:
    with translation.override(content.language):
        chapters = with_references(chapter_markup(c, content.records) for c in content.chapters)
    assets = {name: asset for c in chapters for p in c.pieces for name, asset in p.assets.items()}
    html = page("".join(chapter.body for chapter in chapters), "single", content.language)
    limits = pdf.Limits(pages=1000, rows=50_000, seconds=600)
    return pdf.render(html, css=stylesheet("book.css"), assets=assets, limits=limits).pages
