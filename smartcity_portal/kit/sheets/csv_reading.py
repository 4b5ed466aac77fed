"""Which cells does a CSV file or a pasted text hold? Encoding and delimiter are found out."""

import codecs
import csv
import io
import re
from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets.grid import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    Fault,
    Grid,
    Line,
    require_room,
)
from smartcity_portal.kit.sheets.guard import unguarded

DELIMITERS = "\t;,|"
SAMPLE = 25
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read(content: bytes) -> Grid:
    """Return the cells of a CSV file."""
    encoding = _encoding_of(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        encoding, text = "cp1252", content.decode("cp1252", errors="replace")
    if len(BINARY.findall(text[:4000])) > 4:
        raise Blocked([_("This is not a spreadsheet. Upload an XLSX or CSV file.")])
    grid = read_text(text)
    if encoding == "cp1252":
        grid.notes.append(
            _(
                "The file names no encoding; it was read as Windows text. Look at letters with accents."
            )
        )
    return grid


def read_text(text: str) -> Grid:
    """Return the cells of a text with tabs, semicolons or commas between them."""
    text = text.removeprefix("\ufeff")
    hint = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    lead = 1 if hint else 0
    text = text[hint.end() :] if hint else text
    delimiter = hint[1] if hint else _delimiter_of(text)
    lines = []
    try:
        for number, cells in enumerate(_records(text, delimiter), 1 + lead):
            require_room(number)
            lines.append(Line(number, [_cell(value) for value in cells[:MOST_COLUMNS]]))
    except csv.Error:
        raise Blocked(
            [_("A quotation mark is opened and never closed, so the rows cannot be told apart.")]
        ) from None
    return Grid(lines=lines)


def _cell(value: str) -> Any:
    if len(value) > MOST_CHARACTERS:
        return Fault(
            _(
                "The cell holds more than a spreadsheet can. Perhaps a quotation mark is not closed."
            ),
            value[:40],
        )
    return unguarded(value)


def _encoding_of(content: bytes) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding
    start = content[:400]
    if start.count(0) > len(start) // 4:
        return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
    return "utf-8"


def _delimiter_of(text: str) -> str:
    """Return the delimiter under which most lines have the same number of cells."""
    best, best_score = ";", (0.0, 0)
    for delimiter in DELIMITERS:
        try:
            counts = Counter(
                len(cells)
                for _number, cells in zip(range(SAMPLE), _records(text, delimiter), strict=False)
                if any(cells)
            )
        except csv.Error:
            continue
        width, lines = max(counts.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
        score = (lines / counts.total(), width) if width > 1 else (0.0, 1)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _records(text: str, delimiter: str) -> Any:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
