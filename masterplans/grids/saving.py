"""How do changed cells go in? Row by row through the service; what somebody else changed is never overwritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from masterplans.grids.opened import OpenGrid
from masterplans.models import ArrivedRow
from masterplans.services import records
from masterplans.services.mandates import Stale
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import Row, Unreadable

MOST_IN_BATCH = 100
MOST_LETTERS = 20_000
SAVED, REFUSED, CONFLICT, GONE, REMOVED, READ = (
    "saved",
    "refused",
    "conflict",
    "gone",
    "removed",
    "read",
)


@dataclass
class Cell:
    """What was typed into a cell, and what stood there when it was read; None when that is not known."""

    text: str
    was: str | None = None


@dataclass
class Line:
    """A changed row. `token` names a new one, so that it arrives once."""

    cells: dict[str, Cell] = field(default_factory=dict)
    id: int | None = None
    version: int = 0
    token: str = ""
    removed: bool = False


@dataclass
class Outcome:
    """What came of a row: sentences at cells, what others wrote there, and the row as it stands."""

    state: str
    line: dict[str, Any] | None = None
    errors: dict[str, str] = field(default_factory=dict)
    theirs: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if value}


class Refused(Exception):
    """Undo a row and tell why."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__(outcome.state)


def save(opened: OpenGrid, lines: Sequence[Line], *, by: Any) -> list[Outcome]:
    """Save every row that can be saved; the others come back with sentences. Each row is one piece."""
    return [_tried(opened, line, by=by) for line in lines]


def read(opened: OpenGrid, lines: Sequence[Line]) -> list[Outcome]:
    """Read the cells without saving anything: what a paste would do."""
    outcomes = []
    for line in lines:
        values, errors = _values(opened, line)
        texts = {key: opened.columns[key].kind.show(value) for key, value in values.items()}
        outcomes.append(Outcome(REFUSED if errors else READ, {"cells": texts}, errors))
    return outcomes


def _tried(opened: OpenGrid, line: Line, *, by: Any) -> Outcome:
    try:
        with transaction.atomic():
            return _remove(opened, line, by=by) if line.removed else _write(opened, line, by=by)
    except Refused as refused:
        return refused.outcome
    except Stale as stale:
        return _changed_meanwhile(opened, stale.theirs, by=by)
    except Blocked as blocked:
        return Outcome(REFUSED, said=blocked.reasons)
    except ValidationError as wrong:
        return _placed(opened, wrong)
    except PermissionDenied:
        return Outcome(REFUSED, said=[_("You may not change this row. Ask the coordinator.")])


def _write(opened: OpenGrid, line: Line, *, by: Any) -> Outcome:
    record = _locked(opened, line)
    if line.id and record is None:
        raise Refused(
            Outcome(GONE, said=[_("Somebody removed this row. What you typed is still here.")])
        )
    if record is not None:
        theirs = _theirs(opened, record, line)
        if theirs:
            raise Refused(Outcome(CONFLICT, opened.line(record, by), theirs=theirs))
    values, errors = _values(opened, line)
    if record is None:
        errors = _missing(opened, values) | errors
    if errors:
        raise Refused(Outcome(REFUSED, errors=errors))
    row = Row(values)
    row.id = record.pk if record is not None else None
    assert opened.sheet.save is not None
    saved = opened.sheet.save(opened.enrolment, row, by=by)
    if line.token and record is None:
        ArrivedRow.objects.create(
            plan=opened.plan, token=line.token, kind=opened.grid.kind, record=saved.pk
        )
    return _standing(opened, saved.pk, by)


def _remove(opened: OpenGrid, line: Line, *, by: Any) -> Outcome:
    record = _locked(opened, line)
    if record is not None and record.pk:
        records.remove(record, by=by, base_version=line.version)
    return Outcome(REMOVED)


def _locked(opened: OpenGrid, line: Line) -> Any:
    """Return the record of a row under lock; a new row that arrived before is that record."""
    model, pk = opened.model, line.id
    if not pk and line.token:
        arrived = ArrivedRow.objects.filter(plan=opened.plan, token=line.token).first()
        pk = arrived.record if arrived else None
    if not pk and opened.grid.fixed:
        pk = opened.table.known(opened.plan, {key: cell.text for key, cell in line.cells.items()})
    if not pk:
        return None
    if not model.objects.select_for_update().filter(plan=opened.plan, pk=pk).exists():
        return None
    return next(iter(opened.records(only=pk)), None)


def _theirs(opened: OpenGrid, record: Any, line: Line) -> dict[str, str]:
    """Return what others wrote into the cells that this row changes, since it was read."""
    if record.version == line.version:
        return {}
    now = opened.shown(record)
    return {
        key: now.get(key, "")
        for key, cell in line.cells.items()
        if key in opened.columns
        and key not in opened.grid.given
        and now.get(key, "") not in (cell.was, cell.text.strip())
    }


def _values(opened: OpenGrid, line: Line) -> tuple[dict[str, Any], dict[str, str]]:
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for key, cell in line.cells.items():
        column = opened.columns.get(key)
        if column is None:
            continue
        try:
            if len(cell.text) > MOST_LETTERS:
                raise Unreadable(_("This text is too long for a cell."))
            text = cell.text.strip()
            values[key] = column.kind.read(text, opened.enrolment) if text else column.kind.empty()
            if not text and opened.is_required(key):
                raise Unreadable(_("This must not be empty."))
        except Unreadable as unreadable:
            errors[key] = str(unreadable)
    return values, errors


def _missing(opened: OpenGrid, values: Mapping[str, Any]) -> dict[str, str]:
    return {
        key: _("This must not be empty.")
        for key in opened.columns
        if opened.is_required(key) and key not in values
    }


def _standing(opened: OpenGrid, pk: Any, by: Any) -> Outcome:
    record = next(iter(opened.records(only=pk)))
    return Outcome(SAVED, opened.line(record, by))


def _changed_meanwhile(opened: OpenGrid, theirs: Any, *, by: Any) -> Outcome:
    said = [_("Somebody changed this row meanwhile; it was not removed. Look at it once more.")]
    record = next(iter(opened.records(only=theirs.pk)))
    return Outcome(CONFLICT, opened.line(record, by), said=said)


def _placed(opened: OpenGrid, wrong: ValidationError) -> Outcome:
    """Put the service's sentences at their cells; what has no cell is said of the row."""
    if not hasattr(wrong, "error_dict"):
        return Outcome(REFUSED, said=wrong.messages)
    outcome = Outcome(REFUSED)
    for name, errors in wrong.error_dict.items():
        sentences = [sentence for error in errors for sentence in error.messages]
        if name in opened.columns and name != NON_FIELD_ERRORS:
            outcome.errors[name] = " ".join(sentences)
        else:
            outcome.said += sentences
    return outcome
