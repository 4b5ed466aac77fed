"""Which kinds of record are edited in a grid, and which of their columns stand together?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from masterplans.lists.programs import FUNDS
from programs.models import Enrolment


@dataclass(frozen=True)
class ColumnSet:
    """Columns that are worked on together, beside those that name the row."""

    key: str
    label: Any
    columns: Sequence[str]


@dataclass(frozen=True)
class Grid:
    """A grid over a list. `named_by` always stays in view; `given` columns cannot be changed.

    `by_itself` columns may stay empty although the list asks for them: the portal fills them in.
    `fixed` rows are neither added nor removed.
    """

    kind: str
    sheet: str
    named_by: Sequence[str]
    sets: Callable[[Enrolment], Sequence[ColumnSet]] | None = None
    given: Sequence[str] = ()
    by_itself: Sequence[str] = ()
    fixed: bool = False


def _program_sets(enrolment: Enrolment) -> list[ColumnSet]:
    years = list(enrolment.years)
    return [
        ColumnSet(
            "pokok",
            _("What and who"),
            ("status", "dimension", "sub_dimension", "horizon", "agency", "supporting", "partners"),
        ),
        ColumnSet(
            "target",
            _("Indicator and targets by year"),
            ("indicator", "unit", "baseline", *(f"target_{year}" for year in years)),
        ),
        ColumnSet("uraian", _("Description and RPJMD"), ("description", "rpjmd_reference")),
        *(
            ColumnSet(
                f"anggaran-{year}",
                format_lazy(_("Budget {year} by source"), year=year),
                [f"{fund}_{year}" for fund in FUNDS.values],
            )
            for year in years
        ),
    ]


def _objective_sets(enrolment: Enrolment) -> list[ColumnSet]:
    return [
        ColumnSet(
            "pokok",
            _("Objective and indicator"),
            ("mission", "indicator", "unit", "baseline", "rpjmd_reference"),
        ),
        ColumnSet("target", _("Targets by year"), [f"target_{year}" for year in enrolment.years]),
    ]


GRIDS = {
    grid.kind: grid
    for grid in (
        Grid(
            "program", "masterplans.programs", ("code", "name"), _program_sets, by_itself=("code",)
        ),
        Grid("swot", "masterplans.swot", ("quadrant", "statement")),
        Grid("strategi", "masterplans.strategies", ("kind", "text")),
        Grid("kata-kunci", "masterplans.keywords", ("word",)),
        Grid("kesiapan", "masterplans.readiness", ("indicator",)),
        Grid("kesenjangan", "masterplans.gaps", ("dimension", "gap")),
        Grid("misi", "masterplans.missions", ("text",)),
        Grid("sasaran", "masterplans.objectives", ("text",), _objective_sets),
        Grid("rencana-aksi", "masterplans.actions", ("action",)),
        Grid("sni", "masterplans.sni37122", ("indicator",), given=("indicator",), fixed=True),
    )
}
