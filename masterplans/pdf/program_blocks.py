"""What do the blocks of programs show? Tables by dimension, action plan, roadmap, budget."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from masterplans.pdf import charts
from masterplans.pdf.block_parts import (
    MILLION,
    Numbers,
    at_horizons,
    code_of,
    dimensions_of,
    grouped,
    millions,
    share,
    svg,
)
from masterplans.pdf.records import Horizon, PlanRecords, ProgramRow

SHORT_WIDE_ROWS = 8


def programs(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    tables = []
    for name in dimensions_of(records, dimension):
        rows = records.programs_of(name)
        if not rows:
            continue
        label = numbers.table(
            _("Programs of %(dimension)s: indicator, targets and budget") % {"dimension": name},
            f"programs:{code_of(name, records)}",
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
        for strand, rows in grouped(records.actions, lambda row: row.strand)
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
        for name in dimensions_of(records, dimension)
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
    names = [name for name in dimensions_of(records, "") if records.programs_of(name)]
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
    figure = numbers.figure(
        _("Budget needs %(years)s by dimension, in million rupiah")
        % {"years": f"{records.first}–{records.last}"}
    )
    bars = [(name, totals[name] / MILLION) for name in names]
    by_source = _by_source(records, whole)
    return {
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
        "figure": figure,
        "drawing": svg(charts.bars(bars, figure.title)),
        "by_source": by_source,
        "source_table": by_source
        and numbers.table(_("Budget needs by source of funds"), "sources"),
    }


def _program(row: ProgramRow, records: PlanRecords) -> dict[str, Any]:
    return {
        "row": row,
        "targets": at_horizons(row.targets, records),
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
        for name in dimensions_of(records, "")
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
        target = at_horizons(row.targets, records)[records.horizons.index(horizon)]
        text = f"{target} {row.unit}".strip() if target else ""
        cells.append({"span": last - first + 1, "rank": horizon.rank, "text": text})
        year = last + 1
    if year <= records.last:
        cells.append({"span": records.last - year + 1, "rank": 0, "text": ""})
    return cells


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
