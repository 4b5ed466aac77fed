"""What adorns a cover? The kawung band, and a quiet stand-in where a region has not given its arms."""

import functools
import math
from html import escape

from smartcity_portal.kit.pdf import Asset

PETAL, SEED, SEA = "#1d5565", "#bdb29f", "#12414f"


@functools.cache
def kawung(
    width: float = 210,
    height: float = 64.62,
    step: float = 22.845,
    petal: str = PETAL,
    seed: str = SEED,
) -> Asset:
    """Batik kawung: four petals meet in a cross, two seeds in each; whole petals only."""
    half = math.sqrt(0.5)
    petals, seeds = [], []
    pace = step * half
    for column in range(-1, int(width / pace) + 2):
        for row in range(-1, int(height / pace) + 2):
            if (column + row) % 2:
                continue
            x, y = column * pace, row * pace
            for dx, dy in ((half, half), (-half, half), (half, -half), (-half, -half)):
                if 0 < x + dx * step / 2 < width and 0 < y + dy * step / 2 < height:
                    petals.append(_petal(x, y, dx, dy, step))
                    seeds += [(x + dx * step * at, y + dy * step * at) for at in (0.41, 0.59)]
    radius = step * 0.024
    dots = "".join(
        f"M{x - radius:.2f} {y:.2f}a{radius:.2f} {radius:.2f} 0 1 0 {2 * radius:.2f} 0"
        f"a{radius:.2f} {radius:.2f} 0 1 0 {-2 * radius:.2f} 0Z"
        for x, y in seeds
    )
    body = f'<path d="{"".join(petals)}" fill="{petal}"/><path d="{dots}" fill="{seed}"/>'
    return _svg(width, height, body)


def _petal(x: float, y: float, dx: float, dy: float, step: float) -> str:
    begin, end, half_width = 0.07 * step, 0.93 * step, 0.185 * step

    def at(along: float, aside: float) -> str:
        return f"{x + dx * along - dy * aside:.2f} {y + dy * along + dx * aside:.2f}"

    return (
        f"M{at(begin, 0)}C{at(begin, half_width * 0.78)} {at(step * 0.26, half_width)} "
        f"{at(step * 0.5, half_width)}S{at(end, half_width * 0.78)} {at(end, 0)}"
        f"S{at(step * 0.74, -half_width)} {at(step * 0.5, -half_width)}"
        f"S{at(begin, -half_width * 0.78)} {at(begin, 0)}Z"
    )


@functools.cache
def shield(first: str, second: str, colour: str = SEA) -> Asset:
    """An empty shield with two words where the arms of the region will stand; never a real emblem."""
    words = "".join(
        f'<text x="40" y="{y}" font-family="Noto Sans" font-size="10.5" text-anchor="middle" '
        f'fill="{colour}">{escape(word)}</text>'
        for y, word in ((46, first), (59, second))
    )
    body = (
        f'<path d="M5 8Q40 -2 75 8V50Q75 78 40 93Q5 78 5 50Z" fill="none" stroke="{colour}" stroke-width="2.2"/>'
        f'<path d="M10 12.5Q40 4 70 12.5V49.5Q70 74 40 87.5Q10 74 10 49.5Z" fill="none" stroke="{colour}" stroke-width=".7"/>'
    )
    return _svg(80, 96, body + words)


def _svg(width: float, height: float, body: str) -> Asset:
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{body}</svg>'
    )
    return Asset(text.encode(), "image/svg+xml")
