"""How wide is a column, and where do its numbers stand? Decided from what the cells hold."""

import re
from dataclasses import dataclass

from lxml import etree, html

NUMBER = re.compile(r"^(Rp\s?)?[-–−]?[\d.,]+(\s?(%|persen|juta|miliar|ribu|km|ha|unit))?$|^[-–]$")
TEXT_WIDTH, LETTER, PADDING = 162, 1.7, 3  # mm: full width, an average letter, space of a cell
TURNED_WIDTH = 249  # mm: full width of a page that is turned
BREAKS_FROM = 10


@dataclass(frozen=True)
class Shape:
    """What a table needs: may it break over pages, does it need a landscape page."""

    breaks: bool
    wide: bool


def dress_table(table: html.HtmlElement) -> Shape | None:
    """Give a table its head, body, widths and number columns; None when it has no cells."""
    rows = [
        row for row in table.iter("tr") if row.find("td") is not None or row.find("th") is not None
    ]
    if not rows:
        return None
    count = max(sum(int(cell.get("colspan", 1)) for cell in row) for row in rows)
    head = _head_rows(rows)
    grid = [by_column(row) for row in rows]
    body = grid[len(head) :] or grid
    numeric = [_is_numeric([line.get(column, "") for line in body]) for column in range(count)]
    _rebuild(table, head, rows[len(head) :], _widths(grid, count))
    for row in rows:
        _align(row, numeric)
    breaks = len(rows) >= BREAKS_FROM
    for row in rows[-2:] if breaks else ():
        row.set("class", "end")  # so that no row stands alone on the last page
    return Shape(breaks=breaks, wide=least_width(grid, count) > TEXT_WIDTH)


def _head_rows(rows: list[html.HtmlElement]) -> list[html.HtmlElement]:
    """The leading rows that hold only <th> (or stand in <thead>), never all of them."""
    head: list[html.HtmlElement] = []
    for row in rows[:-1]:
        if row.getparent().tag != "thead" and any(cell.tag != "th" for cell in row):
            break
        head.append(row)
    return head


def by_column(row: html.HtmlElement) -> dict[int, str]:
    """Return the texts of a row by column, without cells that span several."""
    texts, column = {}, 0
    for cell in row:
        span = int(cell.get("colspan", 1))
        if span == 1:
            texts[column] = " ".join(cell.text_content().split())
        column += span
    return texts


def _is_numeric(texts: list[str]) -> bool:
    filled = [text for text in texts if text]
    numbers = sum(bool(NUMBER.match(text)) for text in filled)
    return (
        bool(filled)
        and any(re.search(r"\d", text) for text in filled)
        and numbers >= 0.6 * len(filled)
    )


def _widths(grid: list[dict[int, str]], count: int) -> list[int]:
    """Whole per cents: room for the longest word first, then for the amount of text."""
    needs = []
    for column in range(count):
        texts = [line.get(column, "") for line in grid]
        longest = max((len(word) for text in texts for word in text.split()), default=1)
        average = sum(len(text) for text in texts) / max(len(texts), 1)
        needs.append(min(longest, 16) + min(average, 60) ** 0.75 + 2)
    widths = [max(1, int(100 * need / sum(needs))) for need in needs]
    for index in range(100 - sum(widths)):
        widths[index % count] += 1
    return widths


def column_widths(grid: list[dict[int, str]], count: int) -> list[float]:
    """How wide every column is, in mm, when it is as narrow as its longest word allows."""
    return [
        min(
            max((len(word) for line in grid for word in line.get(column, "").split()), default=1),
            24,
        )
        * LETTER
        + PADDING
        for column in range(count)
    ]


def least_width(grid: list[dict[int, str]], count: int) -> float:
    """How wide a table is, in mm, when every column is as narrow as its longest word allows."""
    return sum(column_widths(grid, count))


def _rebuild(
    table: html.HtmlElement,
    head: list[html.HtmlElement],
    body: list[html.HtmlElement],
    widths: list[int],
) -> None:
    caption = table.find("caption")
    for child in list(table):
        table.remove(child)
    table.text = None
    table.attrib.clear()
    if caption is not None:
        table.append(caption)
    group = etree.SubElement(table, "colgroup")
    for width in widths:
        etree.SubElement(group, "col", {"class": f"w-{width}"})
    for name, rows in (("thead", head), ("tbody", body)):
        if rows:
            part = etree.SubElement(table, name)
            for row in rows:
                row.tail = None
                part.append(row)


def _align(row: html.HtmlElement, numeric: list[bool]) -> None:
    row.attrib.pop("class", None)
    column = 0
    for cell in row:
        span = int(cell.get("colspan", 1))
        cell.attrib.pop("class", None)
        if span == 1 and column < len(numeric) and numeric[column]:
            cell.set("class", "num")
        elif span > 1 and cell.tag == "th":
            cell.set("class", "span")
        if cell.tag == "th" and row.getparent().tag == "tbody":
            cell.set("scope", "row")
        column += span
