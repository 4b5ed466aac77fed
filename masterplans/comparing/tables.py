"""Which rows and cells of a table changed? Rows are paired by what they say, columns by their heads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from masterplans.comparing.blocks import Block, Cell
from masterplans.comparing.changes import ADDED, CHANGED, REMOVED, SAME
from masterplans.comparing.sequences import Pair, paired

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class CellChange:
    kind: str
    old: Cell | None
    new: Cell | None


@dataclass(frozen=True)
class RowChange:
    kind: str
    cells: tuple[CellChange, ...]


def rows(old: Block, new: Block) -> list[RowChange]:
    """Compare two tables row by row and cell by cell."""
    before, after = old.rows, new.rows
    columns = _columns(before, after)
    words = [_words(before), _words(after)]

    def likeness(i: int, j: int) -> float:
        if i == j == 0:
            return 1.0
        left, right = words[0][i], words[1][j]
        return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.4

    one, two = ([tuple(cell.text for cell in row) for row in table] for table in (before, after))
    return [_row(pair, before, after, columns) for pair in paired(one, two, likeness)]


def _row(
    pair: Pair, before: Sequence[Row], after: Sequence[Row], columns: list[Pair] | None
) -> RowChange:
    i, j = pair
    if i is None:
        return RowChange(ADDED, tuple(CellChange(ADDED, None, cell) for cell in after[j or 0]))
    if j is None:
        return RowChange(REMOVED, tuple(CellChange(REMOVED, cell, None) for cell in before[i]))
    places = columns or list(_cells(before[i], after[j]))
    cells = tuple(_cell(place, before[i], after[j]) for place in places)
    kind = SAME if all(cell.kind == SAME for cell in cells) else CHANGED
    return RowChange(kind, cells)


def _cell(place: Pair, old: Row, new: Row) -> CellChange:
    i, j = place
    one, two = old[i] if i is not None else None, new[j] if j is not None else None
    if one is None or two is None:
        return CellChange(ADDED if one is None else REMOVED, one, two)
    return CellChange(SAME if one.tokens == two.tokens else CHANGED, one, two)


def _columns(before: Sequence[Row], after: Sequence[Row]) -> list[Pair] | None:
    """Pair the columns of two plain tables; None when cells are merged or rows are uneven."""
    for table in (before, after):
        spans = any(cell.colspan > 1 or cell.rowspan > 1 for row in table for cell in row)
        if not table or spans or len({len(row) for row in table}) != 1:
            return None
    width, wide = len(before[0]), len(after[0])
    if width == wide:
        return [(place, place) for place in range(width)]
    one, two = ([cell.text for cell in row] for row in (before[0], after[0]))
    return list(paired(one, two, lambda i, j: 0.0))


def _cells(old: Row, new: Row) -> Iterator[Pair]:
    if len(old) == len(new):
        return iter([(place, place) for place in range(len(old))])
    return paired([cell.text for cell in old], [cell.text for cell in new], lambda i, j: 0.0)


def _words(table: Sequence[Row]) -> list[frozenset[str]]:
    return [frozenset(word for cell in row for word in cell.text.lower().split()) for row in table]
