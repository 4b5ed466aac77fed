"""What differs between two editions? Per part, in words: added, removed, changed from and to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from programs.edition_words import block_text, requirement_text
from programs.guidance.kinds import CHECKS, OUTPUTS, WEIGHTS
from programs.guidance.schema import EDITION, Field, Group, Rows, label_of_path

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
SILENT = {"year", "revision", "sources"}
SPLIT = {"stages", "books"}
LAST = {"inferred", "source_notes"}


@dataclass(frozen=True)
class Change:
    """One difference; `where` names the value below its part, empty for the part itself."""

    kind: str
    where: str
    before: str = ""
    after: str = ""

    @property
    def word(self) -> str:
        return {ADDED: _("added"), REMOVED: _("removed"), CHANGED: _("changed")}[self.kind]


@dataclass
class PartChanges:
    """The differences of one part of an edition."""

    name: str
    title: str
    changes: list[Change] = field(default_factory=list)


def compare(old: dict[str, Any], new: dict[str, Any]) -> list[PartChanges]:
    """Return the parts that differ, in the order of an edition, sources last. Both must have the right shape."""
    parts: list[PartChanges] = []
    for node in sorted(EDITION, key=lambda node: node.name in LAST):
        if node.name in SILENT:
            continue
        for name, title, changes in _of_part(node, old[node.name], new[node.name]):
            found = list(changes)
            if found:
                parts.append(PartChanges(name, title, found))
    return parts


def _of_part(node: Any, old: Any, new: Any) -> Iterator[tuple[str, str, Iterable[Change]]]:
    """Split stages and books into one part each; names stand together as one."""
    if isinstance(node, Rows) and node.name in SPLIT:
        for one, other, row in _paired(node, old, new):
            title = node.name_of(row, 0)
            name = f"{node.name}.{row['number']}"
            yield name, title, _of_pair(node, one, other, "", title)
    elif isinstance(node, Field):
        yield node.name, str(node.label), _of_field(node, old, new, "")
    else:
        yield node.name, str(node.label), _of_node(node, old, new, "")


def _of_node(node: Any, old: Any, new: Any, where: str) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(node, Field):
        yield from _of_field(node, old, new, where)
    elif isinstance(node, Group):
        for below in node.fields:
            yield from _of_node(
                below, old[below.name], new[below.name], _join(where, str(below.label))
            )
    else:
        yield from _of_rows(node, old, new, where)


def _of_rows(node: Rows, old: list[Any], new: list[Any], where: str) -> Iterator[Change]:
    pairs = list(_paired(node, old, new))
    for one, other, row in pairs:
        yield from _of_pair(node, one, other, where, _place_of(node, row))
    stayed = [(one, other) for one, other, _row in pairs if one and other]
    before = sorted(stayed, key=lambda pair: old.index(pair[0]))
    after = sorted(stayed, key=lambda pair: new.index(pair[1]))
    if before != after and node.name not in {"agenda", "horizons"}:
        names = ", ".join(said_row(node, other) for _one, other in after)
        yield Change(CHANGED, _join(where, _("order")), "", names)


def _of_pair(node: Rows, one: Any, other: Any, where: str, name: str) -> Iterator[Change]:
    if one is None:
        yield Change(ADDED, where, "", said_in_full(node, other))
    elif other is None:
        yield Change(REMOVED, where, said_in_full(node, one), "")
    elif node.open:
        if one != other:
            yield Change(CHANGED, where, said_row(node, one), said_row(node, other))
    else:
        for below in node.fields:
            if below.name in {"number", "code"}:
                continue
            place = _join(where, "" if node.name in SPLIT else name, str(below.label))
            yield from _of_node(below, one[below.name], other[below.name], place)


def _paired(node: Rows, old: list[Any], new: list[Any]) -> Iterator[tuple[Any, Any, Any]]:
    """Pair rows by what identifies them: key, else kind, else title, else their place."""
    before = dict(_identified(node, old))
    after = dict(_identified(node, new))
    for identity, row in after.items():
        yield before.get(identity), row, row
    for identity, row in before.items():
        if identity not in after:
            yield row, None, row


def _identified(node: Rows, rows: list[Any]) -> Iterator[tuple[Any, Any]]:
    seen: dict[Any, int] = {}
    for row in rows:
        if node.name == "requirements":
            identity: Any = (row["kind"], row.get("book"))
        elif node.name == "agenda":
            identity = (row["day"], row["start"])
        else:
            identity = row[node.key or node.title]
        seen[identity] = seen.get(identity, 0) + 1
        yield (identity, seen[identity]), row


def _of_field(node: Field, old: Any, new: Any, where: str) -> Iterator[Change]:
    if old == new:
        return
    if node.kind in {"lines", "many"}:
        yield from _of_lines(node, old, new, where)
    elif node.kind == "words":
        if node.name == "check_weights":
            old, new = _said_weights(old), _said_weights(new)
        for code in sorted(old.keys() | new.keys()):
            if code not in old:
                yield Change(ADDED, where, "", f"{code}: {new[code]}")
            elif code not in new:
                yield Change(REMOVED, where, f"{code}: {old[code]}")
            elif old[code] != new[code]:
                yield Change(CHANGED, _join(where, code), old[code], new[code])
    else:
        yield Change(CHANGED, where, said(node, old), said(node, new))


def _said_weights(weights: dict[str, str]) -> dict[str, str]:
    return {
        str(CHECKS[name].title if name in CHECKS else name): str(WEIGHTS.get(weight, weight))
        for name, weight in weights.items()
    }


def _of_lines(node: Field, old: list[str], new: list[str], where: str) -> Iterator[Change]:
    gone = [line for line in old if line not in new]
    come = [line for line in new if line not in old]
    if len(gone) == len(come) == 1 and node.name != "inferred":
        yield Change(CHANGED, where, said(node, gone), said(node, come))
        return
    yield from (Change(ADDED, where, "", said(node, [line])) for line in come)
    yield from (Change(REMOVED, where, said(node, [line])) for line in gone)
    if not gone and not come:
        yield Change(CHANGED, _join(where, _("order")), "", said(node, new))


def said(node: Field, value: Any) -> str:
    """Say a value as people read it."""
    if node.name == "blocks":
        return ", ".join(block_text(block) for block in value)
    if node.name == "inferred":
        return "; ".join(label_of_path(path) for path in value)
    if node.kind in {"lines", "many"}:
        return "; ".join(value)
    if node.kind == "choice":
        return str(dict(node.choices).get(value, value))
    return str(value) if value != "" else _("empty")


def said_row(node: Rows, row: dict[str, Any]) -> str:
    """Call a row in one line."""
    if node.name == "requirements":
        return requirement_text(row["kind"], {k: v for k, v in row.items() if k != "kind"})
    if node.name == "agenda":
        words = {"day": row["day"], "start": row["start"], "title": row["title"]}
        return _("day %(day)s, %(start)s: “%(title)s”") % words
    if node.named and node.title:
        return f"{node.name_of(row, 0)} “{row[node.title]}”"
    return node.name_of(row, 0)


def _place_of(node: Rows, row: dict[str, Any]) -> str:
    if node.name == "agenda":
        return _("day %(day)s, %(start)s") % row
    return said_row(node, row)


def said_in_full(node: Rows, row: dict[str, Any]) -> str:
    """Call a row and what it holds, for rows that came or went."""
    line = said_row(node, row)
    if node.open:
        return line
    own = [
        said(below, row[below.name])
        for below in node.fields
        if isinstance(below, Field)
        and below.kind in {"choice", "whole"}
        and below.name not in {"number", "code", "day"}
    ]
    if node.name == "outputs" and row["kind"] == "computed":
        own = [str(OUTPUTS.get(row["code"], own[0]))]
    return f"{line} ({', '.join(own)})" if own else line


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
