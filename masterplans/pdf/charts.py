"""How do numbers of the plan look? SVG strings, the same markup in print and on a page.

Sizes are points at the width of the page (459 pt, landscape 706 pt), so 8 pt type is 8 pt on paper. Only Noto Sans, flat colours and
straight shapes: nothing that PDF/A or WeasyPrint has to guess. The <title> says all values in words.
"""

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape

from masterplans.pdf.records import Horizon
from smartcity_portal.kit.formats import number

INK, SEA, SEA_2, SEA_3, SEA_4 = "#1d2427", "#12414f", "#41727f", "#a3c0c6", "#e3ecee"
SAND, STONE = "#e6dfd2", "#6d6456"
FILLS, INKS = (SEA, SEA_2, SEA_3, SEA_4), ("#ffffff", "#ffffff", INK, INK)
WIDTH, LANDSCAPE = 459, 706
LABEL = 118


def text(
    x: float,
    y: float,
    words: object,
    size: float = 8,
    fill: str = INK,
    anchor: str = "start",
    bold: bool = False,
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="Noto Sans" font-size="{size}"{weight} '
        f'fill="{fill}" text-anchor="{anchor}">{escape(str(words))}</text>'
    )


def rect(x: float, y: float, width: float, height: float, fill: str, edge: str = "") -> str:
    stroke = f' stroke="{edge}" stroke-width=".8"' if edge else ""
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{fill}"{stroke}/>'


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    return (
        f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" '
        f'stroke="{colour}" stroke-width="{width}"/>'
    )


def drawing(height: float, said: str, shapes: Iterable[str], width: int = WIDTH) -> str:
    """Close a drawing; `said` is what somebody hears who cannot see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height:g}pt" '
        f'viewBox="0 0 {width} {height:g}" role="img"><title>{escape(said)}</title>{"".join(shapes)}</svg>'
    )


def round_step(longest: float) -> float:
    """The distance of grid lines: 1, 2 or 5 times a power of ten, four to eight lines."""
    power = 10 ** math.floor(math.log10(longest / 4))
    return next(power * factor for factor in (1, 2, 5, 10) if longest / (power * factor) <= 8)


def bars(rows: Sequence[tuple[str, Decimal]], title: str) -> str:
    """Horizontal bars with the value at the end of each."""
    step, start = 22, 20
    height = start + step * len(rows) + 6
    longest = float(max((value for _label, value in rows), default=Decimal(1)) or 1)
    tick = round_step(longest)
    top = max(longest * 1.12, tick)
    left, right = LABEL + 8, WIDTH - 10
    shapes = []
    for count in range(int(top / tick) + 1):
        x = left + (right - left) * count * tick / top
        shapes.append(line(x, start - 4, x, height - 6, SAND, 0.5))
        shapes.append(
            text(
                x, start - 9, number(Decimal(str(count * tick)).normalize() + 0), 7, STONE, "middle"
            )
        )
    for index, (label, value) in enumerate(rows):
        y = start + index * step
        length = (right - left) * float(value) / top
        shapes.append(text(LABEL, y + 11, label, anchor="end"))
        shapes.append(rect(left, y + 3, length, 10, SEA))
        shapes.append(text(left + length + 4, y + 11, number(value, 0), fill=SEA, bold=True))
    shapes.append(line(left, start - 4, left, height - 6, SEA, 0.8))
    said = "; ".join(f"{label} {number(value, 0)}" for label, value in rows)
    return drawing(height, f"{title}. {said}.", shapes)


def stacked(
    rows: Sequence[tuple[str, Sequence[int]]],
    names: Sequence[str],
    title: str,
    *,
    label: int = LABEL,
) -> str:
    """Stacked horizontal bars, one part per name, the sum at the end; `label` is where bars begin."""
    step, start = 24, 34
    height = start + step * len(rows) + 4
    top = max((sum(values) for _words, values in rows), default=1) * 1.12 or 1
    left, right = label + 8, WIDTH - 24
    shapes = []
    across = float(WIDTH)
    for index, name in reversed(list(enumerate(names))):
        across -= 26 + len(name) * 4.4
        shapes.append(rect(across, 6, 9, 9, FILLS[index % 4]) + text(across + 13, 13.6, name))
    for index, (words, values) in enumerate(rows):
        y, x = start + index * step, float(left)
        shapes.append(text(label, y + 11, words, anchor="end"))
        for part, value in enumerate(values):
            length = (right - left) * value / top
            shapes.append(rect(x, y, length, 16, FILLS[part % 4], "#ffffff"))
            if length > 12:
                shapes.append(text(x + length / 2, y + 11, value, 7.5, INKS[part % 4], "middle"))
            x += length
        shapes.append(text(x + 5, y + 11, sum(values), fill=SEA, bold=True))
    shapes.append(line(left, start - 5, left, height - 2, SEA, 0.8))
    said = "; ".join(
        f"{words}: "
        + ", ".join(f"{name} {value}" for name, value in zip(names, values, strict=False))
        for words, values in rows
    )
    return drawing(height, f"{title}. {said}.", shapes)


def radar(rows: Sequence[tuple[str, Decimal]], title: str) -> str:
    """A web of three or more corners on a scale of 0 to 100, the value at each corner."""
    middle, centre, reach, count = WIDTH / 2, 112.0, 84.0, len(rows)

    def at(index: int, share: float) -> tuple[float, float]:
        turn = -math.pi / 2 + 2 * math.pi * index / count
        return middle + reach * share * math.cos(turn), centre + reach * share * math.sin(turn)

    def ring(shares: Sequence[float], fill: str, edge: str, width: float) -> str:
        points = " ".join(
            f"{x:.2f},{y:.2f}" for x, y in (at(place, share) for place, share in enumerate(shares))
        )
        return f'<polygon points="{points}" fill="{fill}" stroke="{edge}" stroke-width="{width}"/>'

    shapes = [ring([level / 4] * count, "none", SAND, 0.5) for level in range(1, 5)]
    shapes += [line(middle, centre, *at(place, 1), SAND, 0.5) for place in range(count)]
    shares = [min(max(float(value) / 100, 0), 1) for _words, value in rows]
    shapes.append(ring(shares, SEA_4, SEA, 1.2))
    for place, (words, value) in enumerate(rows):
        x, y = at(place, shares[place])
        shapes.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="2" fill="{SEA}"/>')
        x, y = at(place, 1.12)
        anchor = "middle" if abs(x - middle) < 5 else "start" if x > middle else "end"
        shapes.append(text(x, y, words, anchor=anchor))
        shapes.append(text(x, y + 10, f"{number(value, 1)} %", 8, SEA, anchor, bold=True))
    said = "; ".join(f"{words} {number(value, 1)} %" for words, value in rows)
    return drawing(224, f"{title}. {said}.", shapes)


def horizons(spans: Sequence[Horizon], title: str) -> str:
    """The horizons on a true scale of years, as wide as a landscape page."""
    first, last = min(h.first for h in spans), max(h.last for h in spans)
    per = LANDSCAPE / (last - first + 1)
    height = 24 + 26 * len(spans)
    every = 1 if per > 24 else 5
    shapes = []
    for index, year in enumerate(range(first, last + 1)):
        x = index * per
        if index % every == 0:
            shapes.append(text(x + per / 2, 10, year, fill=STONE, anchor="middle"))
        shapes.append(line(x, 16, x, height, SAND, 0.5))
    shapes.append(line(LANDSCAPE - 0.25, 16, LANDSCAPE - 0.25, height, SAND, 0.5))
    shapes.append(line(0, 16, LANDSCAPE, 16, SEA, 0.8))
    for index, span in enumerate(spans):
        x, y = (span.first - first) * per, 20 + index * 26
        width = (span.last - span.first + 1) * per
        name = f"{span.label}, {span.years}"
        inside = width > len(name) * 4.8 + 20
        shapes.append(rect(x + 1, y, width - 2, 22, FILLS[index % 4]))
        if not inside:
            shapes.append(rect(x + width + 2, y, len(name) * 4.8 + 12, 22, "#ffffff"))
        words_x, ink = (x + 9, INKS[index % 4]) if inside else (x + width + 8, SEA)
        shapes.append(text(words_x, y + 14, name, 8.5, ink, bold=True))
    said = "; ".join(f"{span.label} {span.years}" for span in spans)
    return drawing(height, f"{title}. {said}.", shapes, LANDSCAPE)
