"""Which head speaks for which cell of a table? Written down for every cell, so that a reader can hear it."""

from collections.abc import Callable, Iterator
from typing import Any

import pydyf

At = Callable[[bytes], Any]


def relate_cells(table: Any, at: At) -> None:
    """Give heads their scope and cells their heads: of the columns, of the group, of the row."""
    columns: dict[int, list[Any]] = {}
    groups: dict[int, list[Any]] = {}
    held: dict[int, tuple[int, Any]] = {}
    busy: dict[int, int] = {}
    for section, cells in _rows(table, at):
        in_head, only_heads = section == "/THead", all(cell["S"] == "/TH" for cell in cells)
        placed = list(_placed(cells, busy))
        beside = [head for _left, head in held.values()]
        if not in_head and only_heads:
            _begin_group(placed, groups)
        for column, cell in placed:
            if cell["S"] != "/TH":
                continue
            cell["A"]["Scope"] = "/Column" if in_head or only_heads else "/Row"
            if in_head:
                for place in range(column, column + _span(cell, "ColSpan")):
                    columns.setdefault(place, []).append(cell["ID"])
            elif not only_heads:
                beside.append(cell["ID"])
                held[column] = (_span(cell, "RowSpan"), cell["ID"])
        for column, cell in placed:
            if cell["S"] == "/TD":
                places = range(column, column + _span(cell, "ColSpan"))
                heads = [
                    head for row in (columns, groups) for p in places for head in row.get(p, [])
                ]
                _name_heads(cell, [*heads, *beside])
        held = {place: (rows - 1, head) for place, (rows, head) in held.items() if rows > 1}


def _rows(element: Any, at: At, section: str = "") -> Iterator[tuple[str, list[Any]]]:
    for kid in element["K"]:
        inner = at(kid) if isinstance(kid, bytes) else {}
        kind = inner.get("S")
        if kind == "/TR":
            cells = [at(cell) for cell in inner["K"] if isinstance(cell, bytes)]
            yield section, [cell for cell in cells if cell.get("S") in ("/TH", "/TD")]
        elif kind in ("/THead", "/TBody", "/TFoot"):
            yield from _rows(inner, at, kind)


def _placed(cells: list[Any], busy: dict[int, int]) -> Iterator[tuple[int, Any]]:
    """Pair every cell with its column; `busy` says how many rows a column is still taken from above."""
    taken = dict(busy)
    column = 0
    for cell in cells:
        while taken.get(column):
            column += 1
        yield column, cell
        for place in range(column, column + _span(cell, "ColSpan")):
            busy[place] = _span(cell, "RowSpan")
        column += _span(cell, "ColSpan")
    for place, rows in list(busy.items()):
        busy[place] = max(rows - 1, 0)


def _begin_group(placed: list[tuple[int, Any]], groups: dict[int, list[Any]]) -> None:
    for column, cell in placed:
        for place in range(column, column + _span(cell, "ColSpan")):
            groups[place] = [cell["ID"]]


def _name_heads(cell: Any, heads: list[Any]) -> None:
    if heads:
        unique = {head.string: head for head in heads}
        cell["A"]["Headers"] = pydyf.Array(unique.values())
    else:
        cell["A"].pop("Headers", None)


def _span(cell: Any, name: str) -> int:
    return int(cell["A"].get(name, 1))
