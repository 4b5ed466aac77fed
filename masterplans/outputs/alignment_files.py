"""How does the comparison with the RPJMD look as Excel and as PDF? The same three parts in both."""

from decimal import Decimal
from html import escape
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.outputs.alignment import Alignment, Heading, Line
from smartcity_portal.kit import pdf
from smartcity_portal.kit.formats import number, rupiah
from smartcity_portal.kit.pdf import Printed
from smartcity_portal.kit.print_styles import stylesheet
from smartcity_portal.kit.sheets.xlsx_writing import Page, book_bytes

WIDTHS = (12, 10, 46, 34, 12, 16, 20, 18, 40, 14)
LIMITS = pdf.Limits(pages=200, seconds=120)


def xlsx_of(alignment: Alignment) -> bytes:
    """Return the comparison as a workbook: what it shows, by the plan, by the RPJMD."""
    return book_bytes([_about(alignment), _by_plan(alignment), _by_reference(alignment)])


def pdf_of(alignment: Alignment, *, language: str = "id") -> Printed:
    """Print the comparison on landscape pages whose heads are repeated."""
    foot = escape(f"{alignment.plan} · {alignment.basis}").replace("\\", "").replace('"', "")
    html = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(_title(alignment))}</title>"
        f'<meta name="author" content="{escape(alignment.publisher)}"></head><body>'
        f'<p class="run">{foot}</p>'
        f"<h1>{escape(_title(alignment))}</h1><p>{escape(alignment.plan)}. "
        f"{escape(alignment.basis)}.</p><p>{escape(summary(alignment))}</p>"
        f"{_notice(alignment)}"
        f"<h2>{escape(_('By part of the RPJMD'))}</h2>{_heading_table(alignment)}"
        f"<h2>{escape(_('By mission, objective and program'))}</h2>{_line_table(alignment)}"
        "</body></html>"
    )
    return pdf.render(html, css=stylesheet("alignment.css"), limits=LIMITS)


def summary(alignment: Alignment) -> str:
    """Say how many things of the plan name the RPJMD."""
    whole, missing = len(alignment.lines), len(alignment.missing)
    said = _(
        "%(named)d of %(count)d missions, objectives and programs name a part of the RPJMD."
    ) % {
        "named": alignment.named,
        "count": whole,
    }
    if not missing:
        return said
    words = ngettext("%(count)d does not yet.", "%(count)d do not yet.", missing) % {
        "count": missing
    }
    return f"{said} {words}"


def _title(alignment: Alignment) -> str:
    return _("Alignment with the RPJMD")


def _notice(alignment: Alignment) -> str:
    if not alignment.has_examples:
        return ""
    words = _("Parts marked (contoh) are invented to show the portal.")
    return f"<p>{escape(words)}</p>"


def _heads() -> list[str]:
    return [
        _("Kind"), _("Code"), _("Mission, objective, program"), _("Indicator"), _("Baseline"),
        _("Last target"), _("Agency"), _("Budget (Rp)"), capfirst(_("RPJMD reference")), _("State"),
    ]  # fmt: skip


def _state(line: Line) -> str:
    if not line.reference:
        return _("not named yet")
    return _("through its mission") if line.through else _("named")


def _by_plan(alignment: Alignment) -> Page:
    return Page(
        title=_("By plan"),
        heads=_heads(),
        formats=["@", "@", "@", "@", "@", "@", "@", "#,##0", "@", "@"],
        widths=list(WIDTHS),
        wraps=[False, False, True, True, False, False, False, False, True, False],
        required=[True] * len(WIDTHS),
        rows=(
            [
                line.kind, line.code, line.text, line.indicator, line.baseline, line.target,
                line.agency, line.budget or None, line.reference, _state(line),
            ]
            for line in alignment.lines
        ),
    )  # fmt: skip


def _by_reference(alignment: Alignment) -> Page:
    return Page(
        title=_("By RPJMD"),
        heads=[
            capfirst(_("RPJMD reference")), _("Missions"), _("Objectives"), _("Programs"),
            _("Number of programs"), _("Budget (Rp)"),
        ],
        formats=["@", "@", "0", "@", "0", "#,##0"],
        widths=[40, 46, 12, 60, 18, 20],
        wraps=[True, True, False, True, False, False],
        required=[True] * 6,
        rows=(
            [
                row.reference, "\n".join(row.missions), row.objectives, "\n".join(row.programs),
                len(row.programs), row.budget or None,
            ]
            for row in alignment.headings
        ),
    )  # fmt: skip


def _about(alignment: Alignment) -> Page:
    rows: list[list[Any]] = [
        [_("Plan"), alignment.plan],
        [_("State"), alignment.basis],
        [_("Result"), summary(alignment)],
    ]
    if alignment.has_examples:
        rows.append([_("Notice"), _("Parts marked (contoh) are invented to show the portal.")])
    return Page(
        title=_("Read first"),
        heads=[_title(alignment), _("Remarks")],
        formats=["@", "@"],
        widths=[34, 90],
        wraps=[False, True],
        required=[False, False],
        rows=rows,
        is_read=False,
    )


def _heading_table(alignment: Alignment) -> str:
    if not alignment.headings:
        return f"<p>{escape(_('No part of the RPJMD is named yet.'))}</p>"
    heads = (
        ("", _("RPJMD reference")),
        ("", _("Missions")),
        ("num", _("Objectives")),
        ("", _("Programs")),
        ("num", _("Budget")),
    )
    rows = "".join(_heading_row(row) for row in alignment.headings)
    return _table("by-reference", heads, rows)


def _heading_row(row: Heading) -> str:
    programs = "".join(f"<li>{escape(name)}</li>" for name in row.programs)
    listed = f"<ul>{programs}</ul>" if programs else "–"
    return (
        f'<tr><th scope="row">{escape(row.reference)}</th><td>{escape("; ".join(row.missions)) or "–"}</td>'
        f'<td class="num">{number(row.objectives)}</td><td>{listed}</td>'
        f'<td class="num">{_money(row.budget)}</td></tr>'
    )


def _line_table(alignment: Alignment) -> str:
    heads = (
        ("", _("Code")),
        ("", _("Mission, objective, program")),
        ("", _("Indicator")),
        ("num", _("Baseline")),
        ("num", _("Last target")),
        ("", _("Agency")),
        ("num", _("Budget")),
        ("", _("RPJMD reference")),
    )
    return _table("by-plan", heads, "".join(map(_line_row, alignment.lines)))


def _line_row(line: Line) -> str:
    reference = escape(line.reference) if line.reference else f"<em>{escape(_state(line))}</em>"
    if line.through:
        reference += f"<br><small>{escape(_state(line))}</small>"
    cells = (
        f'<th scope="row">{escape(line.code)}</th>'
        f"<td><small>{escape(line.kind)}</small><br>{escape(line.text)}</td>"
        f"<td>{escape(line.indicator) or '–'}</td>"
        f'<td class="num">{escape(line.baseline) or "–"}</td>'
        f'<td class="num">{escape(line.target) or "–"}</td>'
        f"<td>{escape(line.agency) or '–'}</td>"
        f'<td class="num">{_money(line.budget)}</td><td>{reference}</td>'
    )
    return f"<tr{'' if line.reference else ' class=missing'}>{cells}</tr>"


def _table(kind: str, heads: tuple[tuple[str, str], ...], rows: str) -> str:
    columns = "<col>" * len(heads)
    head = "".join(
        f'<th scope="col"{f" class={css}" if css else ""}>{escape(capfirst(words))}</th>'
        for css, words in heads
    )
    return (
        f'<table class="{kind}"><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _money(amount: Decimal) -> str:
    return rupiah(amount) if amount else "–"
