"""Where does each region of a cohort stand? One row per region, computed in a fixed number of queries."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masterplans.states import QuickWinState
from programs.models import Cohort, Enrolment
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day_brief, day_range
from workshops.facts import Facts
from workshops.gates import Gate, gate_of
from workshops.lines import Item
from workshops.models import Workshop


@dataclass
class Row:
    """One region of the board, with what its cells say."""

    enrolment: Enrolment
    facts: Facts
    gate: Gate | None

    @property
    def is_followed(self) -> bool:
        """The portal keeps this region's plan; of others only the name is known."""
        return self.gate is not None

    @property
    def stuck(self) -> Item | None:
        if self.gate is None or self.enrolment.is_finished:
            return None
        return self.gate.stuck

    @property
    def days(self) -> int:
        return (self.stuck.days or 0) if self.stuck else -1

    @property
    def memorandum(self) -> Any:
        found = self.facts.memoranda.get(self.enrolment.pk)
        return found if found and found.signed_on else None

    @property
    def mentors(self) -> list[str]:
        return self.facts.mentors.get(self.enrolment.pk, [])

    def workshop(self, number: int) -> Workshop | None:
        return self.facts.workshops.get((self.enrolment.pk, number))

    @property
    def is_ready(self) -> bool:
        return bool(self.gate and self.gate.is_met and not self.enrolment.is_finished)

    @property
    def is_held_up(self) -> bool:
        """The bimtek of the stage was held, and its gate is not met."""
        if self.gate is None or self.enrolment.is_finished:
            return False
        workshop = self.workshop(self.enrolment.stage)
        return bool(workshop and workshop.held and self.gate.unmet)

    @property
    def waits_for_mentor(self) -> bool:
        return bool(self.stuck and self.stuck.holder.key == "mentor")

    @cached_property
    def books(self) -> dict[int, tuple[int, int]]:
        """Approved and all chapters by book."""
        chapters = self.facts.chapters.get(self.enrolment.pk, [])
        total = Counter(chapter.book.number for chapter in chapters)
        done = Counter(chapter.book.number for chapter in chapters if chapter.is_approved)
        return {number: (done[number], total[number]) for number in total}

    @property
    def final_quick_wins(self) -> int:
        found = self.facts.quick_wins.get(self.enrolment.pk, [])
        return sum(1 for quick_win in found if quick_win.state == QuickWinState.FINAL)

    @property
    def wanted_quick_wins(self) -> int:
        return self.enrolment.cohort.edition.quick_win_minimum

    @property
    def commitments(self) -> tuple[int, int] | None:
        """Signed and all signatories; None while no sheet has been issued."""
        sheet = self.facts.sheets.get(self.enrolment.pk)
        if sheet is None or not sheet.is_issued:
            return None
        people = self.facts.signatories.get(self.enrolment.pk, [])
        return sum(1 for person in people if person.has_signed), len(people)

    @property
    def is_example(self) -> bool:
        return self.enrolment.is_example


VIEWS: list[tuple[str, Any, Callable[[Row], bool]]] = [
    ("", gettext_lazy("All"), lambda row: True),
    ("terhalang", gettext_lazy("Gate blocked"), lambda row: row.is_held_up),
    ("siap-ditutup", gettext_lazy("Ready to close"), lambda row: row.is_ready),
    (
        "menunggu-pembimbing",
        gettext_lazy("Waiting for the mentor"),
        lambda row: row.waits_for_mentor,
    ),
    (
        "tanpa-quick-win",
        gettext_lazy("Without quick wins"),
        lambda row: row.is_followed and not row.final_quick_wins,
    ),
    (
        "tanpa-mou",
        gettext_lazy("Without MoU"),
        lambda row: row.is_followed and not row.memorandum,
    ),
    (
        "tanpa-pembimbing",
        gettext_lazy("Without mentor"),
        lambda row: row.is_followed and not row.mentors,
    ),
]
SORTS: dict[str, Callable[[Row], Any]] = {
    "lama": lambda row: (-row.days, row.enrolment.region.name),
    "daerah": lambda row: row.enrolment.region.name,
}


def rows_of(enrolments: Iterable[Enrolment], facts: Facts | None = None) -> list[Row]:
    """Return the rows of some enrolments, read together."""
    enrolments = list(enrolments)
    facts = facts or Facts(enrolments)
    plans = facts.plans
    return [Row(e, facts, gate_of(e, facts=facts) if e.pk in plans else None) for e in enrolments]


class Board:
    """The rows of a cohort with their views and orders, and what is under way anywhere.

    Both are read together, so that the ministry's page asks for each fact once.
    """

    def __init__(self, cohort: Cohort) -> None:
        self.cohort = cohort
        followed = Q(stage__lte=4, masterplan__isnull=False)
        self.enrolments = list(
            Enrolment.objects.filter(Q(cohort=cohort) | followed).select_related(
                "region__province", "cohort__edition"
            )
        )
        self.facts = Facts(self.enrolments)

    @cached_property
    def _all(self) -> list[Row]:
        return rows_of(self.enrolments, self.facts)

    @cached_property
    def rows(self) -> list[Row]:
        return [row for row in self._all if row.enrolment.cohort_id == self.cohort.pk]

    @property
    def under_way(self) -> list[Row]:
        """Every region of any cohort that the portal follows and that is not finished."""
        return [row for row in self._all if row.is_followed and not row.enrolment.is_finished]

    @cached_property
    def books(self) -> list[int]:
        """Numbers of the books that the cohort's edition asks for."""
        return list(self.cohort.edition.books.values_list("number", flat=True))

    def seen(self, view: str, sort: str, words: str = "") -> list[Row]:
        """Return the rows of one view, in one order, whose region or province holds the words."""
        wanted = next((test for key, _label, test in VIEWS if key == view), VIEWS[0][2])
        words = words.strip().lower()
        rows = [row for row in self.rows if wanted(row) and _names(row, words)]
        return sorted(rows, key=SORTS.get(sort, SORTS["lama"]))

    def views(self, url: Callable[[str], str], current: str) -> list[dict[str, Any]]:
        """Return the saved views as plain links with counts; empty ones are left out."""
        counted = [(key, label, sum(1 for r in self.rows if test(r))) for key, label, test in VIEWS]
        return [
            {"label": label, "url": url(key), "count": count, "current": key == current}
            for key, label, count in counted
            if count or key in ("", current)
        ]

    @property
    def mentor_load(self) -> list[dict[str, Any]]:
        """Per mentor: how many regions of this cohort, how many chapters wait."""
        regions: Counter[str] = Counter()
        waiting: Counter[str] = Counter()
        for row in self.rows:
            for name in row.mentors:
                regions[name] += 1
                chapters = self.facts.chapters.get(row.enrolment.pk, [])
                waiting[name] += sum(1 for chapter in chapters if chapter.with_mentor)
        return [
            {"name": name, "regions": count, "waiting": waiting[name]}
            for name, count in sorted(
                regions.items(), key=lambda pair: (-waiting[pair[0]], pair[0])
            )
        ]


def _names(row: Row, words: str) -> bool:
    region = row.enrolment.region
    return words in region.name.lower() or words in region.province.name.lower()


def columns_of(board: Board, sort_url: Callable[[str], str], sort: str) -> list[dict[str, Any]]:
    """Return the heads of the table for parts/grid_table.html."""
    return [
        {
            "label": _("Region"),
            "sort_url": sort_url("daerah"),
            "sorted": "ascending" if sort == "daerah" else "",
        },
        {"label": _("MoU"), "hide_phone": True},
        *({"label": f"Bimtek {n}", "hide_phone": True} for n in ("I", "II", "III", "IV")),
        {"label": _("Now"), "only_phone": True},
        *({"label": f"Buku {n}", "numeric": True, "hide_phone": True} for n in board.books),
        {"label": _("Books"), "only_phone": True},
        {"label": _("Quick wins"), "numeric": True},
        {"label": _("Commitment"), "numeric": True},
        {
            "label": _("In the hands of"),
            "sort_url": sort_url("lama"),
            "sorted": "descending" if sort != "daerah" else "",
        },
    ]


def cells_of(row: Row, board: Board, *, url: str) -> dict[str, Any]:
    """Return one row for parts/grid_table.html."""
    region = row.enrolment.region
    cells = [
        _memorandum_cell(row),
        *(_stage_cell(row, number) for number in (1, 2, 3, 4)),
        {"text": now_words(row), "full": True},
        *(_book_cell(row, number) for number in board.books),
        _books_cell(row, board),
        _quick_win_cell(row),
        _commitment_cell(row),
        _ball_cell(row),
    ]
    return {
        "title": region.name.replace("Kabupaten ", "Kab. "),
        "url": url,
        "small": region.province.name,
        "example": row.is_example,
        "cells": cells,
    }


def _memorandum_cell(row: Row) -> dict[str, Any]:
    if row.memorandum is None:
        return {"none": True}
    return {"tone": "ok", "text": day_brief(row.memorandum.signed_on)}


def _stage_cell(row: Row, number: int) -> dict[str, Any]:
    stage, workshop = row.enrolment.stage, row.workshop(number)
    dates = (
        day_range(workshop.starts_on, workshop.last_day, brief=True)
        if workshop and workshop.starts_on
        else ""
    )
    if not row.is_followed:
        if not (dates and workshop and workshop.held):
            return {"none": True}
        return {"tone": "ok" if workshop.last_day <= clock.today() else "busy", "text": dates}
    if number < stage:
        return {"tone": "ok", "text": dates or _("closed")}
    if number > stage:
        return {"tone": "busy", "text": dates} if dates else {"none": True}
    if row.is_ready:
        return {"tone": "wait", "text": _("ready to close"), "here": True}
    if workshop and workshop.held:
        return {"tone": "wait", "text": _("gate"), "here": True}
    return {"tone": "busy", "text": dates or _("no dates"), "here": True}


def now_words(row: Row) -> str:
    """Say in a few words where the region stands."""
    if not row.is_followed:
        return _("Not followed in the portal")
    if row.enrolment.is_finished:
        return _("Four bimtek closed")
    words = _stage_cell(row, row.enrolment.stage)["text"]
    return f"Bimtek {row.gate.numeral}: {words}" if row.gate else words


def _percent(row: Row, number: int) -> str:
    done, total = row.books.get(number, (0, 0))
    return f"{round(100 * done / total)}%" if total else "–"


def _book_cell(row: Row, number: int) -> dict[str, Any]:
    text = _percent(row, number)
    return {"text": text} if text != "–" else {"none": True}


def _books_cell(row: Row, board: Board) -> dict[str, Any]:
    if not row.books:
        return {"none": True, "full": True}
    return {"text": ", ".join(_percent(row, number) for number in board.books), "full": True}


def _quick_win_cell(row: Row) -> dict[str, Any]:
    if not row.is_followed:
        return {"none": True}
    return {"text": f"{row.final_quick_wins}/{row.wanted_quick_wins}"}


def _commitment_cell(row: Row) -> dict[str, Any]:
    return {"text": "{}/{}".format(*row.commitments)} if row.commitments else {"none": True}


def _ball_cell(row: Row) -> dict[str, Any]:
    if row.stuck is None:
        return {"none": True, "lift": True}
    return {"holder": row.stuck.holder.name, "days": row.stuck.days, "lift": True}
