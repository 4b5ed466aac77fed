"""What does the matrix of a large plan cost: 25 chapters with 150 sections, against one with a few?

Everything is laid out within a transaction and taken back.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from masterplans.models import Book, Chapter, Masterplan, Section
from masterplans.states import ChapterState
from programs.models import Agency
from smartcity_portal.kit import clock

CHAPTERS, SECTIONS = 25, 150
WORDS = "<p>" + "Isi bagian (contoh). " * 120 + "</p>"
STATES = (
    ChapterState.EMPTY,
    ChapterState.WRITING,
    ChapterState.NEEDS_WORK,
    ChapterState.IN_REVIEW,
    ChapterState.APPROVED,
)


class Undo(Exception):
    """Leaves the transaction so that everything in it is taken back."""


@contextmanager
def large_plan(slug: str) -> Iterator[Masterplan]:
    """Fill a plan up to 25 chapters with 150 sections, each with partners, writers and a day."""
    try:
        with transaction.atomic():
            yield _filled(Masterplan.objects.get(enrolment__slug=slug))
            raise Undo
    except Undo:
        pass


def queries_of(visit: Callable[[], None]) -> int:
    with CaptureQueriesContext(connection) as asked:
        visit()
    return len(asked)


def _filled(plan: Masterplan) -> Masterplan:
    book = Book.objects.filter(plan=plan).order_by("number").first()
    assert book is not None
    agencies = list(Agency.objects.filter(region=plan.enrolment.region_id)[:6])
    writer = User.objects.get(username="penulis")
    Section.objects.filter(chapter__book__plan=plan).update(due_on=clock.today())
    chapters = Chapter.objects.filter(book__plan=plan).count()
    sections = Section.objects.filter(chapter__book__plan=plan).count()
    made = []
    for number in range(chapters, CHAPTERS):
        made.append(
            Chapter.objects.create(
                book=book,
                number=100 + number,
                title=f"Bab {number} (contoh)",
                agency=agencies[number % len(agencies)],
                state=STATES[number % len(STATES)],
                state_since=timezone.now() - timedelta(days=number),
            )
        )
    for place in range(SECTIONS - sections):
        section = Section.objects.create(
            chapter=made[place % len(made)],
            order=1 + place // len(made),
            title=f"Bagian {place} (contoh)",
            html=WORDS if place % 3 else "",
            due_on=clock.today() - timedelta(days=place % 9),
        )
        section.co_agencies.set(agencies[:2])
        section.writers.add(writer)
    return plan
