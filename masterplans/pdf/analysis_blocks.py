"""What do the blocks of analysis and vision show? Readiness, SWOT, gaps, vision and missions."""

from typing import Any

from django.utils.translation import gettext as _

from masterplans.pdf import charts
from masterplans.pdf.block_parts import Numbers, at_horizons, belongs, grouped, svg
from masterplans.pdf.records import MissionRow, PlanRecords


def readiness(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    if not records.readiness:
        return None
    groups = grouped(records.readiness, lambda row: row.component)
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


def gaps(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    rows = [row for row in records.gaps if belongs(row.dimension, dimension, records)]
    if not rows:
        return None
    label = numbers.table(_("Gaps and the answer of the programs, by dimension"), "gaps")
    return {"groups": grouped(rows, lambda row: row.dimension), "table": label}


def vision(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    if not records.vision:
        return None
    rows = [(mission, _objective_lines(mission, records)) for mission in records.missions]
    label = rows and numbers.table(_("Missions, objectives and targets by year"), "missions")
    return {"rows": rows, "table": label, "horizons": records.horizons}


def _paired(left: list[Any], right: list[Any]) -> list[tuple[Any, Any]]:
    length = max(len(left), len(right))
    fill = [None] * length
    return list(zip((left + fill)[:length], (right + fill)[:length], strict=True))


def _objective_lines(mission: MissionRow, records: PlanRecords) -> list[tuple[Any, list[str]]]:
    return [(row, at_horizons(row.targets, records)) for row in mission.objectives]
