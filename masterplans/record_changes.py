"""Which cells of the tables changed between two readings of a chapter?"""

from dataclasses import dataclass, field
from typing import Any

from masterplans.cells import MODELS, PARTS

NAMES = ("code", "name", "statement", "indicator", "text", "action", "gap", "title", "vision")


@dataclass(frozen=True)
class CellChange:
    """A value before and after."""

    label: str
    old: str
    new: str


@dataclass
class RowChange:
    """A row that was added, removed or changed; `cells` are the values that differ."""

    kind: str
    table: str
    name: str
    cells: list[CellChange] = field(default_factory=list)


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[RowChange]:
    """Compare rows as revisions keep them, by table and primary key."""
    found: list[RowChange] = []
    for table in dict.fromkeys([*before, *after]):
        if table not in MODELS:
            continue
        old, new = before.get(table, {}), after.get(table, {})
        title = str(MODELS[table]._meta.verbose_name_plural)
        for pk in dict.fromkeys([*new, *old]):
            if old.get(pk) != new.get(pk):
                found.append(_row(table, title, old.get(pk), new.get(pk)))
    return [row for row in found if row.cells or row.kind != "changed"]


def _row(table: str, title: str, old: dict | None, new: dict | None) -> RowChange:
    kind = "added" if old is None else "removed" if new is None else "changed"
    old, new = old or {}, new or {}
    cells = [
        CellChange(_label(table, name), _words(old.get(name)), _words(new.get(name)))
        for name in dict.fromkeys([*old, *new])
        if _words(old.get(name)) != _words(new.get(name))
    ]
    return RowChange(kind, title, _name(new or old), cells)


def _name(data: dict[str, Any]) -> str:
    return " ".join(str(data[name]) for name in NAMES if data.get(name))[:120]


def _label(table: str, name: str) -> str:
    if name in PARTS:
        return str(PARTS[name])
    fields = {field.attname: field for field in MODELS[table]._meta.concrete_fields}
    return str(fields[name].verbose_name) if name in fields else name


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part not in (None, ""))
    if isinstance(value, list):
        return "; ".join(_words(part) for part in value)
    return str(value)
