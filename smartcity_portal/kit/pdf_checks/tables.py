"""Can a table be heard? Every row as wide as the others, every cell with heads that exist."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from smartcity_portal.kit.pdf_checks.fault import Fault
from smartcity_portal.kit.pdf_checks.tree import Element, Tree

SCOPES = {"/Row", "/Column", "/Both"}


def look(tree: Tree) -> Iterator[Fault]:
    """Yield what is wrong with the tables of a file."""
    names = {bytes(one.thing.ID) for one in tree.elements if "/ID" in one.thing}
    for table in tree.of_kind("Table"):
        rows = list(_rows(table))
        if len(set(_widths(rows))) > 1:
            yield Fault("7.2", table.page, _("The rows of a table are not of the same width."))
        for cell in (cell for row in rows for cell in row):
            yield from _cell(cell, names)


def _cell(cell: Element, names: set[bytes]) -> Iterator[Fault]:
    if cell.kind == "TH":
        scope = cell.attribute("/Table", "/Scope")
        if scope is None or str(scope) not in SCOPES:
            said = _("The head of a table does not say whether it speaks for a row or a column.")
            yield Fault("7.5", cell.page, said)
        return
    heads = cell.attribute("/Table", "/Headers")
    if heads is not None and any(bytes(head) not in names for head in heads):
        yield Fault("7.5", cell.page, _("A cell names a head that does not exist."))


def _rows(element: Element) -> Iterator[list[Element]]:
    for child in element.children:
        if child.kind == "TR":
            yield [cell for cell in child.children if cell.kind in ("TH", "TD")]
        elif child.kind in ("THead", "TBody", "TFoot"):
            yield from _rows(child)


def _widths(rows: list[list[Element]]) -> Iterator[int]:
    """How many columns every row fills, with the cells that reach down from above."""
    busy: dict[int, int] = {}
    for row in rows:
        filled = {column for column, left in busy.items() if left > 0}
        column = 0
        for cell in row:
            while column in filled:
                column += 1
            for place in range(column, column + _span(cell, "/ColSpan")):
                filled.add(place)
                busy[place] = max(busy.get(place, 0), _span(cell, "/RowSpan"))
        yield max(filled, default=-1) + 1
        busy = {column: left - 1 for column, left in busy.items()}


def _span(cell: Element, name: str) -> int:
    return int(cell.attribute("/Table", name) or 1)
