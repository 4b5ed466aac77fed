"""Who held the ball on each chapter, from when until when, and how many days does that make?

Read from history, stored nowhere. Counting begins when writing begins: what nobody began lies with
nobody yet, and is counted as such beside the days.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import HistoryEntry
from accounts.words import subject_of
from masterplans.models import Chapter
from masterplans.states import CHAPTER, ChapterState
from programs.models import Agency
from smartcity_portal.kit import clock

AGENCY, HEAD, MENTOR, COORDINATOR, NOBODY = "agency", "head", "mentor", "coordinator", ""
KINDS = (MENTOR, COORDINATOR, HEAD, AGENCY)
HELD_BY = {
    ChapterState.WITH_HEAD: HEAD,
    ChapterState.IN_REVIEW: MENTOR,
    ChapterState.APPROVED: NOBODY,
}
ASSIGN = "masterplans.chapter.assign"
# Every step of the chapter's machine hands the ball to whoever acts in its target.
MOVES = {
    f"masterplans.chapter.{verb}": HELD_BY.get(ChapterState(step.target), AGENCY)
    for verb, step in CHAPTER.steps.items()
} | {"masterplans.chapter.ask_more": AGENCY}


@dataclass(frozen=True)
class Holder:
    """One who holds the ball: the mentor, the coordinator, an agency, or its head."""

    kind: str
    agency: int | None = None


@dataclass(frozen=True)
class Span:
    """One holder's time with one chapter; `until` is None while it lasts."""

    chapter: int
    holder: Holder
    since: datetime
    until: datetime | None

    def days(self, now: datetime) -> float:
        return max(((self.until or now) - self.since).total_seconds() / 86400, 0.0)


class Turns:
    """The spans of some chapters: two queries for any number of them."""

    def __init__(self, chapters: Iterable[Chapter]) -> None:
        self.chapters = list(chapters)
        self.now = clock.now()
        regions = {chapter.enrolment.region_id for chapter in self.chapters}
        self.agencies = {row.pk: row for row in Agency.objects.filter(region__in=regions)}
        self.spans = self._read()

    def of(self, chapters: Iterable[Chapter]) -> list[Span]:
        return [span for chapter in chapters for span in self.spans[chapter.pk]]

    def days_by_holder(self, chapters: Iterable[Chapter]) -> dict[Holder, int]:
        """Sum whole days per holder over some of the chapters."""
        sums: dict[Holder, float] = defaultdict(float)
        for span in self.of(chapters):
            sums[span.holder] += span.days(self.now)
        return {holder: round(days) for holder, days in sums.items()}

    def standing(self, chapters: Iterable[Chapter]) -> list[Span]:
        """What lies with somebody now, the longest first."""
        now = [span for span in self.of(chapters) if span.until is None]
        return sorted(now, key=lambda span: span.since)

    def _read(self) -> dict[int, list[Span]]:
        by_subject = {subject_of(chapter): chapter for chapter in self.chapters}
        entries = HistoryEntry.objects.filter(
            subject__in=list(by_subject), verb__in=[*MOVES, ASSIGN]
        ).order_by("subject", "number")
        lines: dict[str, list[Any]] = defaultdict(list)
        for subject, verb, at, data in entries.values_list("subject", "verb", "at", "data"):
            lines[subject].append((verb, at, data))
        found: dict[int, list[Span]] = defaultdict(list)
        for subject, said in lines.items():
            chapter = by_subject[subject]
            found[chapter.pk] = list(self._spans(chapter, said))
        return found

    def _spans(self, chapter: Chapter, lines: list[Any]) -> Iterable[Span]:
        """Walk through the moves; a new agency ends the time of the one before."""
        agency = self._first_agency(chapter, lines)
        kind, since = NOBODY, None
        for verb, at, data in lines:
            before = self._holder(kind, agency)
            if verb == ASSIGN:
                agency = self._named(data, agency)
            else:
                kind = MOVES[verb]
            after = self._holder(kind, agency)
            if after == before:
                continue
            if before and since:
                yield Span(chapter.pk, before, since, at)
            since = at
        last = self._holder(kind, agency)
        if last and since:
            yield Span(chapter.pk, last, since, None)

    def _holder(self, kind: str, agency: int | None) -> Holder | None:
        if kind in (NOBODY, MENTOR):
            return Holder(MENTOR) if kind else None
        row = self.agencies.get(agency) if agency else None
        if kind == AGENCY and (row is None or row.is_coordinator):
            return Holder(COORDINATOR)
        return Holder(kind, agency)

    def _first_agency(self, chapter: Chapter, lines: list[Any]) -> int | None:
        for verb, _at, data in lines:
            if verb == ASSIGN:
                return data["was_id"] if "was_id" in data else self._named(data, None)
        return chapter.agency_id

    def _named(self, data: dict[str, Any], known: int | None) -> int | None:
        """The agency that an entry names; older entries name it in words only."""
        if "agency_id" in data:
            return data["agency_id"]
        words = data.get("agency", "")
        return next((pk for pk, row in self.agencies.items() if str(row) == words), known)
