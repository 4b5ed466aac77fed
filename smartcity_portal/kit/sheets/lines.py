"""What does a line of a file say, and is it new, changed, unchanged or wrong? Nothing is saved here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from smartcity_portal.kit.sheets.choices import plain
from smartcity_portal.kit.sheets.declared import ID, Column, Row, Sheet
from smartcity_portal.kit.sheets.grid import Fault, Line
from smartcity_portal.kit.sheets.heads import Heads
from smartcity_portal.kit.sheets.kinds import Unreadable


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"


@dataclass
class Finding:
    """What was found about one line. `errors` are (head, sentence, value as it stood),
    `changes` (head, before, after)."""

    number: int
    outcome: Outcome
    title: str = ""
    errors: list[tuple[str, str, str]] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)

    def refuse(self, sentence: str, head: str = "", value: str = "") -> None:
        self.outcome = Outcome.WRONG
        self.errors.append((head, sentence, value))


class Known:
    """The rows that the list holds now, found by the portal's number or by their natural key."""

    def __init__(self, sheet: Sheet, scope: Any, user: Any, columns: Sequence[Column]) -> None:
        self.sheet, self.columns = sheet, columns
        self.by_id: dict[int, dict[str, Any]] = {}
        self.by_key: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for row in sheet.rows(scope, user):
            if row.get(ID) is not None:
                self.by_id[row[ID]] = row
            if identity := sheet.identities(row, columns):
                self.by_key.setdefault(identity, []).append(row)

    def of(self, row: Row) -> dict[str, Any] | None:
        """Return what the list holds for this line; None when it is new."""
        if row.get(ID) in self.by_id:
            return self.by_id[row[ID]]
        identity = self.sheet.identities(row, self.columns)
        same = self.by_key.get(identity, []) if identity else []
        return same[0] if len(same) == 1 else None

    def is_ambiguous(self, row: Row) -> bool:
        """Say whether the list holds several rows of this key, so that the number must tell."""
        identity = self.sheet.identities(row, self.columns)
        return (
            row.get(ID) not in self.by_id
            and identity is not None
            and len(self.by_key.get(identity, [])) > 1
        )


def understand(
    line: Line, heads: Heads, columns: Sequence[Column], scope: Any
) -> tuple[Row, Finding]:
    """Return the values of a line and what is wrong with them."""
    row, finding = Row(), Finding(line.number, Outcome.NEW)
    row.number = line.number
    shown = []
    for column in columns:
        place = heads.places.get(column.key)
        if place is None or column.computed:
            continue
        cell = line.cells[place] if place < len(line.cells) else None
        try:
            row[column.key] = _value(cell, column, scope)
        except Unreadable as wrong:
            finding.refuse(str(wrong), str(column.header), _as_it_stood(cell))
        else:
            shown.append(column.kind.show(row[column.key]))
    finding.title = ", ".join(text for text in shown if text)[:120]
    return row, finding


def compare(row: Row, before: dict[str, Any] | None, columns: Sequence[Column]) -> list[tuple]:
    """Return (head, before, after) of every column of the line whose value differs."""
    if before is None:
        return []
    changes = []
    for column in columns:
        if column.key not in row or column.key == ID:
            continue
        old, new = column.kind.show(before.get(column.key)), column.kind.show(row[column.key])
        if old != new:
            changes.append((str(column.header), old, new))
    return changes


def judge(row: Row, finding: Finding, known: Known, columns: Sequence[Column]) -> None:
    """Say whether a readable line is new, changed or unchanged, and give it its row's number."""
    if known.is_ambiguous(row):
        finding.refuse(
            _(
                "The list holds several rows like this. Export it and keep the column “%(head)s”, so that the right one is changed."
            )
            % {"head": columns[-1].header}
        )
        return
    before = known.of(row)
    row.id = before.get(ID) if before else None
    row.pop(ID, None)
    finding.changes = compare(row, before, columns)
    if before is not None:
        finding.outcome = Outcome.CHANGED if finding.changes else Outcome.UNCHANGED


def same_twice(sheet: Sheet, rows: list[tuple[Row, Finding]], columns: Sequence[Column]) -> None:
    """Refuse the second line of the same key or number in one file."""
    seen: dict[Any, int] = {}
    for row, finding in rows:
        marks = [("id", row[ID])] if row.get(ID) is not None else []
        if identity := sheet.identities(row, columns):
            marks.append(("key", identity))
        earlier = next((seen[mark] for mark in marks if mark in seen), None)
        if earlier is not None:
            finding.refuse(
                _("The same stands in row %(number)d already. Keep one of them.")
                % {"number": earlier}
            )
        for mark in marks:
            seen.setdefault(mark, finding.number)


def _value(cell: Any, column: Column, scope: Any) -> Any:
    if isinstance(cell, Fault):
        raise Unreadable(cell.sentence)
    if cell is None or (isinstance(cell, str) and not plain(cell)):
        if column.required:
            raise Unreadable(_("This may not be empty."))
        return column.kind.empty()
    value = column.kind.read(cell, scope)
    if column.required and value == column.kind.empty() and value is not False:
        raise Unreadable(_("This may not be empty."))
    return value


def _as_it_stood(cell: Any) -> str:
    return cell.shown if isinstance(cell, Fault) else "" if cell is None else str(cell)[:80]
