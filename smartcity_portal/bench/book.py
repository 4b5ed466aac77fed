"""What does a book cost, cold, after an edit and unchanged, beside others that set the same text?

First Bontang's Buku 2 as it is, then invented volumes of 60, 150, 300 and 500 pages
(BENCH_PAGES=60,150 measures fewer). Wall time; the pipeline prints in two processes, forked from one
that has printed before, as a press that is running has. The single call is forked from it too.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from masterplans.pdf.book import BuiltBook, build
from masterplans.pdf.content import BookContent
from masterplans.pdf.parts import PartStore
from smartcity_portal.bench import bontang, book_memory, rivals
from smartcity_portal.bench.figure import Figure, at_most, for_the_record
from smartcity_portal.bench.fresh import fresh
from smartcity_portal.bench.volumes import volume

SIZES = (60, 150, 300, 500)
SENTENCE = "<p>Kalimat tambahan untuk mengukur pencetakan ulang (contoh).</p>"
WORDS = (" kota ", " desa ")
WORKERS = 2
WARM = 5  # pages
CHROMIUM_LIMIT, SINGLE_LIMIT = 2.5, 0.45
ONE_CHAPTER = {300: 0.30, 500: 0.15}
ALWAYS = {"page_shift": 0.35, "draft_to_final": 0.08, "unchanged": 0.01}


def figures() -> Iterator[Figure]:
    """Yield the figures of Bontang and of every size."""
    yield from bontang.figures()
    wanted = os.environ.get("BENCH_PAGES", ",".join(map(str, SIZES)))
    for pages in map(int, wanted.split(",")):
        yield from _in_a_process_of_its_own(pages)


def _in_a_process_of_its_own(pages: int) -> list[Figure]:
    """Measure one size where nothing else has held memory before."""
    with tempfile.TemporaryDirectory() as folder:
        return [
            *fresh(_measured, pages, Path(folder)),
            *book_memory.figures(f"book.{pages}", pages, Path(folder) / "memory"),
        ]


def _measured(pages: int, folder: Path) -> list[Figure]:
    return list(_volume(pages, folder))


def _volume(pages: int, folder: Path) -> Iterator[Figure]:
    name = f"book.{pages}"
    build(volume(WARM), store=PartStore(folder / "warm"))
    content, store = volume(pages), PartStore(folder / "store")
    cold, built = _taken(lambda: build(content, store=store, workers=WORKERS))
    yield for_the_record(f"{name}.pages", built.pages, unit="pages")
    yield for_the_record(f"{name}.cold", cold, unit="s")
    yield from _beside_others(name, pages, cold, content, folder)
    yield from _edits(name, pages, cold, content, store)
    for step, work in _steps(content, store, pages).items():
        taken, _built = _taken(work)
        limit = ALWAYS.get(step)
        yield (
            at_most(f"{name}.{step}", taken / cold, limit, unit="× cold")
            if limit and pages >= 300
            else for_the_record(f"{name}.{step}", taken / cold, unit="× cold")
        )
    yield from _preview(name, content, folder, cold, built.pages)


def _beside_others(
    name: str, pages: int, cold: float, content: BookContent, folder: Path
) -> Iterator[Figure]:
    single = rivals.single_call(content, folder)
    limited = pages == 300
    yield (
        at_most(f"{name}.cold_to_single", cold / single.seconds, SINGLE_LIMIT, unit="× single")
        if limited
        else for_the_record(f"{name}.cold_to_single", cold / single.seconds, unit="× single")
    )
    yield for_the_record(f"{name}.memory_of_single", single.megabytes, unit="MB")
    for rival, run in (
        ("chromium", rivals.chromium(content, folder)),
        ("typst", rivals.typst(content, folder)),
    ):
        if run is None:
            continue
        ratio = cold / run.seconds
        yield (
            at_most(f"{name}.cold_to_{rival}", ratio, CHROMIUM_LIMIT, unit=f"× {rival}")
            if limited and rival == "chromium"
            else for_the_record(f"{name}.cold_to_{rival}", ratio, unit=f"× {rival}")
        )


def _edits(
    name: str, pages: int, cold: float, content: BookContent, store: PartStore
) -> Iterator[Figure]:
    """Another word in one chapter, for every chapter of the book: the slowest counts.

    The word shifts no page. A chapter that runs over by a few lines is laid out twice.
    """
    ratios = [
        _taken(partial(build, reworded(content, c.number), store=store, workers=WORKERS))[0] / cold
        for c in content.chapters
    ]
    worst, limit = max(ratios), ONE_CHAPTER.get(pages)
    yield (
        at_most(f"{name}.one_chapter", worst, limit, unit="× cold")
        if limit
        else for_the_record(f"{name}.one_chapter", worst, unit="× cold")
    )
    yield for_the_record(f"{name}.one_chapter_at_the_median", median(ratios), unit="× cold")


def _steps(
    content: BookContent, store: PartStore, pages: int
) -> dict[str, Callable[[], BuiltBook]]:
    """What people do after the first build: nothing, a paragraph more, many more, issuing."""
    middle = len(content.chapters) // 2 + 1
    final = volume(pages, draft=False)
    return {
        "unchanged": lambda: build(content, store=store, workers=WORKERS),
        "one_paragraph": lambda: build(edited(content, middle, 1), store=store, workers=WORKERS),
        "page_shift": lambda: build(edited(content, 1, 60), store=store, workers=WORKERS),
        "draft_to_final": lambda: build(final, store=store, workers=WORKERS),
    }


def reworded(content: BookContent, number: int) -> BookContent:
    """Write another word of the same length in the first section of a chapter."""
    return _changed(content, number, lambda html: html.replace(*WORDS, 1))


def edited(content: BookContent, number: int, paragraphs: int) -> BookContent:
    """Add paragraphs to the first section of a chapter."""
    return _changed(content, number, lambda html: html + SENTENCE * paragraphs)


def _changed(content: BookContent, number: int, change: Callable[[str], str]) -> BookContent:
    chapters = []
    for chapter in content.chapters:
        if chapter.number == number:
            first, *rest = chapter.sections
            chapter = replace(chapter, sections=(replace(first, html=change(first.html)), *rest))
        chapters.append(chapter)
    return replace(content, chapters=tuple(chapters))


def _preview(
    name: str, content: BookContent, folder: Path, cold: float, pages: int
) -> Iterator[Figure]:
    """One chapter alone, against its share of the cold build in one process."""
    number = len(content.chapters)
    taken, printed = _taken(lambda: build(content, store=PartStore(folder / "alone"), only=number))
    share = WORKERS * cold * printed.pages / pages
    yield at_most(f"{name}.chapter_preview", taken / share, 1.5, unit="× its share")


def _taken(work: Callable[[], BuiltBook]) -> tuple[float, BuiltBook]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result
