"""Which small things do all blocks need? Amounts, shares, groups, the value at the end of a horizon."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from masterplans.pdf.numbering import NoNumbers, Numbering
from masterplans.pdf.records import PlanRecords
from smartcity_portal.kit.formats import number

Numbers = Numbering | NoNumbers
MILLION = Decimal(1_000_000)


def millions(amount: Decimal) -> str:
    """Write an amount in million rupiah, without decimals."""
    return number(amount / MILLION, 0)


def share(part: Decimal, whole: Decimal) -> str:
    """Write a part of a whole in per cent with one decimal."""
    return number(100 * part / whole if whole else 0, 1)


def svg(drawing: str) -> SafeString:
    """Drawings come from charts.py, which escapes what it writes."""
    return mark_safe(drawing)


def grouped(rows: Iterable[Any], key: Callable[[Any], str]) -> list[tuple[str, list[Any]]]:
    """Group rows in the order in which their keys come."""
    groups: dict[str, list[Any]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.items())


def code_of(name: str, records: PlanRecords) -> str:
    """Return the code of a dimension, its name when it has none."""
    return next((code for code, title in records.dimensions if title == name), name)


def belongs(name: str, dimension: str, records: PlanRecords) -> bool:
    """Say whether a dimension is the one that was asked for, by code or by name; all when none was."""
    return not dimension or dimension in (name, code_of(name, records))


def dimensions_of(records: PlanRecords, dimension: str) -> list[str]:
    """Return the names of the dimensions, in the order of the guidance, those of programs last."""
    known = [title for _code_, title in records.dimensions]
    others = dict.fromkeys(row.dimension for row in records.programs if row.dimension not in known)
    return [name for name in (*known, *others) if belongs(name, dimension, records)]


def at_horizons(targets: Any, records: PlanRecords) -> list[str]:
    """The value at the end of each horizon: the latest one inside it."""
    values = []
    for horizon in records.horizons:
        inside = [year for year in targets if horizon.first <= year <= horizon.last]
        values.append(targets[max(inside)] if inside else "")
    return values
