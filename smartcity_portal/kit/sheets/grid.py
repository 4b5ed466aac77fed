"""What was read from a file, before anything is understood? Lines of cells with their row numbers."""

import json
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from smartcity_portal.kit import formats
from smartcity_portal.kit.machine import Blocked

MOST_BYTES = 10 * 1024 * 1024
MOST_LINES = 20_000
MOST_COLUMNS = 200
MOST_CHARACTERS = 32_767


@dataclass(frozen=True)
class Fault:
    """A cell whose value cannot be known; the sentence says why and what to do."""

    sentence: str
    shown: str = ""


@dataclass
class Line:
    number: int
    cells: list[Any]

    @property
    def is_empty(self) -> bool:
        return all(cell is None or cell == "" for cell in self.cells)


@dataclass
class Grid:
    """One sheet of a file. `notes` are sentences about what was left aside."""

    title: str = ""
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def filled(self) -> list[Line]:
        return [line for line in self.lines if not line.is_empty]


def require_room(count: int) -> None:
    """Raise Blocked when a sheet has more lines than the portal takes at once."""
    if count > MOST_LINES:
        raise Blocked(
            [
                _(
                    "The sheet has more than %(limit)s rows. Divide it into several files; nothing was stored."
                )
                % {"limit": formats.number(MOST_LINES)}
            ]
        )


def pack(grid: Grid) -> bytes:
    """Return the lines as compressed JSON."""
    data = {
        "title": grid.title,
        "notes": grid.notes,
        "lines": [[line.number, [_coded(cell) for cell in line.cells]] for line in grid.lines],
    }
    return zlib.compress(json.dumps(data, ensure_ascii=False).encode())


def unpack(packed: bytes) -> Grid:
    """Return what `pack` has stored."""
    data = json.loads(zlib.decompress(packed))
    lines = [Line(number, [_plain(cell) for cell in cells]) for number, cells in data["lines"]]
    return Grid(data["title"], lines, data["notes"])


def _coded(cell: Any) -> Any:
    if isinstance(cell, Fault):
        return {"fault": cell.sentence, "shown": cell.shown}
    if isinstance(cell, datetime):
        return {"moment": cell.isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    if isinstance(cell, time):
        return {"time": cell.isoformat()}
    return cell


def _plain(cell: Any) -> Any:
    if not isinstance(cell, dict):
        return cell
    if "fault" in cell:
        return Fault(cell["fault"], cell["shown"])
    if "moment" in cell:
        return datetime.fromisoformat(cell["moment"])
    return date.fromisoformat(cell["day"]) if "day" in cell else time.fromisoformat(cell["time"])
