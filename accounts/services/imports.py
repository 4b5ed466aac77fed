"""How does somebody bring a list in? Read, checked, shown, and only then applied by a worker."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import imports
from accounts.models import DraftState, ImportDraft, Job, User
from accounts.services import history, jobs, permission
from accounts.words import subject_of
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import Sheet
from smartcity_portal.kit.sheets.grid import Grid, pack
from smartcity_portal.kit.sheets.heads import match

CHECKED_AT_ONCE = 150


def bring(
    sheet: Sheet,
    scope: models.Model | None,
    grids: Sequence[Grid],
    *,
    by: User,
    file_name: str = "",
    pasted: bool = False,
) -> ImportDraft:
    """Keep what was uploaded and find out what it would do; a long list is checked by a worker.

    Raises Blocked when no sheet of the file has the columns of this list.
    """
    permission.require(sheet.may_import, scope, by=by)
    columns = sheet.columns_of(scope)
    grid, heads = match(grids, columns, bare=pasted)
    count = len(imports.lines_below(grid, heads))
    if not count:
        raise Blocked([_("Below the heads there is no row.")])
    heads.notes = [*grid.notes, *heads.notes]
    cells = pack(grid)
    draft = ImportDraft.objects.create(
        sheet=sheet.name,
        scope=subject_of(scope) if scope is not None else "",
        by=by,
        file_name=file_name[-200:],
        language=(get_language() or "id")[:2],
        sha256=hashlib.sha256(cells).hexdigest(),
        heads={"row": heads.row, "places": heads.places, "notes": heads.notes},
        cells=cells,
    )
    if count <= CHECKED_AT_ONCE:
        imports.check(draft)
        draft.refresh_from_db()
    else:
        jobs.enqueue("accounts.import_check", draft, by=by)
    return draft


@transaction.atomic
def apply(draft: ImportDraft, *, by: User) -> Any:
    """Let the right rows go in; pressed again after an interruption, it goes on where it stopped."""
    draft = _locked(draft, by=by)
    if draft.state not in {DraftState.READY, DraftState.APPLYING}:
        raise Blocked(
            [_("This import is not waiting for a decision: %(state)s.") % _state_of(draft)]
        )
    sheet, scope = draft.declaration, imports.find(draft.scope)
    if sheet is None:
        raise Blocked([_("This list is no longer offered for import.")])
    permission.require(sheet.may_import, scope, by=by)
    if not draft.found.get("new") and not draft.found.get("changed"):
        raise Blocked([_("No row of this file would change anything.")])
    if draft.state == DraftState.READY:
        draft.state = DraftState.APPLYING
        draft.save(update_fields=["state"])
        history.record(
            "accounts.import.apply",
            scope or draft,
            by=by,
            title=str(sheet.title),
            new=draft.found["new"],
            changed=draft.found["changed"],
        )
    return jobs.enqueue("accounts.import_apply", draft, by=by)


@transaction.atomic
def discard(draft: ImportDraft, *, by: User) -> ImportDraft:
    """Forget what was uploaded; only while nothing has gone in."""
    draft = _locked(draft, by=by)
    if draft.state not in {DraftState.CHECKING, DraftState.READY}:
        raise Blocked([_("This import can no longer be discarded: %(state)s.") % _state_of(draft)])
    for job in Job.objects.about(draft).active():
        jobs.cancel(job, by=by)
    draft.state, draft.cells, draft.findings = DraftState.DISCARDED, b"", b""
    draft.save(update_fields=["state", "cells", "findings"])
    return draft


def twin_of(draft: ImportDraft) -> ImportDraft | None:
    """Return the last import of exactly the same cells into the same list that went in."""
    return (
        ImportDraft.objects.without_cells()
        .filter(
            sheet=draft.sheet,
            scope=draft.scope,
            sha256=draft.sha256,
            state=DraftState.APPLIED,
            by=draft.by_id,
        )
        .exclude(pk=draft.pk)
        .first()
    )


def _locked(draft: ImportDraft, *, by: User) -> ImportDraft:
    draft = ImportDraft.objects.select_for_update().without_cells().get(pk=draft.pk)
    if draft.by_id != by.pk:
        raise PermissionDenied("accounts.import")
    return draft


def _state_of(draft: ImportDraft) -> dict[str, str]:
    return {"state": str(DraftState(draft.state).label)}
