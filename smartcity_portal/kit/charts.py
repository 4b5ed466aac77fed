"""How does a row of numbers become a picture that works on a page, in print and in a PDF?

Every chart is one SVG string with presentation attributes only (a PDF reads those) and class names
(the page's tokens override the attributes, so dark mode works). Each comes with its table twin.
"""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from smartcity_portal.kit.formats import Amount, number

INK, INK_2, LINE, LINE_2 = "#1A2427", "#475256", "#E0DBD0", "#87877F"
ACTION, ACTION_LINE, SEQ_2, SEQ_3 = "#0F4C5C", "#B4CDD3", "#9FC4CB", "#2F7484"
FONT = "Noto Sans, system-ui, sans-serif"
SPANS = {"h1": (ACTION, "#FFFFFF"), "h2": (SEQ_3, "#FFFFFF"), "h3": (SEQ_2, INK)}


@dataclass(frozen=True)
class Chart:
    """A picture, what it shows in one sentence, and the same numbers as a table."""

    svg: SafeString
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: bool = False


@dataclass(frozen=True)
class Span:
    """A bar of a roadmap: from a year to a year, in the tone of its horizon (h1, h2, h3)."""

    label: str
    first: int
    last: int
    tone: str = "h1"


def bars(
    values: Sequence[tuple[str, Amount]],
    *,
    title: str,
    head: tuple[str, str],
    places: int | None = None,
) -> Chart:
    """Stand one bar per label: cohorts by year, chapters by month."""
    width, height, base, top = 520, 240, 196, 26
    step = width / max(len(values), 1)
    biggest = max((float(value) for _label, value in values), default=0) or 1
    parts = [_line("axis", 0, base, width, base, LINE_2)]
    for index, (label, value) in enumerate(values):
        tall = (base - top) * float(value) / biggest
        left, wide = index * step + step * 0.2, step * 0.6
        if value:
            parts.append(_rect("bar", left, base - tall, wide, tall, ACTION, 3))
        parts.append(
            _text(
                "val", left + wide / 2, base - tall - 8, number(value, places), "middle", bold=True
            )
        )
        parts.append(_text("", left + wide / 2, base + 22, label, "middle"))
    return Chart(_svg("years", width, height, title, parts), title, head, _twin(values, places))


def lying_bars(
    values: Sequence[tuple[str, Amount]],
    *,
    title: str,
    head: tuple[str, str],
    places: int | None = None,
) -> Chart:
    """Lay one bar per label: agencies, provinces, anything with a long name."""
    width, line, letters = 320, 17, 44
    biggest = max((float(value) for _label, value in values), default=0) or 1
    parts, top = [], 0
    for label, value in values:
        for words in textwrap.wrap(label, letters) or [""]:
            top += line
            parts.append(_text("", 0, top - 3, words))
        wide = max((width - 70) * float(value) / biggest, 2)
        parts.append(_rect("bar", 0, top + 3, wide, 13, ACTION, 3))
        parts.append(_text("val", wide + 8, top + 14, number(value, places), bold=True))
        top += 28
    return Chart(
        _svg("lying", width, max(top, line), title, parts), title, head, _twin(values, places)
    )


def radar(
    values: Sequence[tuple[str, Amount]],
    *,
    top: Amount,
    title: str,
    head: tuple[str, str],
    places: int | None = 2,
) -> Chart:
    """Draw the six dimensions (or any three or more) on one web."""
    middle, centre, reach, levels = 280.0, 190.0, 138.0, 4
    count = len(values)

    def at(index: int, share: float) -> tuple[float, float]:
        turn = -math.pi / 2 + 2 * math.pi * index / count
        return middle + reach * share * math.cos(turn), centre + reach * share * math.sin(turn)

    parts = []
    for level in range(1, levels + 1):
        ring = _points(at(index, level / levels) for index in range(count))
        parts.append(f'<polygon class="rule" points="{ring}" fill="none" stroke="{LINE}"/>')
    parts += [_line("rule", middle, centre, *at(index, 1), LINE) for index in range(count)]
    shares = [min(float(value) / float(top), 1) for _label, value in values]
    area = _points(at(index, share) for index, share in enumerate(shares))
    parts.append(
        f'<polygon class="area" points="{area}" fill="{ACTION}" fill-opacity="0.14" stroke="{ACTION}" stroke-width="2.5"/>'
    )
    for index, (label, value) in enumerate(values):
        x, y = at(index, shares[index])
        parts.append(f'<circle class="pt" cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{ACTION}"/>')
        parts.append(_corner(*at(index, 1.1), middle, centre, label, number(value, places)))
    return Chart(_svg("web", 560, 380, title, parts, size=15), title, head, _twin(values, places))


def _corner(x: float, y: float, middle: float, centre: float, label: str, value: str) -> str:
    """Write a dimension and its value outside its corner, away from the web."""
    anchor = "middle" if abs(x - middle) < 5 else "start" if x > middle else "end"
    lift = -18 if y < centre - 100 and anchor == "middle" else 10 if anchor == "middle" else -4
    return (
        f'<text x="{x:.1f}" y="{y + lift:.1f}" text-anchor="{anchor}" fill="{INK_2}">{escape(label)}'
        f'<tspan class="val" x="{x:.1f}" dy="1.2em" fill="{INK}" font-weight="600">{escape(value)}</tspan></text>'
    )


def roadmap(spans: Sequence[Span], *, title: str, width: int = 960) -> Chart:
    """Lay spans of years below each other: horizons, programs, actions."""
    first = min((span.first for span in spans), default=0)
    years = range(first, max((span.last for span in spans), default=first) + 1)
    step, row, head = width / len(years), 46, 24
    foot = head + len(spans) * row + 8
    parts = [
        _line("rule", index * step, head, index * step, foot, LINE)
        for index in range(len(years) + 1)
    ]
    every = math.ceil(len(years) * 44 / width)
    parts += [
        _text("", (year - first + 0.5) * step, 14, str(year), "middle")
        for year in years
        if (year - first) % every == 0
    ]
    for index, span in enumerate(spans):
        parts += _span(span, (span.first - first) * step, head + 12 + index * row, step, width)
    rows = tuple(
        (span.label, str(span.first), str(span.last), number(span.last - span.first + 1))
        for span in spans
    )
    columns = (_("What"), _("From"), _("Until"), _("Years"))
    return Chart(
        _svg("map short" if width < 700 else "map", width, foot + 2, title, parts),
        title,
        columns,
        rows,
        wide=True,
    )


def _span(span: Span, left: float, top: float, step: float, width: int) -> list[str]:
    """Draw one bar; its name stands inside when there is room, else beside it."""
    fill, inside = SPANS[span.tone]
    wide = (span.last - span.first + 1) * step
    bar = _rect(span.tone, left + 3, top, wide - 6, 34, fill, 4)
    room = len(span.label) * 7.6 + 30
    if wide >= room:
        css = "inside dark" if span.tone == "h3" else "inside"
        return [bar, _text(css, left + 16, top + 22, span.label, fill=inside, bold=True)]
    if left + wide + room <= width:
        return [bar, _text("val", left + wide + 8, top + 22, span.label, bold=True)]
    return [bar, _text("val", left - 8, top + 22, span.label, "end", bold=True)]


def _svg(
    kind: str, width: float, height: float, title: str, parts: Sequence[str], *, size: int = 13
) -> SafeString:
    return mark_safe(
        f'<svg class="pic {kind}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'font-family="{FONT}" font-size="{size}" role="img" aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )


def _line(css: str, x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line class="{css}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def _rect(css: str, x: float, y: float, wide: float, tall: float, fill: str, round_by: int) -> str:
    return (
        f'<rect class="{css}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall:.1f}" '
        f'rx="{round_by}" fill="{fill}"/>'
    )


def _text(
    css: str,
    x: float,
    y: float,
    words: str,
    anchor: str = "start",
    *,
    fill: str = "",
    bold: bool = False,
) -> str:
    weight = ' font-weight="600"' if bold else ""
    colour = fill or (INK if bold else INK_2)
    return f'<text class="{css}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{weight}>{escape(words)}</text>'


def _points(corners: object) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)  # type: ignore[attr-defined]


def _twin(values: Sequence[tuple[str, Amount]], places: int | None) -> tuple[tuple[str, ...], ...]:
    return tuple((str(label), number(value, places)) for label, value in values)
