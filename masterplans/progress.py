"""How far is a plan, and who holds the ball? One definition for every screen.

Progress is approved ÷ all chapters. The agency holds a chapter while it is written or improved, its
head while the head reads it, the mentor while it is reviewed, nobody once it is approved.

A section is empty without text and without records to show; approved and handed in together with its
chapter. In a chapter that is being written it counts as handed in once its writers said so and until
it changes. In one that was sent back it needs work while a comment on it is open, or as it was handed
in when no section has an open comment, because then the mentor's note speaks of all of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from masterplans.models import Book, Chapter, CheckResult, Comment, Masterplan, Section
from masterplans.snapshot import block_kinds, kinds_with_records
from masterplans.states import ChapterState, SectionState
from programs.models import MentorAssignment
from programs.people import relations_of
from smartcity_portal.kit import clock

TONES = {
    ChapterState.EMPTY: "none",
    ChapterState.WRITING: "busy",
    ChapterState.WITH_HEAD: "wait",
    ChapterState.IN_REVIEW: "wait",
    ChapterState.TO_CONFIRM: "redo",
    ChapterState.NEEDS_WORK: "redo",
    ChapterState.APPROVED: "ok",
}

SECTION_TONES = {
    SectionState.EMPTY: "none",
    SectionState.STARTED: "busy",
    SectionState.SUBMITTED: "wait",
    SectionState.NEEDS_WORK: "redo",
    SectionState.APPROVED: "ok",
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


@dataclass(frozen=True)
class Completeness:
    """How many sections stand in each state."""

    counts: dict[SectionState, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        """Sections whose writers have nothing left to do: handed in or approved."""
        return self.counts[SectionState.SUBMITTED] + self.counts[SectionState.APPROVED]

    def __add__(self, other: "Completeness") -> "Completeness":
        return Completeness(
            {state: self.counts[state] + other.counts[state] for state in SectionState}
        )


def section_state(section: Section) -> SectionState:
    """Say how complete one section is; for several ask with_states."""
    return with_states([section])[0].state


def with_states(sections: Iterable[Section], *, only_states: bool = False) -> list[Any]:
    """Give each section its `state`, `tone` and `open_comments`; two queries for all of them.

    Wants `chapter` selected, or set by hand, with its book. `only_states` counts comments where a
    state depends on them, in chapters that were sent back.
    """
    rows: list[Any] = list(sections)
    sent_back = [row for row in rows if row.chapter.state == ChapterState.NEEDS_WORK]
    comments = _open_comments(sent_back if only_states else rows)
    unwritten = [r for r in rows if r.blocks and not r.is_written and not r.chapter.is_approved]
    plans = {row.chapter.book.plan_id for row in unwritten}
    records = kinds_with_records(plans, block_kinds(unwritten))
    commented = {chapter for chapter, section in comments if section}
    for row in rows:
        row.open_comments = comments.get((row.chapter_id, row.pk), 0)
        shown = records.get(row.chapter.book.plan_id, set()) & block_kinds([row])
        row.state = _state(row, bool(shown), row.chapter_id in commented)
        row.tone = SECTION_TONES[row.state]
    return rows


def _state(section: Any, shows_records: bool, others_commented: bool) -> SectionState:
    chapter = section.chapter
    if chapter.is_approved:
        return SectionState.APPROVED
    sent_back = chapter.state == ChapterState.NEEDS_WORK
    if sent_back and section.open_comments:
        return SectionState.NEEDS_WORK
    if not section.is_written and not shows_records:
        return SectionState.EMPTY
    if chapter.is_locked:
        return SectionState.SUBMITTED
    is_as_handed_in = section.handed_in == section.version
    if sent_back and is_as_handed_in and not others_commented:
        return SectionState.NEEDS_WORK
    return SectionState.SUBMITTED if is_as_handed_in else SectionState.STARTED


def _open_comments(sections: list[Any]) -> dict[tuple[int, int | None], int]:
    """Count open comments by chapter and section, of the chapters of these sections."""
    chapters = {row.chapter_id for row in sections}
    if not chapters:
        return {}
    rows = Comment.objects.open().filter(chapter__in=chapters)
    counted = rows.order_by().values_list("chapter_id", "section_id").annotate(many=Count("pk"))
    return {(chapter, section): many for chapter, section, many in counted}


def completeness_of(sections: Iterable[Any]) -> Completeness:
    """Count sections that came from with_states, of a chapter, a book or a plan."""
    counted = Counter(section.state for section in sections)
    return Completeness({state: counted[state] for state in SectionState})


def completeness_by_chapter(chapters: Iterable[Chapter]) -> dict[int, Completeness]:
    """Return the completeness of each chapter by primary key: three queries for any number.

    Wants `book` selected.
    """
    known = {chapter.pk: chapter for chapter in chapters}
    found: dict[int, list[Any]] = {pk: [] for pk in known}
    rows = Section.objects.filter(chapter__in=known).order_by().with_words()
    sections = list(rows.only("chapter", "blocks", "version", "handed_in"))
    for section in sections:
        section.chapter = known[section.chapter_id]
    for section in with_states(sections, only_states=True):
        found[section.chapter_id].append(section)
    return {pk: completeness_of(rows) for pk, rows in found.items()}


def completeness_of_all(chapters: Iterable[Chapter]) -> Completeness:
    """Sum the completeness of some chapters: of a book, of a plan."""
    return sum(completeness_by_chapter(chapters).values(), completeness_of([]))


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
    """Return the books of a plan with their chapters for parts/matrix.html: four queries."""
    chapters = with_turns(
        Chapter.objects.filter(book__plan=plan).with_names().order_by("book__number", "number"),
        reader=reader,
    )
    books: dict[Book, list[Any]] = defaultdict(list)
    found = CheckResult.objects.filter(plan=plan).counts_by_chapter()
    for chapter in chapters:
        chapter.findings = sum(found.get(chapter.pk, {}).values())
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
        "findings": chapter.findings,
        "findings_url": findings_url(chapter),
    }


def findings_url(chapter: Chapter) -> str:
    """Return the page of what the checks found in a chapter."""
    slug = chapter.enrolment.slug
    return reverse("masterplans:check_list", kwargs={"slug": slug}) + f"?chapter={chapter.pk}"


def _turn(chapter: Chapter, mentors: dict[int, list[str]], relations: Any) -> Turn | None:
    if chapter.is_approved:
        return None
    enrolment, days = chapter.enrolment, clock.days_since(chapter.state_since)
    if chapter.with_mentor:
        names = mentors.get(enrolment.pk)
        you = relations is not None and enrolment.pk in relations.mentored
        holder = _("you") if you else ", ".join(names) if names else _("Mentor")
        return Turn(holder, chapter.state_since, days, you, with_mentor=True)
    if chapter.with_head and chapter.agency:
        you = relations is not None and chapter.agency_id in relations.headed_agencies
        head = _("Head of %(agency)s") % {"agency": chapter.agency}
        return Turn(_("you") if you else head, chapter.state_since, days, you)
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
