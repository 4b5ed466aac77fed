"""Where does each block of a slide stand, and in which size of type does it fit? In inches and points.

Measured with the widths of Noto Sans, which runs a little wider than the fonts of office programs:
what fits here fits there.
"""

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PIL import ImageFont

from masterplans.outputs.deck import (
    Block,
    Card,
    Cards,
    Figures,
    Points,
    Quadrants,
    Slide,
    Statement,
    Table,
)
from smartcity_portal.kit.pdf import FONTS

WIDTH, HEIGHT = 13.333, 7.5
LEFT, RIGHT = 0.65, 12.683
TITLE_TOP, TITLE_HIGH = 0.42, 0.95
LEAD_TOP, LEAD_HIGH = 1.4, 0.62
BODY_TOP, BODY_BOTTOM = 1.65, 6.72
FOOT_TOP, FOOT_HIGH = 6.98, 0.3
GAP, PAD = 0.35, 0.14
LINE = 1.22
POINT = 1 / 72


@dataclass(frozen=True)
class Box:
    """A place on the slide: inches from the top left, and the size of its type in points."""

    x: float
    y: float
    width: float
    height: float
    size: float = 14
    bold: bool = False


@dataclass(frozen=True)
class Placed:
    block: Block
    box: Box


def placed(slide: Slide) -> list[Placed]:
    """Return the blocks of a slide with their places, from left to right."""
    top = LEAD_TOP + LEAD_HIGH + 0.15 if slide.lead else BODY_TOP
    room = RIGHT - LEFT - GAP * (len(slide.columns) - 1)
    whole = sum(share for share, _block in slide.columns) or 1
    x, found = LEFT, []
    for share, block in slide.columns:
        width = room * share / whole
        box = Box(x, top, width, BODY_BOTTOM - top)
        found.append(Placed(block, Box(x, top, width, box.height, size_of(block, box))))
        x += width + GAP
    return found


def title_size(title: str) -> float:
    return fitting(
        (28, 26, 24, 22, 20), lambda size: high([title], RIGHT - LEFT, size) <= TITLE_HIGH
    )


def size_of(block: Block, box: Box) -> float:
    """Return the largest type in which the block stands inside its box."""
    if isinstance(block, Table):
        sizes = (20, 18, 17, 16, 15, 14, 13, 12, 11, 10.5, 10, 9)
        return fitting(sizes, lambda size: table_fits(block, box, size))
    if isinstance(block, Statement):
        return fitting(
            (30, 28, 26, 24, 22, 20, 18, 16, 14),
            lambda size: high([block.text], box.width - 4 * PAD, size) <= box.height - 1,
        )
    if isinstance(block, Quadrants):
        return fitting(
            (18, 17, 16, 15, 14, 13, 12, 11, 10),
            lambda size: all(
                _points_high(field, inner.width, size) <= inner.height
                for field, inner in fields_of(block, box)
            ),
        )
    if isinstance(block, Cards):
        return fitting(
            (16, 15, 14, 13, 12, 11, 10),
            lambda size: all(
                _points_high(Points(card.title, (card.label, *card.lines)), words.width, size)
                <= words.height
                for card, _picture, words in cards_of(block, box)
            ),
        )
    if isinstance(block, Figures):
        return 40
    return 12


def fitting(sizes: Iterable[float], fits: Callable[[float], bool]) -> float:
    """Return the first size that fits, the last when none does."""
    size = 10.0
    for size in sizes:
        if fits(size):
            break
    return size


def column_widths(table: Table, width: float) -> list[float]:
    whole = sum(table.widths)
    return [width * share / whole for share in table.widths]


def table_fits(table: Table, box: Box, size: float) -> bool:
    """Say whether the rows go into the box, no word is broken, and no number runs over a line."""
    widths = [width - 2 * PAD * 0.75 for width in column_widths(table, box.width)]
    for row in (table.heads, *table.rows):
        for place, (cell, room) in enumerate(zip(row, widths, strict=True)):
            pieces = [cell] if place in table.numeric else cell.split()
            if any(_width(piece, True) * size * POINT > room for piece in pieces):
                return False
    return sum(row_heights(table, box.width, size)) <= box.height


def row_heights(table: Table, width: float, size: float) -> list[float]:
    """Return how high the head and each row become."""
    widths = column_widths(table, width)
    return [
        max(
            high(cell.split("\n"), inner - 2 * PAD * 0.75, size, bold=row is table.heads)
            for cell, inner in zip(row, widths, strict=True)
        )
        + 0.13
        for row in (table.heads, *table.rows)
    ]


def fields_of(block: Quadrants, box: Box) -> list[tuple[Points, Box]]:
    """Four fields two by two in a wide box, one below the other in a narrow one."""
    count = len(block.fields)
    columns = 2 if count > 2 and box.width > 8 else 1
    return list(zip(block.fields, _cells(box, count, columns), strict=True))


def figures_of(block: Figures, box: Box) -> list[tuple[tuple[str, str], Box]]:
    return list(zip(block.rows, _cells(box, len(block.rows), 3), strict=True))


def value_size(value: str, box: Box) -> float:
    """Return the largest type in which a number stands on one line of its field."""
    room = box.width - 0.6
    return fitting(
        (40, 36, 32, 28, 24, 20), lambda size: _width(value, True) * size * POINT <= room
    )


def cards_of(block: Cards, box: Box) -> list[tuple[Card, Box | None, Box]]:
    """Return each card with the box of its picture, when any has one, and that of its words."""
    count = len(block.rows)
    few = count <= 3
    pictured = any(card.picture for card in block.rows)
    found: list[tuple[Card, Box | None, Box]] = []
    for card, cell in zip(block.rows, _cells(box, count, count if few else 3), strict=True):
        if not pictured:
            found.append((card, None, cell))
            continue
        tall = cell.height * (0.52 if few else 0.45)
        picture = Box(cell.x, cell.y, cell.width, tall)
        words = Box(cell.x, cell.y + tall, cell.width, cell.height - tall)
        found.append((card, picture, words))
    return found


def _cells(box: Box, count: int, columns: int) -> list[Box]:
    columns = max(1, min(columns, count))
    lines = max(1, -(-count // columns))
    gap = GAP * 0.6
    width = (box.width - gap * (columns - 1)) / columns
    height = (box.height - gap * (lines - 1)) / lines
    return [
        Box(
            box.x + (width + gap) * (place % columns),
            box.y + (height + gap) * (place // columns),
            width,
            height,
        )
        for place in range(count)
    ]


def _points_high(points: Points, width: float, size: float) -> float:
    room = width - 2 * PAD - 0.2
    head = high([points.heading], room, size * 1.05, bold=True)
    return 2 * PAD + head + high(points.lines, room, size) + 0.09 * len(points.lines)


def high(paragraphs: Sequence[str], width: float, size: float, *, bold: bool = False) -> float:
    """Return how many inches some paragraphs take in a column of this width."""
    lines = sum(_lines(text, width / (size * POINT), bold) for text in paragraphs)
    return lines * size * LINE * POINT


def _lines(text: str, room: float, bold: bool) -> int:
    """Count the lines of a paragraph; `room` is the width in units of the type's size."""
    count, used = 1, 0.0
    space = _width(" ", bold)
    for word in text.split():
        width = _width(word, bold)
        if used and used + space + width > room:
            count, used = count + 1, 0.0
        used += (space if used else 0) + width
        while used > room > 0:
            count, used = count + 1, used - room
    return count


@functools.lru_cache(maxsize=20_000)
def _width(word: str, bold: bool) -> float:
    return _font(bold).getlength(word) / 100


@functools.cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    name = "NotoSans-Bold.ttf" if bold else "NotoSans-Regular.ttf"
    return ImageFont.truetype(str(FONTS / name), 100)
