"""How does a whole plan stand: chapters × states, with the sections within each?

Nine queries for any number of chapters and sections.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans import progress
from masterplans.models import Chapter, CheckResult, Masterplan, Section
from masterplans.progress import Completeness
from masterplans.services.due import is_late
from masterplans.states import SectionState
from programs.models import Agency
from programs.people import relations_of
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day_brief


@dataclass(frozen=True)
class Wanted:
    """Which sections somebody asked for."""

    agency: int | None = None
    state: str = ""
    only: str = ""

    @property
    def is_everything(self) -> bool:
        return not (self.agency or self.state or self.only)


class Matrix:
    """The chapters of a plan with their sections, read once; `wanted` narrows what is shown."""

    def __init__(self, plan: Masterplan, *, reader: Any, wanted: Wanted | None = None) -> None:
        self.plan, self.reader, self.wanted = plan, reader, wanted or Wanted()
        chapters = list(Chapter.objects.filter(book__plan=plan).for_matrix())
        for chapter in chapters:
            chapter.book.plan = plan
        self.chapters: list[Any] = progress.with_turns(chapters, reader=reader)
        by_pk = {chapter.pk: chapter for chapter in self.chapters}
        self.agencies = relations_of(reader).agencies
        self.sections: dict[int, list[Any]] = defaultdict(list)
        for section in self._read(by_pk):
            self.sections[section.chapter_id].append(section)
        self.findings = self._find()
        self.complete = {pk: progress.completeness_of(self.sections[pk]) for pk in by_pk}

    def _read(self, chapters: dict[int, Any]) -> list[Any]:
        """Read sections without their texts; agencies and people are read once for all of them."""
        rows = list(Section.objects.filter(chapter__in=chapters).for_matrix())
        known = Agency.objects.filter(region=self.plan.enrolment.region_id).in_bulk()
        along = _pairs(Section.co_agencies.through, chapters, "agency_id")
        writers = _pairs(
            Section.writers.through, chapters, "user_id", "user__name", "user__username"
        )
        for row in rows:
            row.chapter = chapters[row.chapter_id]
            row.agency = known.get(row.agency_id)
            row.along = [known[pk] for (pk,) in along[row.pk] if pk in known]
            row.named = {pk: name or username for pk, name, username in writers[row.pk]}
            row.findings = 0
        today = clock.today()
        for row in progress.with_states(rows):
            row.late = is_late(row, today)
        return rows

    def _find(self) -> dict[int, dict[str, int]]:
        """Count what the checks found by chapter and severity, and give each section its number."""
        sections = {row.pk: row for rows in self.sections.values() for row in rows}
        found: dict[int, dict[str, int]] = defaultdict(lambda: {"must": 0, "should": 0})
        places = CheckResult.objects.filter(plan=self.plan).open_by_place()
        for chapter, section, severity, count in places:
            if section and section not in sections:
                continue
            if section:
                sections[section].findings += count
            if chapter:
                found[chapter][severity] += count
        return found

    @property
    def completeness(self) -> Completeness:
        return sum(self.complete.values(), progress.completeness_of([]))

    def count(self, only: str) -> int:
        return sum(self._is(only, row) for rows in self.sections.values() for row in rows)

    def books(self) -> list[dict[str, Any]]:
        """Return books with their chapters and the sections that were asked for."""
        books: dict[int, dict[str, Any]] = {}
        for chapter in self.chapters:
            shown = [row for row in self.sections[chapter.pk] if self._is_wanted(row)]
            if not shown and not self.wanted.is_everything:
                continue
            book = books.setdefault(
                chapter.book_id,
                {
                    "title": str(chapter.book),
                    "url": chapter.book.get_absolute_url(),
                    "chapters": [],
                },
            )
            book["chapters"].append(self._chapter(chapter, shown))
        for book in books.values():
            book["rows"] = [chapter["row"] for chapter in book["chapters"]]
        return list(books.values())

    def _is_wanted(self, section: Any) -> bool:
        wanted = self.wanted
        if wanted.agency and wanted.agency not in _agencies(section):
            return False
        if wanted.state and section.state != wanted.state:
            return False
        return self._is(wanted.only, section)

    def _is(self, only: str, section: Any) -> bool:
        if only == "terlambat":
            return section.late
        if only == "tanpa-tanggal":
            return section.deadline is None
        if only == "tanpa-opd":
            return section.lead is None
        if only == "milik-saya":
            return self.reader.pk in section.named or bool(_agencies(section) & self.agencies)
        return True

    def _chapter(self, chapter: Any, shown: list[Any]) -> dict[str, Any]:
        complete, url = self.complete[chapter.pk], chapter.get_absolute_url()
        return {
            "pk": chapter.pk,
            "title": chapter.label,
            "counts": complete.counts,
            "row": _state_row(chapter, complete),
            "done": complete.done,
            "total": complete.total,
            "late": sum(row.late for row in self.sections[chapter.pk]),
            "findings": self._findings(chapter),
            "sections": [section_row(row, url) for row in shown],
        }

    def _findings(self, chapter: Any) -> dict[str, Any] | None:
        """What the checks found in the chapter, with the way there; None when nothing is open."""
        counts = self.findings.get(chapter.pk)
        if not counts:
            return None
        url = progress.findings_url(chapter)
        return {**counts, "count": sum(counts.values()), "url": url}


def state_columns() -> list[dict[str, Any]]:
    """The columns of chapters × states, as Matrix fills them; a state leads to its sections."""
    return [
        {"label": _("Chapter")},
        {"label": _("State")},
        *(
            {"label": state.label, "numeric": True, "url": f"?keadaan={state}"}
            for state in SectionState
        ),
        {"label": _("In the hands of")},
    ]


def columns() -> list[dict[str, Any]]:
    """The columns of the sections of a chapter, as section_row fills them."""
    return [
        {"label": _("Section")},
        {"label": _("State")},
        {"label": _("Agency (OPD)")},
        {"label": _("Writers")},
        {"label": _("Due on")},
    ]


def section_row(section: Any, chapter_url: str) -> dict[str, Any]:
    """Return one section as a row of the matrix."""
    along = ", ".join(_short(agency) for agency in section.along)
    writers = ", ".join(section.named.values())
    return {
        "pk": section.pk,
        "title": f"{section.number} {section.title}",
        "css": f"level-{section.level}",
        "url": f"{chapter_url}#section-{section.pk}",
        "cells": [
            {
                "tone": section.tone,
                "text": str(section.state.label),
                "small": _notes(section),
                "lift": True,
            },
            {
                "text": _short(section.lead) if section.lead else _("None"),
                "small": _("together with %(agencies)s") % {"agencies": along} if along else "",
            },
            {"text": writers} if writers else {"none": True},
            {
                "text": day_brief(section.deadline),
                "small": _("past its day") if section.late else "",
            }
            if section.deadline
            else {"none": True},
        ],
    }


def _notes(section: Any) -> str:
    """What somebody has still to look at: open comments, and what the checks found."""
    notes = []
    if many := section.open_comments:
        notes.append(ngettext("%(count)s comment", "%(count)s comments", many) % {"count": many})
    if many := section.findings:
        notes.append(ngettext("%(count)s finding", "%(count)s findings", many) % {"count": many})
    return ", ".join(notes)


def _pairs(through: Any, chapters: Iterable[int], *names: str) -> dict[int, list[tuple]]:
    """Read a relation of sections as plain rows, by section."""
    found: dict[int, list[tuple]] = defaultdict(list)
    rows = through.objects.filter(section__chapter__in=chapters).order_by("pk")
    for section, *values in rows.values_list("section_id", *names):
        found[section].append(tuple(values))
    return found


def _short(agency: Agency) -> str:
    return agency.short_name or str(agency)


def _state_row(chapter: Any, complete: Completeness) -> dict[str, Any]:
    turn = chapter.turn
    counts = [complete.counts[state] for state in SectionState]
    return {
        "title": chapter.label,
        "url": f"#bab-{chapter.pk}",
        "cells": [
            {"tone": chapter.tone, "text": chapter.get_state_display(), "lift": True},
            *({"text": str(count)} if count else {"none": True, "skip": True} for count in counts),
            {"holder": turn.holder, "days": turn.days, "you": turn.you, "full": True}
            if turn
            else {"none": True, "skip": True},
        ],
    }


def _agencies(section: Any) -> set[int]:
    leading = section.agency_id or section.chapter.agency_id
    return ({leading} | {agency.pk for agency in section.along}) - {None}
