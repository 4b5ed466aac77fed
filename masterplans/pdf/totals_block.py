"""What does the plan come to? Programs, actions, quick wins and money in one small table."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from masterplans.pdf import charts
from masterplans.pdf.block_parts import Numbers, dimensions_of, millions, svg
from masterplans.pdf.records import PlanRecords, ProgramRow


def totals(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    """Count and sum by dimension; the last line is what every other block adds up to."""
    if not records.programs:
        return None
    statuses = sorted({row.status for row in records.programs if row.status})
    lines = [
        _line(name, records.programs_of(name), statuses, records)
        for name in dimensions_of(records, "")
        if records.programs_of(name)
    ]
    figure = numbers.figure(_("Programs by dimension"), "totals")
    counted = [(name, Decimal(len(records.programs_of(name)))) for name, *_rest in lines]
    return {
        "statuses": statuses,
        "rows": lines,
        "sum": _line(_("Whole plan"), list(records.programs), statuses, records),
        "actions": len(records.actions),
        "action_money": millions(sum((row.budget for row in records.actions), Decimal(0))),
        "without_indicator": sum(not row.indicator for row in records.programs),
        "figure": figure,
        "drawing": svg(charts.bars(counted, figure.title)),
        "table": numbers.table(_("Programs, quick wins and budget by dimension"), "totals"),
    }


def _line(
    name: str, rows: list[ProgramRow], statuses: list[str], records: PlanRecords
) -> tuple[str, int, list[int], int, str]:
    """Return name, programs, programs by status, quick wins, and the money in million rupiah."""
    names = {row.dimension for row in rows}
    return (
        name,
        len(rows),
        [sum(row.status == status for row in rows) for status in statuses],
        sum(win.dimension in names for win in records.quick_wins),
        millions(sum((row.budget for row in rows), Decimal(0))),
    )
