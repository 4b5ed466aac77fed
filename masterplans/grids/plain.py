"""How is the same grid a form without script? One line per row, read by the same rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from masterplans.grids.opened import OpenGrid
from masterplans.grids.saving import CONFLICT, SAVED, Cell, Line, Outcome
from smartcity_portal.kit.numbers import natural

NEW_LINES = 3


@dataclass
class PlainCell:
    """One field of the form: its name, what stands in it, and what is wrong with it."""

    name: str
    key: str
    title: str
    text: str
    options: str
    lines: bool
    may: bool
    error: str = ""
    theirs: str | None = None


@dataclass
class PlainRow:
    name: str
    title: str
    version: int
    pk: Any
    may: bool
    example: bool = False
    cells: list[PlainCell] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


class PlainForm:
    """The rows of a page with the columns of one set, and a few empty rows to fill in."""

    def __init__(
        self, opened: OpenGrid, keys: Sequence[str], records: Sequence[Any], *, user: Any
    ) -> None:
        self.opened, self.keys = opened, list(keys)
        self.user = user
        self.has_errors = False
        self.rows = [
            self._row(place, opened.line(record, user)) for place, record in enumerate(records)
        ]
        self.may_add = opened.may_add(user)
        if self.may_add:
            self.rows += [self._row(f"b{number}", None) for number in range(NEW_LINES)]

    @property
    def may_write(self) -> list[bool]:
        return [row.may for row in self.rows]

    @property
    def columns(self) -> list[dict[str, Any]]:
        """Return the heads, in the order of the cells."""
        heads = {head["key"]: head for head in self.opened.heads()}
        return [heads[key] for key in self.keys]

    def lines(self, data: Mapping[str, str]) -> list[Line]:
        """Return the rows that were changed in the form; those that nobody touched are left out."""
        found = []
        self.sent: list[PlainRow] = []
        for row in self.rows:
            line = self._line(row, data)
            if line is not None:
                found.append(line)
                self.sent.append(row)
        return found

    def take(self, lines: Sequence[Line], outcomes: Sequence[Outcome]) -> int:
        """Put sentences and what others wrote beside the cells; return how many rows were saved."""
        for row, outcome in zip(self.sent, outcomes, strict=True):
            if outcome.state == SAVED:
                continue
            self.has_errors = True
            row.said = list(outcome.said)
            shown = {cell.key: cell for cell in row.cells}
            for key, sentence in outcome.errors.items():
                if key in shown:
                    shown[key].error = sentence
                else:
                    row.said.append(f"{self.opened.columns[key].header}: {sentence}")
            if outcome.state == CONFLICT and outcome.line:
                row.version = outcome.line["version"]
                for key, theirs in outcome.theirs.items():
                    shown[key].theirs = theirs
        return sum(outcome.state == SAVED for outcome in outcomes)

    def _row(self, place: Any, line: dict[str, Any] | None) -> PlainRow:
        texts = line["cells"] if line else {}
        pk = line["id"] if line else None
        name = f"r{pk}" if pk else f"n{place}"
        title = " ".join(texts.get(key, "") for key in self.opened.grid.named_by).strip()
        may = line["may"] if line else True
        row = PlainRow(
            name, title, line["version"] if line else 0, pk, may, bool(line and line["example"])
        )
        for head in self.columns:
            given = head["given"] or not may
            row.cells.append(
                PlainCell(
                    f"{name}-{head['key']}",
                    head["key"],
                    head["title"],
                    texts.get(head["key"], ""),
                    f"pilihan-{head['key']}" if head["options"] else "",
                    head["lines"],
                    not given,
                )
            )
        return row

    def _line(self, row: PlainRow, data: Mapping[str, str]) -> Line | None:
        if not row.may or f"{row.name}-version" not in data:
            return None
        line = Line(id=row.pk, version=natural(data[f"{row.name}-version"]) or 0)
        for cell in row.cells:
            typed = data.get(cell.name)
            if not cell.may or typed is None:
                continue
            typed = typed.replace("\r\n", "\n").strip()
            if typed != cell.text:
                line.cells[cell.key] = Cell(typed)
                cell.text = typed
        if not line.cells:
            return None
        for cell in row.cells:
            if not cell.may and row.may and cell.text:
                line.cells[cell.key] = Cell(cell.text, cell.text)
        return line
