"""What do the checks cost: a chapter of 9,000 words, a plan of 25 such chapters, as often as a plan is saved?

Bontang's texts, repeated until they are long enough; wall time and queries of one process. Everything
is taken back. Paragraphs of 514 regions stand in the table of prints meanwhile.
"""

import re
import time
from collections.abc import Iterator

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from masterplans.checks import runner
from masterplans.html import word_count
from masterplans.models import Chapter, Masterplan, ParagraphPrint, Section
from smartcity_portal.bench.figure import Figure, at_most, for_the_record

WORDS, CHAPTERS = 9000, 25
REGIONS, MARKS = 514, 400
ONE, WHOLE = 1.0, 10.0


class Undo(Exception):
    """Leaves the transaction so that everything in it is taken back."""


def figures() -> Iterator[Figure]:
    """Yield words, seconds and queries of one chapter and of the whole plan."""
    found: list[Figure] = []
    try:
        with transaction.atomic():
            found = list(_measured())
            raise Undo
    except Undo:
        yield from found


def _measured() -> Iterator[Figure]:
    plan = Masterplan.objects.get(enrolment__slug="kota-bontang-2019")
    chapters = _chapters(plan)
    words = sum(word_count(row.html) for row in chapters[0].sections.all())
    _others(plan)
    yield for_the_record("checks.words", words, unit="words")
    chapter = Chapter.objects.select_related("book__plan").get(pk=chapters[0].pk)
    runner.check_chapter(chapter)
    for name, again in (("unchanged", ""), ("after_a_save", "<p>Kalimat baru (contoh).</p>")):
        _save(chapters[0], again)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            taken = _taken(lambda: runner.check_chapter(chapter))
        yield at_most(f"checks.chapter_{name}", taken, ONE, unit="s")
        yield for_the_record(f"checks.queries_{name}", len(asked), unit="queries")
    yield at_most("checks.plan_cold", _taken(lambda: runner.check_plan(plan)), WHOLE, unit="s")
    yield at_most("checks.plan_again", _taken(lambda: runner.check_plan(plan)), WHOLE, unit="s")


def _chapters(plan: Masterplan) -> list[Chapter]:
    """Twenty-five chapters of at least 9,000 words: the plan's paragraphs, each time other words."""
    book = plan.books.get(number=2)
    texts = [row.html for row in Section.objects.filter(chapter__book__plan=plan).exclude(html="")]
    made = []
    for number in range(CHAPTERS):
        chapter = Chapter.objects.create(book=book, number=100 + number, title=f"Ukur {number}")
        words = order = 0
        while words < WORDS:
            other = chr(97 + number) * (1 + order // len(texts))
            text = re.sub(r"\b(dan|yang|di)\b", rf"\1{other}", texts[order % len(texts)])
            order += 1
            Section.objects.create(chapter=chapter, order=order, title="Ukur", html=text)
            words += word_count(text)
        made.append(chapter)
    return made


def _others(plan: Masterplan) -> None:
    """Marks as many as 514 regions leave, on a section that nobody checks."""
    section = Section.objects.filter(chapter__book__plan=plan, html="").first()
    if section is None:
        chapter = Chapter.objects.filter(book__plan=plan)[0]
        section = Section.objects.create(chapter=chapter, order=990, title="Ukur")
    now = timezone.now()
    ParagraphPrint.objects.bulk_create(
        (
            ParagraphPrint(
                section=section, digest=number // 4, mark=number * 7919, words=60, since=now
            )
            for number in range(REGIONS * MARKS)
        ),
        batch_size=5000,
    )


def _save(chapter: Chapter, more: str) -> None:
    section = chapter.sections.first()
    if section and more:
        Section.objects.filter(pk=section.pk).update(html=section.html + more)


def _taken(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start
