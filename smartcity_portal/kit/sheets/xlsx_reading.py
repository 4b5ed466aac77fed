"""Which cells does an Excel file hold? Read line by line, bounded, with what cannot be read named."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet._reader import FORMULA_TAG, MERGE_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from smartcity_portal.kit import formats
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets.grid import MOST_COLUMNS, Fault, Grid, Line, require_room

MOST_PARTS = 2000
MOST_UNPACKED = 80 * 1024 * 1024
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read(content: bytes) -> list[Grid]:
    """Return the visible sheets; hidden ones are named in the notes of the first."""
    _require_harmless(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            hidden = [s.title for s in book.worksheets if s.sheet_state != "visible"]
            grids = [_grid(s) for s in book.worksheets if s.sheet_state == "visible"]
    except Blocked:
        raise
    except Exception:
        raise Blocked(
            [_("The file is damaged and cannot be opened. Save it anew and try again.")]
        ) from None
    if not grids:
        raise Blocked([_("All sheets of the file are hidden. Show the one that is meant.")])
    if hidden:
        names = ", ".join(f"“{title}”" for title in hidden)
        grids[0].notes.append(_("Hidden sheets were not read: %(names)s.") % {"names": names})
    return grids


def _require_harmless(content: bytes) -> None:
    """Raise Blocked for a file that would unpack to more than the portal can hold."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Blocked(
                [
                    _(
                        "Unpacked, the file is larger than %(limit)s. Copy only the rows that are meant into a new file; nothing was stored."
                    )
                    % {"limit": formats.size(MOST_UNPACKED)}
                ]
            )
        for part in parts:
            if part.flag_bits & 1:
                raise Blocked(
                    [_("The file is locked with a password. Save it without one and try again.")]
                )
            if part.filename.endswith((".xml", ".rels")) and _declares(archive, part):
                raise Blocked([_("This is not a file that Excel has written. Save it anew.")])


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Say whether an XML part declares entities of its own, which no spreadsheet program does."""
    with archive.open(part) as file:
        start = file.read(2048).replace(b"\0", b"").upper()
    return b"<!DOCTYPE" in start or b"<!ENTITY" in start


def _grid(sheet: Any) -> Grid:
    book = sheet.parent
    with sheet._get_source() as source:
        parser = _Parser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        lines = list(parser.lines())
    _mark_merged(lines, parser.merged)
    return Grid(sheet.title, lines)


class _Parser(WorkSheetParser):
    """Reads cells, knows formulas without a result, and remembers merged ranges."""

    def lines(self) -> Iterator[Line]:
        self.merged: list[str] = []
        count = 0
        for _event, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                number, cells = self.parse_row(element)
                element.clear()
                count += bool(cells)
                require_room(count)
                yield Line(number, _in_places(cells))
            elif element.tag == MERGE_TAG:
                self.merged = [child.get("ref", "") for child in element]

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["value"] = Fault(
                _(
                    "Cell %(cell)s holds a formula without a result. Copy it and paste it as a value."
                )
                % {"cell": element.get("r", "")}
            )
        elif cell["data_type"] == "e":
            cell["value"] = Fault(
                _("Cell %(cell)s shows the error %(error)s. Correct it in the spreadsheet.")
                % {"cell": element.get("r", ""), "error": cell["value"]},
                str(cell["value"]),
            )
        return cell


def _in_places(cells: list[dict[str, Any]]) -> list[Any]:
    kept = [cell for cell in cells if cell["column"] <= MOST_COLUMNS]
    width = max((cell["column"] for cell in kept), default=0)
    line: list[Any] = [None] * width
    for cell in kept:
        line[cell["column"] - 1] = _value(cell["value"])
    return line


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, timedelta):
        return (datetime.min + value).time() if timedelta() <= value < timedelta(days=1) else None
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value


def _mark_merged(lines: list[Line], ranges: list[str]) -> None:
    """Put a fault into every cell of a merged range, so that no row takes a neighbour's value."""
    by_number = {line.number: line for line in lines}
    for name in ranges:
        left, top, right, bottom = range_boundaries(name)
        fault = Fault(
            _("Cells %(cells)s are merged. Unmerge them and fill in every row.")
            % {"cells": name.replace(":", "–")}
        )
        for number in range(top, min(bottom, top + len(lines)) + 1):
            line = by_number.get(number)
            if line is None:
                continue
            line.cells += [None] * (min(right, MOST_COLUMNS) - len(line.cells))
            for column in range(left, min(right, MOST_COLUMNS) + 1):
                line.cells[column - 1] = fault
