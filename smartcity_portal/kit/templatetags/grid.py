"""How are the rows of a table of records drawn? In one go: boards have hundreds of cells.

parts/grid_table.html says what a column, a row and a cell may hold.
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from smartcity_portal.kit.templatetags.look import ball, eg, state

register = template.Library()


@register.simple_tag
def grid_rows(columns: Iterable[dict], rows: Iterable[dict]) -> SafeString:
    """Draw the rows; the first column is the row's title."""
    heads = [_Head(column) for column in list(columns)[1:]]
    nothing = _nothing()
    return mark_safe("".join(_row(heads, row, nothing) for row in rows))


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


def _row(heads: list[_Head], row: dict, nothing: str) -> str:
    title, url = _text(row.get("title", "")), row.get("url")
    link = f'<a href="{_text(url)}">{title}</a>' if url else title
    mark = f" {eg()}" if row.get("example") else ""
    small = f"<small>{_text(row['small'])}</small>" if row.get("small") else ""
    cells = "".join(
        _cell(head, cell, nothing) for head, cell in zip(heads, row["cells"], strict=True)
    )
    return (
        f'<tr role="row"><th scope="row" role="rowheader" class="rowtitle">{link}{mark}{small}</th>'
        f"{cells}</tr>"
    )


def _cell(head: _Head, cell: dict, nothing: str) -> str:
    lift, full = cell.get("lift"), cell.get("full") or cell.get("lift")
    css = (
        f"{head.css}{'here ' if cell.get('here') else ''}{'lift ' if lift else ''}"
        f"{'full ' if full else ''}{head.width}"
    )
    label = "" if lift else f' data-label="{head.label}"'
    return f'<td role="cell" class="{css}"{label}>{_content(cell, nothing)}{_under(cell)}</td>'


def _content(cell: dict, nothing: str) -> str:
    if cell.get("none"):
        return nothing
    if cell.get("holder"):
        return ball(cell["holder"], cell.get("days"), cell.get("you"))
    text = cell.get("text", "")
    if cell.get("tone"):
        return state(cell["tone"], text)
    if cell.get("url"):
        return f'<a href="{_text(cell["url"])}">{_text(text)}</a>'
    return _text(text)


def _under(cell: dict) -> str:
    return f"<small>{_text(cell['small'])}</small>" if cell.get("small") else ""


def _nothing() -> str:
    words = conditional_escape(_("not yet"))
    return (
        '<span class="state none"><span aria-hidden="true">–</span>'
        f'<span class="visually-hidden">{words}</span></span>'
    )


def _text(value: Any) -> str:
    return conditional_escape(value if isinstance(value, str) else localize(value))
