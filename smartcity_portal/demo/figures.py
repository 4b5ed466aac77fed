"""What do the demo's pictures look like? Schemes drawn from figures.toml, the same bytes every time."""

import io
import textwrap
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from smartcity_portal.kit.pdf import FONTS

WIDTH, HEIGHT = 1600, 800
INK, DEEP, TINT, PALE, SEA, PAPER = (
    "#1A2427", "#12414F", "#9DBBC3", "#E4EEF0", "#D6E6EB", "#FFFFFF",
)  # fmt: skip
MARGIN, GAP = 50, 70


def png(figure: dict[str, Any]) -> bytes:
    """Draw one figure of a figures.toml as PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    DRAWERS[figure["kind"]](ImageDraw.Draw(image), figure)
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _flow(pen: ImageDraw.ImageDraw, figure: dict[str, Any]) -> None:
    """Columns of boxes, read from left to right."""
    columns = figure["columns"]
    width = (WIDTH - 2 * MARGIN - GAP * (len(columns) - 1)) // len(columns)
    for place, boxes in enumerate(columns):
        left = MARGIN + place * (width + GAP)
        height = min(300, (HEIGHT - 2 * MARGIN - 40 * (len(boxes) - 1)) // len(boxes))
        top = (HEIGHT - height * len(boxes) - 40 * (len(boxes) - 1)) // 2
        for row, (title, text) in enumerate(boxes):
            y = top + row * (height + 40)
            fill = DEEP if place == len(columns) - 1 else PALE
            _box(pen, (left, y, left + width, y + height), title, text, fill)
        if place:
            _arrow(pen, left - GAP + 14, left - 14, HEIGHT // 2)


def _pillars(pen: ImageDraw.ImageDraw, figure: dict[str, Any]) -> None:
    """A title over columns that carry it."""
    pen.rounded_rectangle((MARGIN, MARGIN, WIDTH - MARGIN, 210), 16, fill=DEEP)
    _text(pen, (WIDTH // 2, 130), figure["title"], 42, PAPER, bold=True, width=60)
    pillars = figure["pillars"]
    width = (WIDTH - 2 * MARGIN - 40 * (len(pillars) - 1)) // len(pillars)
    for place, (title, lines) in enumerate(pillars):
        left = MARGIN + place * (width + 40)
        pen.rounded_rectangle((left, 250, left + width, HEIGHT - MARGIN), 16, fill=PALE)
        pen.rectangle((left, 250, left + width, 262), fill=TINT)
        _text(pen, (left + width // 2, 350), title, 40, DEEP, bold=True, width=22)
        for row, words in enumerate(lines):
            _text(pen, (left + width // 2, 480 + 90 * row), words, 34, INK, width=28)


def _map(pen: ImageDraw.ImageDraw, figure: dict[str, Any]) -> None:
    """Land, sea, places and plots without a scale."""
    pen.rectangle((0, 0, WIDTH, HEIGHT), fill=SEA)
    pen.polygon([_at(point) for point in figure["land"]], fill="#F2EFE6", outline=TINT, width=4)
    for x, y, across, down in figure.get("islands", []):
        left, top = _at((x - across, y - down))
        pen.ellipse(
            (left, top, *_at((x + across, y + down))), fill="#F2EFE6", outline=TINT, width=4
        )
    for x, y, across, down, label in figure.get("plots", []):
        left, top = _at((x, y))
        right, bottom = _at((x + across, y + down))
        pen.rectangle((left, top, right, bottom), fill="#BFD8C6", outline=DEEP, width=3)
        pen.text((right + 20, (top + bottom) // 2), label, INK, _font(32), anchor="lm")
    named = {label: _at((x, y)) for x, y, label in figure["places"]}
    stops = [named[label] for label in figure.get("route", [])]
    if stops:
        pen.line(stops, fill=DEEP, width=7, joint="curve")
    for label, (x, y) in named.items():
        pen.ellipse((x - 15, y - 15, x + 15, y + 15), fill=DEEP, outline=PAPER, width=4)
        pen.text((x, y - 46), label, INK, _font(32), anchor="mm", stroke_width=5, stroke_fill=PAPER)
    pen.text((WIDTH - 40, HEIGHT - 40), "Skema contoh, tanpa skala", DEEP, _font(28), anchor="rs")


DRAWERS = {"flow": _flow, "pillars": _pillars, "map": _map}


def _at(point: Any) -> tuple[int, int]:
    return round(point[0] * WIDTH / 100), round(point[1] * HEIGHT / 100)


def _box(
    pen: ImageDraw.ImageDraw, edges: tuple[int, int, int, int], title: str, text: str, fill: str
) -> None:
    left, top, right, bottom = edges
    pen.rounded_rectangle(edges, 16, fill=fill, outline=DEEP, width=3)
    middle, dark = (left + right) // 2, fill == DEEP
    _text(
        pen,
        (middle, top + (bottom - top) // 3),
        title,
        38,
        PAPER if dark else DEEP,
        bold=True,
        width=13,
    )
    _text(pen, (middle, top + 2 * (bottom - top) // 3), text, 29, PAPER if dark else INK, width=19)


def _arrow(pen: ImageDraw.ImageDraw, left: int, right: int, y: int) -> None:
    pen.line((left, y, right - 16, y), fill=DEEP, width=6)
    pen.polygon([(right, y), (right - 22, y - 14), (right - 22, y + 14)], fill=DEEP)


def _text(
    pen: ImageDraw.ImageDraw,
    middle: tuple[int, int],
    words: str,
    size: int,
    colour: str,
    *,
    bold: bool = False,
    width: int = 24,
) -> None:
    lines = textwrap.wrap(words, width) or [""]
    x, y = middle[0], middle[1] - (len(lines) - 1) * size * 6 // 10
    for row, line in enumerate(lines):
        pen.text((x, y + row * size * 12 // 10), line, colour, _font(size, bold=bold), anchor="mm")


def _font(size: int, *, bold: bool = False) -> Any:
    file = FONTS / f"NotoSans-{'Bold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(file, size) if file.exists() else ImageFont.load_default(size)
