"""Which column of the file is which column of the list? In both languages and in any order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets.choices import closest, plain
from smartcity_portal.kit.sheets.declared import Column
from smartcity_portal.kit.sheets.grid import Fault, Grid, Line
from smartcity_portal.kit.sheets.kinds import in_all_languages

LOOKED_AT = 15


@dataclass
class Heads:
    """Places of the known columns, the row where they stand, and sentences about the rest."""

    row: int
    places: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def match(
    grids: Sequence[Grid], columns: Sequence[Column], *, bare: bool = False
) -> tuple[Grid, Heads]:
    """Return the sheet that fits best and its heads; raise Blocked when none does.

    Of two that hold the same columns, the one with fewer others is meant.

    `bare` allows lines without any head, read in the order of the columns.
    """
    known = _known_words(columns)
    best: tuple[tuple[int, int], Grid, Line] | None = None
    for grid in grids:
        for line in grid.filled()[:LOOKED_AT]:
            words = {word for word in map(_word, line.cells) if word}
            count = len({known[word] for word in words if word in known})
            rank = (count, -len(words - known.keys()))
            if count and (best is None or rank > best[0]):
                best = (rank, grid, line)
    if best is None:
        near = _nearly(grids, columns)
        if bare and not near and (heads := _in_order(grids[0], columns)):
            return grids[0], heads
        raise Blocked([_none_known(columns), *near])
    _rank, grid, line = best
    heads = _heads(line, known, columns)
    if len(grids) > 1:
        heads.notes.append(_("The sheet “%(title)s” was read.") % {"title": grid.title})
    return grid, heads


def _heads(line: Line, known: dict[str, str], columns: Sequence[Column]) -> Heads:
    heads, unknown, faults = Heads(line.number), [], []
    error_words = {plain(text) for text in in_all_languages(gettext_lazy("Error"))}
    for place, cell in enumerate(line.cells):
        word = _word(cell)
        if isinstance(cell, Fault):
            faults.append(cell.sentence)
        elif word in known and known[word] in heads.places:
            faults.append(
                _("Two columns are called “%(head)s”. Keep one of them.") % {"head": cell}
            )
        elif word in known:
            heads.places[known[word]] = place
        elif word and word not in error_words:
            unknown.append(str(cell).strip())
    by_key = {column.key: str(column.header) for column in columns}
    absent = [header for key, header in by_key.items() if key not in heads.places]
    missing = [c.key for c in columns if c.required and c.key not in heads.places]
    faults += [_missing(by_key[key], unknown) for key in missing]
    if faults:
        raise Blocked(list(dict.fromkeys(faults)))
    heads.notes += [_not_read(head, absent) for head in unknown]
    return heads


def _known_words(columns: Sequence[Column]) -> dict[str, str]:
    return {
        _word(text): column.key
        for column in columns
        for text in (*in_all_languages(column.header), *column.aliases)
    }


def _word(cell: Any) -> str:
    """Return a head as it is compared: without case, star, colon and line breaks."""
    return re.sub(r"\s*[*:]+$", "", plain(cell)) if isinstance(cell, str | int) else ""


def error_head() -> str:
    """Return the head of the column that says what is wrong with a row."""
    return _("Error")


def _missing(header: str, unknown: list[str]) -> str:
    near = closest(header, unknown)
    if near:
        return _(
            "The column “%(header)s” is missing. Is it the one called “%(near)s”? Correct its head."
        ) % {
            "header": header,
            "near": near,
        }
    return _("The column “%(header)s” is missing.") % {"header": header}


def _not_read(head: str, absent: list[str]) -> str:
    near = closest(head, absent)
    if near:
        return _(
            "The column “%(head)s” is not known and was not read. Did you mean “%(near)s”?"
        ) % {
            "head": head,
            "near": near,
        }
    return _("The column “%(head)s” is not known and was not read.") % {"head": head}


def _none_known(columns: Sequence[Column]) -> str:
    names = ", ".join(str(column.header) for column in columns if not column.computed)
    return _("No column was recognised. The first row must hold the heads: %(names)s.") % {
        "names": names
    }


def _nearly(grids: Sequence[Grid], columns: Sequence[Column]) -> list[str]:
    """Return a sentence for every cell of the first lines that is nearly a head."""
    headers = [str(column.header) for column in columns]
    first = [line.cells for grid in grids for line in grid.filled()[:1]]
    words = [cell for cells in first for cell in cells if isinstance(cell, str) and cell.strip()]
    return [_not_read(word, headers) for word in words if closest(word, headers)]


def _in_order(grid: Grid, columns: Sequence[Column]) -> Heads | None:
    """Read lines without heads in the order of the template."""
    readable = [column for column in columns if not column.computed]
    lines = grid.filled()
    required = [place for place, column in enumerate(readable) if column.required]
    width = max((len(line.cells) for line in lines), default=0)
    if not lines or width > len(readable) or width <= max(required, default=0):
        return None
    note = _("The pasted rows have no heads; the columns were read in this order: %(names)s.")
    names = ", ".join(str(column.header) for column in readable[:width])
    places = {column.key: place for place, column in enumerate(readable[:width])}
    return Heads(0, places, [note % {"names": names}])
