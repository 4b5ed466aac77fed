"""Which cells does each row of a table hold, once cells reach over columns and down rows?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from smartcity_portal.kit.numbers import natural


@dataclass
class Slot:
    """One cell as Word wants it: merged cells are there in every row that they cross."""

    source: Any
    colspan: int = 1
    merge: str = ""
    is_head: bool = False


class Grid:
    """The cells of a table by row, with those that reach down from above."""

    def __init__(self, rows: list[list[Any]]) -> None:
        self.rows: list[list[Slot]] = []
        self.width = 0
        hanging: Mapping[int, tuple[int, Slot]] = {}
        for cells in rows:
            row, hanging = self._row(cells, dict(hanging))
            self.rows.append(row)
        for row in self.rows:
            missing = self.width - sum(slot.colspan for slot in row)
            row += [Slot(None) for _cell in range(missing)]

    def _row(
        self, cells: list[Any], hanging: dict[int, tuple[int, Slot]]
    ) -> tuple[list[Slot], dict[int, tuple[int, Slot]]]:
        row: list[Slot] = []
        below: dict[int, tuple[int, Slot]] = {}
        column, waiting = 0, list(cells)
        while waiting or any(place >= column for place in hanging):
            if column in hanging:
                left, slot = hanging.pop(column)
                row.append(Slot(slot.source, slot.colspan, "continue", slot.is_head))
                if left > 1:
                    below[column] = (left - 1, slot)
                column += slot.colspan
                continue
            if not waiting:
                row.append(Slot(None))
                column += 1
                continue
            cell = waiting.pop(0)
            span, down = _span(cell, "colspan"), _span(cell, "rowspan")
            slot = Slot(cell, span, "restart" if down > 1 else "", cell.tag == "th")
            row.append(slot)
            if down > 1:
                below[column] = (down - 1, slot)
            column += span
        self.width = max(self.width, column)
        return row, below


def _span(cell: Any, name: str) -> int:
    return max(1, min(natural(cell.get(name)) or 1, 60))


def head_rows(rows: list[list[Any]]) -> int:
    """Count the rows at the top that consist of head cells alone; they repeat on every page."""
    count = 0
    for row in rows:
        if not row or any(cell.tag != "th" for cell in row):
            break
        count += 1
    return count if count < len(rows) else 0
