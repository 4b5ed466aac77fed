"""How does a whole plan stand: chapters × states, with the sections within each?

Ten queries for any number of chapters and sections.
"""

from collections import defaultdict
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
        chapters = Chapter.objects.filter(book__plan=plan).with_names()
        self.chapters: list[Any] = progress.with_turns(
            chapters.order_by("book__number", "number"), reader=reader
        )
        by_pk = {chapter.pk: chapter for chapter in self.chapters}
        rows = Section.objects.filter(chapter__in=by_pk).for_states().with_owners()
        self.sections: dict[int, list[Any]] = defaultdict(list)
        for section in progress.with_states(rows):
            section.chapter = by_pk[section.chapter_id]
            section.late = is_late(section)
            self.sections[section.chapter_id].append(section)
        self.agencies = relations_of(reader).agencies
        self.findings = CheckResult.objects.filter(plan=plan).counts_by_chapter()
        by_section = CheckResult.objects.filter(plan=plan).counts_by_section()
        for rows_of_one in self.sections.values():
            for section in rows_of_one:
                section.findings = by_section.get(section.pk, 0)

    @property
    def completeness(self) -> Completeness:
        return sum((self.of(chapter) for chapter in self.chapters), progress.completeness_of([]))

    def of(self, chapter: Any) -> Completeness:
        return progress.completeness_of(self.sections[chapter.pk])

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
            named = any(writer.pk == self.reader.pk for writer in section.writers.all())
            return named or bool(_agencies(section) & self.agencies)
        return True

    def _chapter(self, chapter: Any, shown: list[Any]) -> dict[str, Any]:
        complete, turn = self.of(chapter), chapter.turn
        return {
            "pk": chapter.pk,
            "title": chapter.label,
            "url": chapter.get_absolute_url(),
            "tone": chapter.tone,
            "word": chapter.get_state_display(),
            "holder": turn.holder if turn else "",
            "days": turn.days if turn else None,
            "you": bool(turn and turn.you),
            "counts": [_count(state, complete) for state in SectionState],
            "done": complete.done,
            "total": complete.total,
            "late": sum(row.late for row in self.sections[chapter.pk]),
            "findings": self._findings(chapter),
            "sections": [section_row(row) for row in shown],
        }

    def _findings(self, chapter: Any) -> dict[str, Any] | None:
        """What the checks found in the chapter, with the way there; None when nothing is open."""
        counts = self.findings.get(chapter.pk)
        if not counts:
            return None
        url = progress.findings_url(chapter)
        return {**counts, "count": sum(counts.values()), "url": url}


def columns() -> list[dict[str, Any]]:
    """The columns of the sections of a chapter, as section_row fills them."""
    return [
        {"label": _("Section")},
        {"label": _("State")},
        {"label": _("Agency (OPD)")},
        {"label": _("Writers")},
        {"label": _("Due on")},
    ]


def section_row(section: Any) -> dict[str, Any]:
    """Return one section as a row of the matrix."""
    open_comments = section.open_comments
    words = ngettext("%(count)s comment", "%(count)s comments", open_comments)
    along = ", ".join(_short(agency) for agency in section.co_agencies.all())
    writers = ", ".join(str(writer) for writer in section.writers.all())
    return {
        "pk": section.pk,
        "title": f"{section.number} {section.title}",
        "css": f"level-{section.level}",
        "url": f"{section.chapter.get_absolute_url()}#section-{section.pk}",
        "cells": [
            {
                "tone": section.tone,
                "text": str(section.state.label),
                "small": words % {"count": open_comments} if open_comments else "",
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


def _short(agency: Agency) -> str:
    return agency.short_name or str(agency)


def _count(state: SectionState, complete: Completeness) -> dict[str, Any]:
    return {
        "state": state.value,
        "label": state.label,
        "tone": progress.SECTION_TONES[state],
        "count": complete.counts[state],
    }


def _agencies(section: Any) -> set[int]:
    leading = section.agency_id or section.chapter.agency_id
    return ({leading} | {agency.pk for agency in section.co_agencies.all()}) - {None}
