"""What must a check know of a plan besides the text? Read once for all checks, in a constant number of queries."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from masterplans.checks.places import Gazetteer, gazetteer
from masterplans.models import (
    ActionItem,
    BibliographyEntry,
    Foreword,
    Masterplan,
    PlanProgram,
    QuickWin,
    Section,
)
from masterplans.querysets import CHOSEN_STATES
from masterplans.states import QuickWinState
from programs.models import Agency

ANCHOR = re.compile(r'\bid="([tg]-[\w-]+)"')
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Outline:
    """A section of the plan without its text parsed: where it stands and what it shows."""

    pk: int
    chapter: int
    chapter_number: int
    book: int
    title: str
    blocks: tuple[str, ...]
    html: str

    @cached_property
    def words(self) -> str:
        return " ".join(TAG.sub(" ", self.html).replace("&nbsp;", " ").replace("\xa0", " ").split())


@dataclass
class PlanFacts:
    """A plan as checks need it: its region, period and guidance, its records, its outline."""

    plan: Masterplan
    sections: list[Outline]
    programs: list[PlanProgram]
    actions: list[ActionItem]
    quick_wins: list[QuickWin]
    agencies: list[Agency]
    forewords: list[Foreword]
    sources: frozenset[str]
    gazetteer: Gazetteer
    copies: dict[tuple[int, int], Any] = field(default_factory=dict)

    @cached_property
    def region(self) -> Any:
        return self.plan.enrolment.region

    @cached_property
    def province(self) -> Any:
        return self.region if self.region.province_id is None else self.region.province

    @cached_property
    def edition(self) -> Any:
        return self.plan.enrolment.cohort.edition

    @cached_property
    def years(self) -> range:
        return self.plan.enrolment.years

    @cached_property
    def dimensions(self) -> list[Any]:
        return list(self.edition.dimensions.all())

    @cached_property
    def horizons(self) -> list[Any]:
        return list(self.edition.horizons.all())

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Names of all tables and figures that references can point to."""
        return frozenset(name for row in self.sections for name in ANCHOR.findall(row.html))

    @cached_property
    def section_keys(self) -> frozenset[int]:
        return frozenset(row.pk for row in self.sections)

    @cached_property
    def shown(self) -> frozenset[str]:
        """Kinds of block that the plan shows somewhere."""
        return frozenset(block.partition(":")[0] for row in self.sections for block in row.blocks)

    @cached_property
    def chapter_counts(self) -> dict[int, int]:
        """The highest chapter number of each book."""
        highest: dict[int, int] = {}
        for row in self.sections:
            highest[row.book] = max(highest.get(row.book, 0), row.chapter_number)
        return highest

    @cached_property
    def chosen(self) -> list[QuickWin]:
        return [row for row in self.quick_wins if row.state in CHOSEN_STATES]

    @cached_property
    def product_names(self) -> frozenset[str]:
        """Names of programmes, quick wins and actions, in small letters."""
        names = [row.name for row in self.programs] + [row.name for row in self.quick_wins]
        return frozenset(name.lower() for name in [*names, *(row.action for row in self.actions)])

    @cached_property
    def totals(self) -> frozenset[Decimal]:
        """Every total of the records: whole, by year, source, dimension, agency, horizon and strand."""
        found: dict[object, Decimal] = {}
        for program in self.programs:
            for line in program.budgets.all():
                for key in (
                    "all", ("year", line.year), ("fund", line.fund), ("horizon", program.horizon_id),
                    ("dimension", program.dimension_id), ("agency", program.agency_id),
                    ("program", program.pk), ("fund", line.fund, line.year),
                    ("dimension", program.dimension_id, program.horizon_id),
                    ("dimension", program.dimension_id, line.year),
                ):  # fmt: skip
                    found[key] = found.get(key, Decimal(0)) + line.amount
        for action in self.actions:
            for key in ("actions", ("strand", action.strand), ("action", action.pk)):
                found[key] = found.get(key, Decimal(0)) + action.budget
        return frozenset(found.values())

    def budget_of(self, program: PlanProgram) -> Decimal:
        return sum((line.amount for line in program.budgets.all()), Decimal(0))

    def home_of(self, block: str) -> Outline | None:
        """Return the section that shows a block of records; "programs:living" also where "programs" is."""
        kind = block.partition(":")[0]
        fits = [row for row in self.sections if block in row.blocks or kind in row.blocks]
        return fits[0] if fits else None


def facts_of(plan: Masterplan) -> PlanFacts:
    """Read everything that checks ask of a plan."""
    plan = Masterplan.objects.select_related(
        "enrolment__region__province", "enrolment__cohort__edition"
    ).get(pk=plan.pk)
    return PlanFacts(
        plan=plan,
        sections=_outlines(plan),
        programs=list(
            PlanProgram.objects.filter(plan=plan)
            .select_related("dimension", "horizon")
            .prefetch_related("targets", "budgets")
        ),
        actions=list(ActionItem.objects.filter(plan=plan)),
        quick_wins=list(
            QuickWin.objects.filter(plan=plan)
            .exclude(state=QuickWinState.DROPPED)
            .select_related("dimension")
        ),
        agencies=list(Agency.objects.filter(region=plan.enrolment.region_id)),
        forewords=list(Foreword.objects.filter(plan=plan)),
        sources=frozenset(
            BibliographyEntry.objects.filter(plan=plan).values_list("key", flat=True)
        ),
        gazetteer=gazetteer(),
    )


def _outlines(plan: Masterplan) -> list[Outline]:
    rows = (
        Section.objects.filter(chapter__book__plan=plan, chapter__removed_at=None)
        .order_by("chapter__book__number", "chapter__number", "order")
        .values_list(
            "pk",
            "chapter_id",
            "chapter__number",
            "chapter__book__number",
            "title",
            "blocks",
            "html",
        )
    )
    return [Outline(*row[:5], tuple(row[5]), row[6]) for row in rows]
