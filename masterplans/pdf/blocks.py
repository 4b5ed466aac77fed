"""How are plan records shown? One template per kind of block, the same in print and on a page.

In print `numbering` counts tables and figures; on a page NoNumbers leaves the captions bare.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masterplans.pdf import charts
from masterplans.pdf.numbering import NoNumbers, Numbering
from masterplans.pdf.records import Horizon, MilestoneRow, MissionRow, PlanRecords, ProgramRow
from smartcity_portal.kit.formats import number

Numbers = Numbering | NoNumbers
MILLION = Decimal(1_000_000)
SHORT_WIDE_ROWS = 8


@dataclass(frozen=True)
class BlockKind:
    """A kind of block: its name for people, and what its template gets; None when there is nothing."""

    label: Any
    context: Callable[[PlanRecords, Numbers, str], dict[str, Any] | None]


def render_block(name: str, records: PlanRecords, numbering: Numbers | None = None) -> SafeString:
    """Return the HTML of the block "kind" or "kind:dimension"; raises KeyError for an unknown kind."""
    kind, _colon, dimension = name.partition(":")
    context = BLOCKS[kind].context(records, numbering or NoNumbers(), dimension)
    if context is None:
        return render_to_string("masterplans/blocks/_empty.html", {"label": BLOCKS[kind].label})
    source = _("plan records of %(place)s") % {"place": records.place}
    if kind in records.examples:
        source += " " + _("(example)")
    context = {"records": records, "source": f"{source}.", **context}
    return render_to_string(f"masterplans/blocks/_{kind}.html", context)


def millions(amount: Decimal) -> str:
    """Write an amount in million rupiah, without decimals."""
    return number(amount / MILLION, 0)


def share(part: Decimal, whole: Decimal) -> str:
    """Write a part of a whole in per cent with one decimal."""
    return number(100 * part / whole if whole else 0, 1)


def svg(drawing: str) -> SafeString:
    """Drawings come from charts.py, which escapes what it writes."""
    return mark_safe(drawing)


def readiness(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    if not records.readiness:
        return None
    groups = _grouped(records.readiness, lambda row: row.component)
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
    rows = [row for row in records.gaps if _belongs(row.dimension, dimension, records)]
    if not rows:
        return None
    label = numbers.table(_("Gaps and the answer of the programs, by dimension"), "gaps")
    return {"groups": _grouped(rows, lambda row: row.dimension), "table": label}


def vision(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    if not records.vision:
        return None
    rows = [(mission, _objective_lines(mission, records)) for mission in records.missions]
    label = rows and numbers.table(_("Missions, objectives and targets by year"), "missions")
    return {"rows": rows, "table": label, "horizons": records.horizons}


def programs(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    tables = []
    for name in _dimensions(records, dimension):
        rows = records.programs_of(name)
        if not rows:
            continue
        label = numbers.table(
            _("Programs of %(dimension)s, with agency, indicator, targets and budget")
            % {"dimension": name},
            f"programs:{_code(name, records)}",
        )
        total = millions(sum((row.budget for row in rows), Decimal(0)))
        lines = [_program(row, records) for row in rows]
        short = len(rows) <= SHORT_WIDE_ROWS
        tables.append({"label": label, "total": total, "rows": lines, "short": short})
    if not tables:
        return None
    return {
        "tables": tables,
        "horizons": records.horizons,
        "figure": _count_figure(records, numbers, dimension),
    }


def action_plan(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    if not records.actions:
        return None
    groups = [
        (strand, [(row, millions(row.budget)) for row in rows])
        for strand, rows in _grouped(records.actions, lambda row: row.strand)
    ]
    total = millions(sum((row.budget for row in records.actions), Decimal(0)))
    return {
        "groups": groups,
        "total": total,
        "table": numbers.table(_("Action plan by strand"), "action_plan"),
    }


def roadmap(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    years = range(records.first, records.last + 1)
    groups = [
        (name, [(row, _bars(row, records)) for row in records.programs_of(name)])
        for name in _dimensions(records, dimension)
        if records.programs_of(name)
    ]
    if not groups or not records.first:
        return None
    figure = numbers.figure(
        _("Horizons of the plan on a timeline %(first)d–%(last)d")
        % {"first": records.first, "last": records.last}
    )
    label = numbers.table(
        _("Roadmap of the programs by year, %(first)d–%(last)d")
        % {"first": records.first, "last": records.last},
        "roadmap",
    )
    year_width = max(1, 80 // len(years))
    return {
        "groups": groups,
        "table": label,
        "figure": figure,
        "drawing": svg(charts.horizons(records.horizons, figure.title)),
        "spans": [(horizon, _overlap(horizon, records)) for horizon in records.horizons],
        "years": [(year, _rank(year, records)) for year in years],
        "columns": len(years) + 1,
        "width": year_width,
        "name_width": 100 - year_width * len(years),
    }


def budget(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    names = [name for name in _dimensions(records, "") if records.programs_of(name)]
    totals = {name: _sum(records.programs_of(name)) for name in names}
    whole = sum(totals.values(), Decimal(0))
    if not whole:
        return None
    by_horizon = [
        (
            name,
            [millions(_sum(records.programs_of(name), horizon)) for horizon in records.horizons],
            millions(totals[name]),
            share(totals[name], whole),
        )
        for name in names
    ]
    figure_first = records.horizons[0] if records.horizons else None
    context = {
        "by_horizon": by_horizon,
        "horizon_totals": [
            millions(_sum(records.programs, horizon)) for horizon in records.horizons
        ],
        "whole": millions(whole),
        "horizons": records.horizons,
        "horizon_table": numbers.table(_("Budget needs by dimension and horizon"), "budget"),
        "year_table": numbers.table(_("Budget needs by year and dimension"), "budget_years"),
        "names": names,
        "short_names": [name.removeprefix("Smart ") for name in names],
        "by_year": _by_year(records, names),
        "year_totals": [millions(totals[name]) for name in names],
    }
    by_source = _by_source(records, whole)
    if by_source:
        context["by_source"] = by_source
        context["source_table"] = numbers.table(_("Budget needs by source of funds"), "sources")
    if figure_first:
        context["figure"] = numbers.figure(
            _("Budget needs %(years)s by dimension, in million rupiah")
            % {"years": f"{records.first}–{records.last}"}
        )
        bars = [(name, totals[name] / MILLION) for name in names]
        context["drawing"] = svg(charts.bars(bars, context["figure"].title))
    return context


def quick_wins(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    if not records.quick_wins:
        return None
    label = numbers.table(_("Quick wins"), "quick_wins")
    return {"rows": records.quick_wins, "table": label}


def quick_win_profiles(
    records: PlanRecords, numbers: Numbers, dimension: str
) -> dict[str, Any] | None:
    if not records.quick_wins:
        return None
    profiles = []
    for place, row in enumerate(records.quick_wins, start=1):
        said = {"name": row.name}
        schedule = row.milestones and numbers.table(_("Schedule of %(name)s") % said)
        risks = row.risks and numbers.table(_("Risks of %(name)s and their treatment") % said)
        facts = list(row.facts) + [("", "")] * (len(row.facts) % 2)
        pairs = list(zip(facts[::2], facts[1::2], strict=True))
        profiles.append(
            {
                "place": place,
                "row": row,
                "pairs": pairs,
                "schedule": schedule,
                "steps": [(step.title, _months(step)) for step in row.milestones],
                "risks": risks,
            }
        )
    return {"profiles": profiles, "count": len(profiles), "months": range(1, 13)}


BLOCKS = {
    "readiness": BlockKind(gettext_lazy("Readiness"), readiness),
    "swot": BlockKind(gettext_lazy("SWOT analysis"), swot),
    "gaps": BlockKind(gettext_lazy("Gap analysis"), gaps),
    "vision": BlockKind(gettext_lazy("Vision and missions"), vision),
    "programs": BlockKind(gettext_lazy("Programs"), programs),
    "action_plan": BlockKind(gettext_lazy("Action plan"), action_plan),
    "roadmap": BlockKind(gettext_lazy("Roadmap"), roadmap),
    "budget": BlockKind(gettext_lazy("Budget"), budget),
    "quick_wins": BlockKind(gettext_lazy("Quick wins"), quick_wins),
    "quick_win_profiles": BlockKind(gettext_lazy("Quick-win profiles"), quick_win_profiles),
}


def _grouped(rows: Iterable[Any], key: Callable[[Any], str]) -> list[tuple[str, list[Any]]]:
    groups: dict[str, list[Any]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.items())


def _paired(left: list[Any], right: list[Any]) -> list[tuple[Any, Any]]:
    length = max(len(left), len(right))
    fill = [None] * length
    return list(zip((left + fill)[:length], (right + fill)[:length], strict=True))


def _code(name: str, records: PlanRecords) -> str:
    return next((code for code, title in records.dimensions if title == name), name)


def _belongs(name: str, dimension: str, records: PlanRecords) -> bool:
    return not dimension or dimension in (name, _code(name, records))


def _dimensions(records: PlanRecords, dimension: str) -> list[str]:
    known = [title for _code_, title in records.dimensions]
    others = dict.fromkeys(row.dimension for row in records.programs if row.dimension not in known)
    return [name for name in (*known, *others) if _belongs(name, dimension, records)]


def _at_horizons(targets: Any, records: PlanRecords) -> list[str]:
    """The value at the end of each horizon: the latest one inside it."""
    values = []
    for horizon in records.horizons:
        inside = [year for year in targets if horizon.first <= year <= horizon.last]
        values.append(targets[max(inside)] if inside else "")
    return values


def _objective_lines(mission: MissionRow, records: PlanRecords) -> list[tuple[Any, list[str]]]:
    return [(row, _at_horizons(row.targets, records)) for row in mission.objectives]


def _program(row: ProgramRow, records: PlanRecords) -> dict[str, Any]:
    return {
        "row": row,
        "targets": _at_horizons(row.targets, records),
        "budget": millions(row.budget) if row.budget else "",
        "sources": ", ".join(row.sources),
    }


def _count_figure(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    if dimension or not records.horizons:
        return None
    label = numbers.figure(_("Number of programs at work by dimension and horizon"))
    rows = [
        (
            name,
            [
                sum(
                    1
                    for row in records.programs_of(name)
                    if row.first <= h.last and row.last >= h.first
                )
                for h in records.horizons
            ],
        )
        for name in _dimensions(records, "")
        if records.programs_of(name)
    ]
    names = [f"{horizon.label} {horizon.years}" for horizon in records.horizons]
    return {"label": label, "drawing": svg(charts.stacked(rows, names, label.title))}


def _overlap(horizon: Horizon, records: PlanRecords) -> int:
    return max(0, min(horizon.last, records.last) - max(horizon.first, records.first) + 1)


def _rank(year: int, records: PlanRecords) -> int:
    return next((h.rank for h in records.horizons if h.first <= year <= h.last), 1)


def _bars(row: ProgramRow, records: PlanRecords) -> list[dict[str, Any]]:
    """Cells of one roadmap line: bars where the program works, gaps where it does not."""
    cells: list[dict[str, Any]] = []
    year = records.first
    for horizon in records.horizons:
        first = max(horizon.first, row.first, records.first)
        last = min(horizon.last, row.last, records.last)
        if first > last:
            continue
        if first > year:
            cells.append({"span": first - year, "rank": 0, "text": ""})
        target = _at_horizons(row.targets, records)[records.horizons.index(horizon)]
        text = f"{target} {row.unit}".strip() if target else ""
        cells.append({"span": last - first + 1, "rank": horizon.rank, "text": text})
        year = last + 1
    if year <= records.last:
        cells.append({"span": records.last - year + 1, "rank": 0, "text": ""})
    return cells


def _months(step: MilestoneRow) -> list[tuple[int, bool]]:
    """Cells of one line of a schedule: (span, at work)."""
    first, last = max(1, min(step.first, 12)), max(1, min(step.last, 12))
    cells = [(first - 1, False), (last - first + 1, True), (12 - last, False)]
    return [cell for cell in cells if cell[0] > 0]


def _sum(rows: Iterable[ProgramRow], horizon: Horizon | None = None) -> Decimal:
    return sum(
        (
            amount
            for row in rows
            for year, amount in row.budgets.items()
            if horizon is None or horizon.first <= year <= horizon.last
        ),
        Decimal(0),
    )


def _by_year(records: PlanRecords, names: list[str]) -> list[tuple[int, list[str], str]]:
    years = sorted({year for row in records.programs for year in row.budgets})
    lines = []
    for year in years:
        amounts = [
            sum(
                (row.budgets.get(year, Decimal(0)) for row in records.programs_of(name)), Decimal(0)
            )
            for name in names
        ]
        lines.append(
            (year, [millions(a) if a else "–" for a in amounts], millions(sum(amounts, Decimal(0))))
        )
    return lines


def _by_source(records: PlanRecords, whole: Decimal) -> list[tuple[str, str, str]]:
    sums: dict[str, Decimal] = {}
    for row in records.programs:
        for source, amount in row.sources.items():
            sums[source] = sums.get(source, Decimal(0)) + amount
    ordered = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    return [(name, millions(amount), share(amount, whole)) for name, amount in ordered]
