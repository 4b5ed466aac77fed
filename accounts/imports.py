"""How does an uploaded list become findings, and findings rows? Tried before it is decided.

Checking really calls the services and takes everything back, so that every refusal is known
before anything is stored. Applying goes in pieces; what was interrupted goes on where it stopped.
"""

import json
import logging
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import DraftState, ImportDraft
from accounts.subjects import find
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import Column, Row, Sheet
from smartcity_portal.kit.sheets.grid import Grid, Line, unpack
from smartcity_portal.kit.sheets.heads import Heads
from smartcity_portal.kit.sheets.lines import (
    Finding,
    Known,
    Outcome,
    judge,
    same_twice,
    understand,
)

log = logging.getLogger(__name__)

AT_ONCE = 200
GO_IN = (Outcome.NEW, Outcome.CHANGED)
Progress = Callable[[int, int], None]
Pair = tuple[Row, Finding]


def silent(done: int, total: int) -> None:
    """Tell nobody."""


class Reading:
    """An uploaded list, understood: its declaration, its scope and its lines with what was found."""

    def __init__(self, draft: ImportDraft) -> None:
        sheet = draft.declaration
        if sheet is None:
            raise Blocked([_("This list is no longer offered for import.")])
        self.draft, self.sheet = draft, sheet
        self.scope = find(draft.scope) if draft.scope else None
        if sheet.scope is not None and self.scope is None:
            raise Blocked([_("What this list belongs to no longer exists.")])
        if not draft.by.has_perm(sheet.may_import, self.scope):
            raise PermissionDenied(sheet.may_import)
        self.columns = [column.prepared(self.scope) for column in sheet.columns_of(self.scope)]
        self.heads = Heads(**draft.heads)
        self.grid = unpack(bytes(draft.cells))

    def lines(self) -> list[Line]:
        return lines_below(self.grid, self.heads)

    def judged(self) -> list[Pair]:
        """Return every line with what it would do to the list as it stands now."""
        pairs = [understand(line, self.heads, self.columns, self.scope) for line in self.lines()]
        readable = [pair for pair in pairs if pair[1].outcome != Outcome.WRONG]
        same_twice(self.sheet, readable, self.columns)
        known = Known(self.sheet, self.scope, self.draft.by, self.columns)
        for row, finding in readable:
            if finding.outcome != Outcome.WRONG:
                judge(row, finding, known, self.columns)
        return pairs


def lines_below(grid: Grid, heads: Heads) -> list[Line]:
    """Return the filled lines below the heads."""
    return [line for line in grid.filled() if line.number > heads.row]


def in_its_language(work: Callable[..., Any]) -> Callable[..., Any]:
    """Let the work speak the language in which the preview was asked for, so that words compare."""

    @wraps(work)
    def speaking(draft: ImportDraft, *args: Any) -> Any:
        with translation.override(draft.language):
            return work(draft, *args)

    return speaking


@in_its_language
def check(draft: ImportDraft, progress: Progress = silent) -> None:
    """Find out what every line would do, by doing it and taking it back. Safe to run twice."""
    reading = Reading(draft)
    pairs = reading.judged()
    ready = [pair for pair in pairs if pair[1].outcome in GO_IN]
    for done, chunk in _chunks(ready):
        progress(done, len(ready))
        with transaction.atomic():
            saved = store(reading.sheet, reading.scope, chunk, reading.columns, by=draft.by)
            transaction.set_rollback(True)
        for (_row, finding), sentence in zip(chunk, saved, strict=True):
            if sentence:
                finding.refuse(sentence)
    findings = [finding for _row, finding in pairs]
    ImportDraft.objects.filter(pk=draft.pk, state=DraftState.CHECKING).update(
        findings=packed(findings), found=counted(findings), state=DraftState.READY
    )


@in_its_language
def apply(draft: ImportDraft, progress: Progress = silent) -> dict[str, int]:
    """Let the lines that may go in go in, piece by piece. Safe to run twice."""
    reading = Reading(draft)
    decided = {finding.number: finding for finding in findings_of(draft)}
    total = draft.found[Outcome.NEW] + draft.found[Outcome.CHANGED]
    left = [
        pair
        for pair in reading.judged()
        if pair[1].number > draft.position and decided[pair[1].number].outcome in GO_IN
    ]
    for done, chunk in _chunks(left):
        progress(total - len(left) + done, total)
        _apply_chunk(reading, chunk, decided)
    ImportDraft.objects.filter(pk=draft.pk, state=DraftState.APPLYING).update(
        state=DraftState.APPLIED, applied_at=timezone.now()
    )
    draft.refresh_from_db(fields=["applied"])
    return draft.applied


@transaction.atomic
def _apply_chunk(reading: Reading, chunk: list[Pair], decided: dict[int, Finding]) -> None:
    draft = ImportDraft.objects.select_for_update().without_cells().get(pk=reading.draft.pk)
    if draft.state != DraftState.APPLYING:
        raise Blocked([_("This import is no longer going in.")])
    as_decided = {now.number: decided[now.number].outcome for _row, now in chunk}
    going = []
    for row, now in chunk:
        before = decided[now.number]
        if now.outcome == Outcome.UNCHANGED:
            before.outcome = Outcome.UNCHANGED
        elif now.outcome == Outcome.WRONG:
            before.outcome, before.errors = Outcome.WRONG, now.errors
        elif (now.outcome, now.changes) != (before.outcome, before.changes):
            before.refuse(_("Somebody changed this row after the preview. Look at it again."))
        else:
            going.append((row, before))
    saved = store(reading.sheet, reading.scope, going, reading.columns, by=reading.draft.by)
    for (_row, finding), sentence in zip(going, saved, strict=True):
        if sentence:
            finding.refuse(sentence)
    applied = Counter(draft.applied) + Counter(decided[n].outcome.value for n in as_decided)
    draft.applied, draft.position = dict(applied), chunk[-1][1].number
    if any(decided[number].outcome != outcome for number, outcome in as_decided.items()):
        ImportDraft.objects.filter(pk=draft.pk).update(findings=packed(decided.values()))
    draft.save(update_fields=["applied", "position"])


def store(
    sheet: Sheet, scope: Any, pairs: Sequence[Pair], columns: Sequence[Column], *, by: Any
) -> list[str]:
    """Hand the rows to the list's service; return a sentence for each that was refused."""
    rows = [row for row, _finding in pairs]
    if sheet.save_many is not None and len(rows) > 1:
        try:
            with transaction.atomic():
                refused = list(sheet.save_many(scope, rows, by=by))
            return [_sentence(error, columns) if error else "" for error in refused]
        except Exception:
            log.info("a piece of %s goes in row by row", sheet.name, exc_info=True)
    return [_store_one(sheet, scope, row, columns, by=by) for row in rows]


def _store_one(sheet: Sheet, scope: Any, row: Row, columns: Sequence[Column], *, by: Any) -> str:
    try:
        with transaction.atomic():
            if sheet.save is not None:
                sheet.save(scope, row, by=by)
            elif sheet.save_many is not None:
                refused = list(sheet.save_many(scope, [row], by=by))[0]
                if refused:
                    raise refused
    except Exception as error:
        return _sentence(error, columns)
    return ""


def _sentence(error: Exception, columns: Sequence[Column]) -> str:
    if isinstance(error, Blocked):
        return " ".join(error.reasons)
    if isinstance(error, ValidationError):
        return _of_validation(error, columns)
    if isinstance(error, PermissionDenied):
        return _("You may not change this row.")
    if isinstance(error, DatabaseError):
        log.warning("a row was refused by the database", exc_info=error)
        return _("This row contradicts another one, or a value does not fit. Check it again.")
    log.error("a row could not be stored", exc_info=error)
    return _("This row could not be stored because of an unexpected error. Tell the operators.")


def _of_validation(error: ValidationError, columns: Sequence[Column]) -> str:
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    heads = {column.key: str(column.header) for column in columns}
    parts = []
    for name, messages in error.message_dict.items():
        text = " ".join(messages)
        parts.append(f"{heads[name]}: {text}" if name in heads else text)
    return " ".join(parts)


def _chunks(pairs: list[Pair]) -> Iterator[tuple[int, list[Pair]]]:
    for start in range(0, len(pairs), AT_ONCE):
        yield start, pairs[start : start + AT_ONCE]


def packed(findings: Any) -> bytes:
    """Return findings as compressed JSON."""
    data = [asdict(finding) for finding in findings]
    return zlib.compress(json.dumps(data, ensure_ascii=False).encode())


def findings_of(draft: ImportDraft) -> list[Finding]:
    """Return what was found about every line."""
    if not draft.findings:
        return []
    rows = json.loads(zlib.decompress(bytes(draft.findings)))
    return [
        Finding(
            row["number"],
            Outcome(row["outcome"]),
            row["title"],
            [tuple(error) for error in row["errors"]],
            [tuple(change) for change in row["changes"]],
        )
        for row in rows
    ]


def counted(findings: list[Finding]) -> dict[str, int]:
    """Return how many lines there are of each outcome."""
    return {
        outcome.value: sum(finding.outcome == outcome for finding in findings)
        for outcome in Outcome
    }


@transaction.atomic
def forget() -> int:
    """Forget the cells of outlived uploads; what went in stays, with its counts."""
    undecided = [DraftState.CHECKING, DraftState.READY, DraftState.APPLYING]
    old = ImportDraft.objects.outlived()
    old.filter(state__in=undecided).update(state=DraftState.EXPIRED)
    return old.update(cells=b"", findings=b"")
