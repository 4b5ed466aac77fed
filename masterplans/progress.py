"""How far is a plan, and who holds the ball? One definition for every screen.

Progress is approved ÷ all chapters. The agency holds a chapter while it is written or improved,
the mentor while it is reviewed, nobody once it is approved.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from masterplans.models import Book, Chapter, Masterplan
from masterplans.states import ChapterState
from programs.models import MentorAssignment
from programs.people import relations_of
from smartcity_portal.kit import clock

TONES = {
    ChapterState.EMPTY: "none",
    ChapterState.WRITING: "busy",
    ChapterState.IN_REVIEW: "wait",
    ChapterState.NEEDS_WORK: "redo",
    ChapterState.APPROVED: "ok",
}


@dataclass(frozen=True)
class Turn:
    """Who must act, since when, for how many days; `you` when it is the reader."""

    holder: str
    since: datetime | None
    days: int | None
    you: bool = False
    with_mentor: bool = False


@dataclass(frozen=True)
class Progress:
    """Approved chapters of all chapters."""

    done: int
    total: int

    @property
    def is_complete(self) -> bool:
        return bool(self.total) and self.done == self.total


def progress_of(chapters: Iterable[Chapter]) -> Progress:
    """Count approved chapters of all."""
    states = [chapter.state for chapter in chapters]
    return Progress(states.count(ChapterState.APPROVED), len(states))


def turn_of(chapter: Chapter, *, reader: Any = None) -> Turn | None:
    """Say who holds one chapter; None when it is approved."""
    return with_turns([chapter], reader=reader)[0].turn


def with_turns(chapters: Iterable[Chapter], *, reader: Any = None) -> list[Any]:
    """Give each chapter its `turn` and `tone`; one query for the mentors of all of them.

    Wants `book__plan__enrolment` and `agency` selected (ChapterQuerySet.with_names).
    """
    rows: list[Any] = list(chapters)
    mentors = _mentors({row.enrolment.pk for row in rows if row.with_mentor})
    relations = relations_of(reader) if reader is not None else None
    for row in rows:
        row.tone = TONES[ChapterState(row.state)]
        row.turn = _turn(row, mentors, relations)
    return rows


def matrix_of(plan: Masterplan, *, reader: Any = None) -> list[dict[str, Any]]:
    """Return the books of a plan with their chapters for parts/matrix.html: three queries."""
    chapters = with_turns(
        Chapter.objects.filter(book__plan=plan).with_names().order_by("book__number", "number"),
        reader=reader,
    )
    books: dict[Book, list[Any]] = defaultdict(list)
    for chapter in chapters:
        books[chapter.book].append(chapter)
    return [
        {
            "title": str(book),
            "url": book.get_absolute_url(),
            "progress": progress_of(rows),
            "chapters": [_matrix_row(row) for row in rows],
        }
        for book, rows in books.items()
    ]


def _matrix_row(chapter: Any) -> dict[str, Any]:
    turn = chapter.turn
    return {
        "title": chapter.label,
        "url": chapter.get_absolute_url(),
        "tone": chapter.tone,
        "word": chapter.get_state_display(),
        "holder": turn.holder if turn else "",
        "days": turn.days if turn else None,
        "you": bool(turn and turn.you),
    }


def _turn(chapter: Chapter, mentors: dict[int, list[str]], relations: Any) -> Turn | None:
    if chapter.is_approved:
        return None
    enrolment, days = chapter.enrolment, clock.days_since(chapter.state_since)
    if chapter.with_mentor:
        names = mentors.get(enrolment.pk)
        you = relations is not None and enrolment.pk in relations.mentored
        holder = _("you") if you else ", ".join(names) if names else _("Mentor")
        return Turn(holder, chapter.state_since, days, you, with_mentor=True)
    you = relations is not None and chapter.agency_id in relations.agencies
    holder = _("you") if you else str(chapter.agency) if chapter.agency else _("Coordinator")
    return Turn(holder, chapter.state_since, days, you)


def _mentors(enrolments: set[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    if enrolments:
        rows = MentorAssignment.objects.active().filter(enrolment__in=enrolments)
        for enrolment, name in rows.values_list("enrolment_id", "mentor__name"):
            names[enrolment].append(name)
    return names
