"""How are the rows of a table of records drawn? In one go: boards have hundreds of cells.

parts/grid_table.html says what a column, a row and a cell may hold.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from smartcity_portal.kit.formats import waiting
from smartcity_portal.kit.templatetags.look import eg, state

register = template.Library()


@register.simple_tag
def grid_rows(columns: Iterable[dict], rows: Iterable[dict]) -> SafeString:
    """Draw the rows; the first column is the row's title."""
    heads = [_Head(column) for column in list(columns)[1:]]
    words = _Words()
    return mark_safe("".join(_row(heads, row, words) for row in rows))


class _Words:
    """The words and marks that come back in many cells, looked up once."""

    def __init__(self) -> None:
        self.nothing = (
            '<span class="state none"><span aria-hidden="true">–</span>'
            f'<span class="visually-hidden">{_text(_("not yet"))}</span></span>'
        )
        self.waits = f'<span class="visually-hidden">{_text(_("Waiting for"))} </span>'
        self.example = f" {eg()}"
        self.marks: dict[str, str] = {}

    def state(self, tone: str, text: str) -> str:
        """The same as {% state %}, its mark drawn once."""
        if not text:
            return state(tone)
        if tone not in self.marks:
            self.marks[tone] = str(state(tone, MARK)).partition(MARK)[0]
        return f"{self.marks[tone]}{_text(text)}</span></span>"

    def ball(self, holder: str, days: int | None, you: bool) -> str:
        """The same as {% ball %}."""
        waited = "" if days is None else f' <span class="days">{_text(waiting(days))}</span>'
        css = "ball you" if you else "ball"
        return f'<span class="{css}"><span>{self.waits}{_text(holder)}{waited}</span></span>'


MARK = "\N{OBJECT REPLACEMENT CHARACTER}"


class _Head:
    """What every cell of a column has in common, worked out once."""

    def __init__(self, column: dict) -> None:
        self.label = _text(column.get("label", ""))
        self.css = "n " if column.get("numeric") else ""
        self.width = (
            "wide-only"
            if column.get("hide_phone")
            else "narrow-only"
            if column.get("only_phone")
            else ""
        )


def _row(heads: list[_Head], row: dict, words: _Words) -> str:
    title, url = _text(row.get("title", "")), row.get("url")
    link = f'<a href="{_text(url)}">{title}</a>' if url else title
    mark = words.example if row.get("example") else ""
    small = f"<small>{_text(row['small'])}</small>" if row.get("small") else ""
    cells = "".join(
        _cell(head, cell, words) for head, cell in zip(heads, row["cells"], strict=True)
    )
    css = f"rowtitle {row['css']}" if row.get("css") else "rowtitle"
    return (
        f'<tr role="row"><th scope="row" role="rowheader" class="{css}">{link}{mark}{small}</th>'
        f"{cells}</tr>"
    )


def _cell(head: _Head, cell: dict, words: _Words) -> str:
    lift, full = cell.get("lift"), cell.get("full") or cell.get("lift")
    css = (
        f"{head.css}{'here ' if cell.get('here') else ''}{'lift ' if lift else ''}"
        f"{'full ' if full else ''}{head.width or ('wide-only' if cell.get('skip') else '')}"
    )
    label = "" if lift else f' data-label="{head.label}"'
    return f'<td role="cell" class="{css}"{label}>{_content(cell, words)}{_under(cell)}</td>'


def _content(cell: dict, words: _Words) -> str:
    if cell.get("none"):
        return words.nothing
    if cell.get("holder"):
        return words.ball(cell["holder"], cell.get("days"), bool(cell.get("you")))
    text = cell.get("text", "")
    if cell.get("tone"):
        return words.state(cell["tone"], text)
    if cell.get("url"):
        return f'<a href="{_text(cell["url"])}">{_text(text)}</a>'
    return _text(text)


def _under(cell: dict) -> str:
    return f"<small>{_text(cell['small'])}</small>" if cell.get("small") else ""


def _text(value: Any) -> str:
    if type(value) is str:
        return escape(value)
    return conditional_escape(value if isinstance(value, str) else localize(value))
