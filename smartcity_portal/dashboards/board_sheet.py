"""How does the board look as a spreadsheet that a meeting can work with?"""

from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from smartcity_portal.dashboards.board import Board, Row, now_words
from smartcity_portal.kit.documents import MIME

RISKY = ("=", "+", "-", "@", "\t", "\r")


def sheet_response(board: Board, rows: list[Row]) -> HttpResponse:
    """Return the rows as an XLSX download."""
    book = Workbook()
    sheet = book.active
    sheet.title = str(board.cohort.year)
    sheet.append(_heads(board))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([_safe(value) for value in _values(board, row)])
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 24
    out = BytesIO()
    book.save(out)
    response = HttpResponse(out.getvalue(), content_type=MIME["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="papan-{board.cohort.year}.xlsx"'
    return response


def _heads(board: Board) -> list[str]:
    return [
        _("Region"),
        _("Province"),
        _("Kemendagri code"),
        _("MoU signed on"),
        _("Stage"),
        _("Now"),
        *(f"Buku {number}" for number in board.books),
        _("Quick wins final"),
        _("Quick wins asked for"),
        _("Commitments signed"),
        _("Signatories"),
        _("Mentors"),
        _("Waiting for"),
        _("Days"),
        _("What waits"),
    ]


def _values(board: Board, row: Row) -> list[Any]:
    region, stuck = row.enrolment.region, row.stuck
    signed, asked = row.commitments or (None, None)
    return [
        region.name,
        region.province.name,
        region.code,
        row.memorandum.signed_on if row.memorandum else None,
        min(row.enrolment.stage, 4) if row.is_followed else None,
        now_words(row),
        *(_share(row, number) for number in board.books),
        row.final_quick_wins if row.is_followed else None,
        row.wanted_quick_wins,
        signed,
        asked,
        ", ".join(row.mentors),
        stuck.holder.name if stuck else None,
        stuck.days if stuck else None,
        stuck.text if stuck else None,
    ]


def _share(row: Row, number: int) -> float | None:
    done, total = row.books.get(number, (0, 0))
    return round(done / total, 4) if total else None


def _safe(value: Any) -> Any:
    """Keep a text from being read as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value
