"""What becomes of a table that is wider than a turned page? Several tables that repeat its first column."""

from copy import deepcopy
from typing import Any

from lxml import etree, html

from masterplans.pdf.tables import TURNED_WIDTH, by_column, column_widths

NARROW = 12  # mm: a first column of running numbers says too little alone

Line = list[Any]  # the cells of a row by column; None where another cell reaches over


def split(table: html.HtmlElement) -> list[html.HtmlElement]:
    """Return the table itself, or several that hold its columns in order; all but the first are new."""
    rows = [
        row for row in table.iter("tr") if row.find("td") is not None or row.find("th") is not None
    ]
    grid = [by_column(row) for row in rows]
    count = max((sum(int(cell.get("colspan", 1)) for cell in row) for row in rows), default=0)
    widths = column_widths(grid, count)
    if sum(widths) <= TURNED_WIDTH or count < 3:
        return [table]
    keys = 2 if widths[0] < NARROW and count > 4 and sum(widths[:2]) < TURNED_WIDTH / 3 else 1
    groups = _groups(widths, keys)
    matrix = _matrix(rows, count)
    heads = [row.getparent().tag == "thead" for row in rows]
    tables = [table, *(html.Element("table") for _group in groups[1:])]
    for part, columns in zip(tables, groups, strict=True):
        fresh = [_row(line, [*range(keys), *columns]) for line in matrix]
        caption = table.find("caption") if part is table else None
        for child in list(part):
            if child is not caption:
                part.remove(child)
        for name, wanted in (("thead", True), ("tbody", False)):
            inside = [row for row, is_head in zip(fresh, heads, strict=True) if is_head == wanted]
            if inside:
                etree.SubElement(part, name).extend(inside)
    return tables


def _groups(widths: list[float], keys: int) -> list[list[int]]:
    """Share the columns out, about equally many millimetres on every page."""
    room = TURNED_WIDTH - sum(widths[:keys])
    rest = sum(widths[keys:])
    pages = max(2, -int(-rest // room))
    fair = min(room, rest / pages + max(widths[keys:]))
    groups: list[list[int]] = [[]]
    filled = 0.0
    for column in range(keys, len(widths)):
        if groups[-1] and filled + widths[column] > fair:
            groups.append([])
            filled = 0.0
        groups[-1].append(column)
        filled += widths[column]
    return groups


def _matrix(rows: list[html.HtmlElement], count: int) -> list[Line]:
    """Lay the cells out column by column; what a cell spans besides its first place stays empty."""
    taken: dict[tuple[int, int], bool] = {}
    matrix: list[Line] = []
    for number, row in enumerate(rows):
        line: Line = [None] * count
        column = 0
        for cell in row:
            while taken.get((number, column)):
                column += 1
            if column >= count:
                break
            line[column] = cell
            for down in range(int(cell.get("rowspan", 1))):
                for right in range(int(cell.get("colspan", 1))):
                    taken[number + down, column + right] = True
            column += int(cell.get("colspan", 1))
        matrix.append(line)
    return matrix


def _row(line: Line, columns: list[int]) -> html.HtmlElement:
    row = html.Element("tr")
    usual = next((cell.tag for cell in line if cell is not None), "td")
    for column in columns:
        cell = line[column]
        if cell is None:
            etree.SubElement(row, usual)
            continue
        fresh = deepcopy(cell)
        fresh.tail = None
        for span in ("colspan", "rowspan"):
            fresh.attrib.pop(span, None)
        row.append(fresh)
    return row
