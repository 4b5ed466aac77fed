"""How does the board look as a spreadsheet that a meeting can work with?"""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from smartcity_portal.dashboards.board import Board, Row
from smartcity_portal.dashboards.board_cells import Drawing
from smartcity_portal.kit.documents import MIME
from smartcity_portal.kit.formats import day
from smartcity_portal.kit.sheets.xlsx_writing import Page, book_bytes
from workshops.forecast import PRESENTATION, Forecast

TEXT, DAY, SHARE = "General", "dd/mm/yyyy", "0%"


def sheet_response(board: Board) -> HttpResponse:
    """Return all rows that the board's query asks for as an XLSX download, in its order."""
    columns, draw = _columns(board), Drawing()
    page = Page(
        title=str(board.cohort.year),
        heads=[head for head, _shape, _width in columns],
        formats=[shape for _head, shape, _width in columns],
        widths=[width for _head, _shape, width in columns],
        wraps=[False] * len(columns),
        required=[True] * len(columns),
        rows=(_values(board, row, draw) for row in board.rows()),
        is_read=False,
    )
    response = HttpResponse(book_bytes([page]), content_type=MIME["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="papan-{board.cohort.year}.xlsx"'
    return response


def _columns(board: Board) -> list[tuple[str, str, int]]:
    """Head, format and width of every column."""
    return [
        (_("Region"), TEXT, 28),
        (_("Province"), TEXT, 24),
        (_("Kemendagri code"), TEXT, 10),
        (_("MoU signed on"), DAY, 12),
        (_("Stage"), TEXT, 8),
        (_("Now"), TEXT, 24),
        (_("Requirements met"), TEXT, 10),
        (_("Requirements"), TEXT, 10),
        *((f"Buku {number}", SHARE, 8) for number in board.books),
        (_("Quick wins final"), TEXT, 10),
        (_("Quick wins asked for"), TEXT, 10),
        (_("Commitments signed"), TEXT, 10),
        (_("Signatories"), TEXT, 10),
        (_("Mentors"), TEXT, 28),
        (_("Waiting for"), TEXT, 24),
        (_("Waiting since"), DAY, 12),
        (_("Days"), TEXT, 8),
        (_("What waits"), TEXT, 40),
        (_("Presentation"), TEXT, 24),
        (_("Basis of the forecast"), TEXT, 40),
    ]


def _values(board: Board, row: Row, draw: Drawing) -> list[Any]:
    region, standing = row.enrolment.region, row.standing
    forecast = row.forecast(PRESENTATION)
    return [
        region.name,
        region.province.name if region.province else "",
        region.code,
        standing.memorandum_on,
        min(row.enrolment.stage, 4) if row.followed else None,
        draw.now(row),
        standing.done if row.followed else None,
        standing.asked if row.followed else None,
        *(_share(row, number) for number in board.books),
        standing.quick_wins if row.followed else None,
        board.cohort.edition.quick_win_minimum,
        standing.signed,
        standing.signatories,
        ", ".join(standing.mentors),
        row.holder or None,
        standing.stuck_since,
        row.days,
        standing.sentence.get((get_language() or "id")[:2]),
        _shown(row, forecast),
        forecast.basis if forecast else None,
    ]


def _share(row: Row, number: int) -> float | None:
    done, total = row.books.get(number, (0, 0))
    return round(done / total, 4) if total else None


def _shown(row: Row, forecast: Forecast | None) -> str | None:
    if row.enrolment.presented_on:
        return day(row.enrolment.presented_on)
    return forecast.words if forecast else None
