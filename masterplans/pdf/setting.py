"""How is a chapter set? At ease; and snug when that saves a page that would hold next to nothing."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from masterplans.pdf.chapter import ChapterMarkup, page
from masterplans.pdf.parts import Layout, Part, PartStore
from masterplans.pdf.styles import stylesheet
from smartcity_portal.kit.pdf import Limits, PdfError


class ChapterFailed(PdfError):
    """One chapter cannot be printed; the message names it and says why."""


@dataclass(frozen=True)
class Setting:
    """Both ways to set a chapter; which one is used is decided from the printed pages."""

    at_ease: Part
    snug: Part

    def known(self, store: PartStore) -> Layout | None:
        """Return the chapter if it is printed already, None when there is work to do."""
        first = store.get(self.at_ease)
        if first is None or not first.ends_short:
            return first
        second = store.get(self.snug)
        return second and _better(first, second)

    def print(self, store: PartStore, limits: Limits | None) -> Layout:
        """Print the chapter, twice only when its text runs over by a few lines."""
        first = store.print(self.at_ease, limits)
        if not first.ends_short:
            return first
        return _better(first, store.print(self.snug, limits))


def setting(chapter: ChapterMarkup, language: str, slot: int) -> Setting:
    """Return both parts of a chapter."""
    title = f"{chapter.name} {chapter.title}"
    at_ease, snug = (
        Part(
            chapter.anchor,
            page(chapter.body, title, language, css),
            stylesheet("book.css"),
            slot,
            chapter.assets,
        )
        for css in ("", "snug")
    )
    return Setting(at_ease, snug)


def print_all(
    chapters: Sequence[tuple[ChapterMarkup, Setting]],
    store: PartStore,
    limits: Limits | None,
    workers: int,
) -> Iterator[tuple[ChapterMarkup, Layout]]:
    """Print chapters, longest first, in this process or in `workers`. Raises ChapterFailed."""
    longest_first = sorted(chapters, key=lambda pair: -len(pair[0].body))
    if workers < 2 or len(longest_first) < 2:
        for chapter, way in longest_first:
            yield chapter, _or_say(chapter, partial(way.print, store, limits))
        return
    with ProcessPoolExecutor(workers) as pool:
        jobs = [(c, pool.submit(way.print, store, limits)) for c, way in longest_first]
        for chapter, job in jobs:
            yield chapter, _or_say(chapter, job.result)


def failed(number: int, title: str, error: PdfError) -> ChapterFailed:
    """Name the chapter in what went wrong."""
    return ChapterFailed(
        _("Chapter %(number)d “%(title)s” cannot be printed. %(reason)s")
        % {"number": number, "title": title, "reason": error}
    )


def _better(first: Layout, second: Layout) -> Layout:
    return second if second.pages < first.pages else first


def _or_say(chapter: ChapterMarkup, work: Callable[[], Layout]) -> Layout:
    try:
        return work()
    except PdfError as error:
        raise failed(chapter.number, chapter.title, error) from error
