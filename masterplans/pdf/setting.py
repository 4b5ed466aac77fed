"""How is a chapter set? At ease; and snug when that saves a page that would hold next to nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from masterplans.pdf.brand import Brand
from masterplans.pdf.chapter import ChapterMarkup, Piece, page
from masterplans.pdf.hands import Hands
from masterplans.pdf.parts import Layout, Part, PartStore
from masterplans.pdf.styles import stylesheet
from smartcity_portal.kit.pdf import Limits, PdfError

FIRST_SLOT = 1000
FIRST_OF_BOOKS, SLOTS_OF_A_BOOK, MOST_BOOKS = 4000, 2000, 6
SHORTEST_LAST = 6  # one of so many
PORTAL = Brand()


class ChapterFailed(PdfError):
    """One chapter cannot be printed; the message names it and says why."""


@dataclass(frozen=True)
class Setting:
    """Both ways to set a chapter; which one is used is decided from the printed pages."""

    at_ease: Part
    snug: Part

    def known(self, store: PartStore) -> Layout | None:
        """Return the chapter if it is printed already, None when there is work to do."""
        first = store.laid_out(self.at_ease)
        if first is None:
            return None
        if first.ends_short:
            second = store.laid_out(self.snug)
            if second is None or second.pages < first.pages:
                return second and store.get(self.snug)
        return store.get(self.at_ease)

    def print(self, store: PartStore, limits: Limits | None) -> Layout:
        """Print the chapter; lay it out twice only when its text runs over by a few lines."""
        first = store.print(
            self.at_ease, limits, lambda first: self._shorter(first, store, limits) is None
        )
        return self._shorter(first, store, limits) or first

    def _shorter(self, first: Layout, store: PartStore, limits: Limits | None) -> Layout | None:
        """Return the chapter set snug when that saves the page on which it would end short."""
        if not first.ends_short:
            return None
        second = store.print(self.snug, limits, lambda second: second.pages < first.pages)
        return second if second.pages < first.pages else None


@dataclass(frozen=True)
class Task:
    """One document to be printed, and the chapter that it belongs to."""

    chapter: ChapterMarkup
    piece: Piece
    way: Setting


def slot_of(chapter: int, piece: int, book: int = 0) -> int:
    """Space the structure keys of pieces: sixty for a chapter, two thousand for a book.

    A chapter has the same slot alone and in a volume, so that it is printed once for both.
    """
    first = FIRST_OF_BOOKS + SLOTS_OF_A_BOOK * ((book - 1) % MOST_BOOKS) if book else FIRST_SLOT
    return first + 60 * chapter + piece


def setting(
    chapter: ChapterMarkup, piece: Piece, language: str, slot: int, brand: Brand = PORTAL
) -> Setting:
    """Return both parts of a piece of a chapter."""
    body, css_of_book = brand.dyed(piece.body), stylesheet("book.css", brand.tokens)
    title = f"{chapter.name} {chapter.title}"
    at_ease, snug = (
        Part(piece.name, page(body, title, language, css), css_of_book, slot, piece.assets)
        for css in ("", "snug")
    )
    return Setting(at_ease, snug)


def tasks_of(chapters: Sequence[ChapterMarkup], language: str, brand: Brand = PORTAL) -> list[Task]:
    """Return every document of the chapters, longest first: so they are printed."""
    tasks = [
        Task(
            chapter,
            piece,
            setting(chapter, piece, language, slot_of(chapter.number, number, chapter.book), brand),
        )
        for chapter in chapters
        for number, piece in enumerate(chapter.pieces)
    ]
    return sorted(tasks, key=lambda task: -len(task.piece.body))


def in_reading_order(tasks: Sequence[Task]) -> list[Task]:
    """Return documents, which are sorted by length, in the order in which they are read into the book.

    The order must not depend on what was missing, and still leave little to read when the last one
    is printed. After an edit that is the one that was edited: from short to long, because there is
    time to read the others while a long one is printed. When all are missing it is the shortest,
    so a few of those come last.
    """
    few = len(tasks) // SHORTEST_LAST
    return [*reversed(tasks[: len(tasks) - few]), *tasks[len(tasks) - few :]]


def print_all(
    tasks: Sequence[Task], store: PartStore, limits: Limits | None, hands: Hands
) -> Iterator[tuple[Task, Layout]]:
    """Print pieces; if there are helpers, they begin at once. Raises ChapterFailed while iterating."""
    jobs = [(task, hands.begin(partial(task.way.print, store, limits))) for task in tasks]
    return ((task, _or_say(task.chapter, work)) for task, work in jobs)


def failed(number: int, title: str, error: PdfError) -> ChapterFailed:
    """Name the chapter in what went wrong."""
    return ChapterFailed(
        _("Chapter %(number)d “%(title)s” cannot be printed. %(reason)s")
        % {"number": number, "title": title, "reason": error}
    )


def _or_say(chapter: ChapterMarkup, work: Callable[[], Layout]) -> Layout:
    try:
        return work()
    except PdfError as error:
        raise failed(chapter.number, chapter.title, error) from error
