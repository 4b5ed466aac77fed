"""What do the blocks of analysis show? Readiness, SWOT with its strategies, gaps."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from masterplans.pdf import charts
from masterplans.pdf.block_parts import Numbers, belongs, grouped, svg
from masterplans.pdf.records import PlanRecords
from smartcity_portal.kit.formats import number

BEST = 3


def readiness(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    if not records.readiness:
        return None
    groups = [(name, rows) for name, rows in _by_component(records) if rows]
    figure = numbers.figure(_("Number of indicators by element and level of readiness"), "levels")
    levels = {row.rating: row.level for row in records.readiness}
    ratings = sorted(levels, reverse=True)
    counts = [
        (component, [sum(row.rating == rating for row in rows) for rating in ratings])
        for component, rows in groups
    ]
    names = [levels[rating] for rating in ratings]
    return {
        "groups": groups,
        "table": numbers.table(_("Readiness of the region by element and indicator"), "readiness"),
        "figure": figure,
        "drawing": svg(charts.stacked(counts, names, figure.title)),
    }


def readiness_radar(
    records: PlanRecords, numbers: Numbers, dimension: str
) -> dict[str, Any] | None:
    """The score of a component: the sum of its ratings as a share of the best that they could be."""
    rows = [(name, len(mine), _score(mine)) for name, mine in _by_component(records) if mine]
    if not rows:
        return None
    figure = numbers.figure(_("Readiness by component, in per cent of the best rating"), "radar")
    corners = [(name, value) for name, _count, value in rows]
    draw = charts.radar if len(corners) > 2 else charts.bars
    whole = _score(records.readiness)
    return {
        "rows": [(name, count, number(value, 1)) for name, count, value in rows],
        "whole": number(whole, 1),
        "count": len(records.readiness),
        "figure": figure,
        "drawing": svg(draw(corners, figure.title)),
        "table": numbers.table(_("Readiness by component"), "readiness_scores"),
    }


def _by_component(records: PlanRecords) -> list[tuple[str, list[Any]]]:
    """Group by component: those of the edition in its order, then others that people wrote."""
    groups = dict(grouped(records.readiness, lambda row: row.component))
    names = dict.fromkeys([*records.components, *groups])
    return [(name, groups.get(name, [])) for name in names]


def _score(rows: Any) -> Decimal:
    return Decimal(100 * sum(row.rating for row in rows)) / Decimal(BEST * len(rows))


def swot(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    if not records.swot:
        return None
    quadrants = {
        letter: [row for row in records.swot if row.quadrant == letter] for letter in "SWOT"
    }
    titles = (
        (_("Strengths"), _("Weaknesses"), _("internal"), "S", "W"),
        (_("Opportunities"), _("Threats"), _("external"), "O", "T"),
    )
    halves = [
        {"left": left, "right": right, "side": side, "rows": _paired(quadrants[a], quadrants[b])}
        for left, right, side, a, b in titles
    ]
    label = numbers.table(_("SWOT matrix of %(place)s") % {"place": records.place}, "swot")
    return {"halves": halves, "table": label}


def swot_strategies(
    records: PlanRecords, numbers: Numbers, dimension: str
) -> dict[str, Any] | None:
    rows = [row for row in records.strategies if not dimension or row.dimension == dimension]
    if not rows:
        return None
    label = numbers.table(_("Strategies from the SWOT analysis"), "swot_strategies")
    titles = {
        "SO": _("SO: strengths seize opportunities"),
        "WO": _("WO: opportunities mend weaknesses"),
        "ST": _("ST: strengths meet threats"),
        "WT": _("WT: weaknesses lessened, threats avoided"),
    }
    groups = grouped(rows, lambda row: titles[row.kind])
    return {"groups": groups, "table": label}


def gaps(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    rows = [row for row in records.gaps if belongs(row.dimension, dimension, records)]
    if not rows:
        return None
    label = numbers.table(_("Gaps and the answer of the programs, by dimension"), "gaps")
    return {"groups": grouped(rows, lambda row: row.dimension), "table": label}


def _paired(left: list[Any], right: list[Any]) -> list[tuple[Any, Any]]:
    length = max(len(left), len(right))
    fill = [None] * length
    return list(zip((left + fill)[:length], (right + fill)[:length], strict=True))
