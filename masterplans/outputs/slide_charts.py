"""How does a chart of a slide look as SVG? Large type, the colours and order of the editable one."""

from masterplans.outputs.deck import Chart
from masterplans.outputs.telling import shortened
from masterplans.pdf.charts import FILLS, INK, SAND, SEA, line, rect, text
from masterplans.pdf.charts import drawing as close
from smartcity_portal.kit.formats import number

TYPE, TITLE = 12, 13
WORD = 6.4


def drawing(chart: Chart, width: int, height: int) -> str:
    """Return the chart as SVG of this size in points."""
    shapes = [text(0, TITLE, chart.said, TITLE, SEA, bold=True)]
    shapes += (
        _columns(chart, width, height) if chart.kind == "columns" else _bars(chart, width, height)
    )
    said = "; ".join(
        f"{category}: {', '.join(_said(chart, values[place]) for _name, values in chart.series)}"
        for place, category in enumerate(chart.categories)
    )
    return close(height, f"{chart.said}. {said}.", shapes, width)


def _said(chart: Chart, value: float) -> str:
    return number(value, chart.places)


def _bars(chart: Chart, width: int, height: int) -> list[str]:
    start, left = 30, min(width * 0.4, 14 + WORD * max(map(len, chart.categories)))
    step = min((height - start - 6) / len(chart.categories), 58)
    sums = [sum(values[n] for _name, values in chart.series) for n in range(len(chart.categories))]
    room, top = width - left - 62, max(sums) or 1
    shapes = []
    for place, category in enumerate(chart.categories):
        y, x = start + place * step, left
        words = shortened(category, int((left - 10) / WORD) + 1)
        shapes.append(text(left - 8, y + step * 0.5 + 4, words, TYPE, anchor="end"))
        for part, (_name, values) in enumerate(chart.series):
            long = room * values[place] / top
            shapes.append(rect(x, y + step * 0.16, long, step * 0.68, FILLS[part % 4]))
            x += long
        shapes.append(
            text(x + 6, y + step * 0.5 + 4, _said(chart, sums[place]), TYPE, SEA, bold=True)
        )
    bottom = start + step * len(chart.categories)
    shapes.append(line(left, start, left, bottom, SEA, 1))
    return shapes


def _columns(chart: Chart, width: int, height: int) -> list[str]:
    top, base = 52, height - 26
    step = width / len(chart.categories)
    _name, values = chart.series[0]
    most = max(values) or 1
    shapes = [line(0, base, width, base, SAND, 1)]
    for place, category in enumerate(chart.categories):
        x, tall = place * step, (base - top) * values[place] / most
        middle = x + step / 2
        shapes.append(rect(x + step * 0.17, base - tall, step * 0.66, tall, SEA))
        shapes.append(
            text(
                middle, base - tall - 6, _said(chart, values[place]), TYPE, SEA, "middle", bold=True
            )
        )
        shapes.append(text(middle, base + 17, category, TYPE, INK, "middle"))
    return shapes
