"""What would an uploaded list do, and what did it do? A preview first, a decision, then the result."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.imports import findings_of, lines_below
from accounts.job_cards import card
from accounts.models import DraftState, ImportDraft, Job
from accounts.requests import SignedInRequest
from accounts.services import imports
from accounts.subjects import find
from accounts.views.sheets import ENDINGS, download
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import writing
from smartcity_portal.kit.sheets.grid import unpack
from smartcity_portal.kit.sheets.heads import Heads
from smartcity_portal.kit.sheets.lines import Finding, Outcome

ON_A_PAGE = 50


@login_required
@never_cache
def draft_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    draft = _draft(request, pk)
    job = Job.objects.about(draft).first()
    scope = find(draft.scope) if draft.scope else None
    context = {
        "draft": draft,
        "sheet": draft.declaration,
        "scope": scope,
        "job": card(job) if job and _is_of_interest(job, draft) else None,
        "twin": imports.twin_of(draft) if draft.state == DraftState.READY else None,
        "list_url": draft.declaration.address(scope) if draft.declaration else "",
        "again_url": reverse("sheets:import", args=[draft.sheet, scope.pk if scope else 0]),
        "notes": draft.heads.get("notes", []),
        "counts": _counts(draft),
        "to_go_in": draft.found.get("new", 0) + draft.found.get("changed", 0),
    }
    if draft.has_cells and draft.state != DraftState.CHECKING:
        context |= _findings(request, draft)
    return render(request, "accounts/import_draft.html", context)


def _counts(draft: ImportDraft) -> dict[str, int]:
    """Return what was found, or after it went in what became of every row of the file."""
    if draft.state != DraftState.APPLIED:
        return draft.found
    kept = {Outcome.WRONG.value, Outcome.UNCHANGED.value}
    return {
        outcome.value: draft.applied.get(outcome, 0)
        + (draft.found.get(outcome, 0) if outcome.value in kept else 0)
        for outcome in Outcome
    }


def _is_of_interest(job: Job, draft: ImportDraft) -> bool:
    """A job that is over says nothing more than the page itself, unless it failed."""
    busy = draft.state in {DraftState.CHECKING, DraftState.APPLYING}
    return job.is_active or busy


def _findings(request: SignedInRequest, draft: ImportDraft) -> dict[str, Any]:
    findings = findings_of(draft)
    by_outcome = {
        outcome: [finding for finding in findings if finding.outcome == outcome]
        for outcome in (Outcome.WRONG, Outcome.CHANGED, Outcome.NEW, Outcome.UNCHANGED)
    }
    filled = [outcome for outcome, rows in by_outcome.items() if rows]
    asked = request.GET.get("lihat", "")
    chosen = Outcome(asked) if asked in filled else (filled or [Outcome.NEW])[0]
    page = Paginator(by_outcome[chosen], ON_A_PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "rows": _rows(page, chosen),
        "columns": _heads(chosen),
        "wrong": len(by_outcome[Outcome.WRONG]),
        "chosen": chosen.value,
        "tabs": [
            {
                "label": _words(outcome, draft),
                "url": f"?lihat={outcome.value}",
                "count": len(by_outcome[outcome]),
                "current": outcome == chosen,
            }
            for outcome in filled
        ],
    }


def _words(outcome: Outcome, draft: ImportDraft) -> str:
    return {
        Outcome.WRONG: _("Wrong"),
        Outcome.CHANGED: _("Changed"),
        Outcome.NEW: _("New"),
        Outcome.UNCHANGED: _("Unchanged"),
    }[outcome]


def _heads(chosen: Outcome) -> list[dict[str, Any]]:
    heads = [{"label": _("Row")}]
    if chosen == Outcome.WRONG:
        return [
            *heads,
            {"label": _("Column")},
            {"label": _("Value")},
            {"label": _("What is wrong")},
        ]
    if chosen == Outcome.CHANGED:
        return [*heads, {"label": _("Column")}, {"label": _("Before")}, {"label": _("After")}]
    return [*heads, {"label": _("Content")}]


def _rows(page: Page, chosen: Outcome) -> list[dict[str, Any]]:
    """Return one line of the table per error or change, so that each has its column and value."""
    rows = []
    for finding in page:
        if chosen == Outcome.WRONG:
            rows += [
                _line(finding, head or "–", value or "–", sentence)
                for head, sentence, value in finding.errors
            ]
        elif chosen == Outcome.CHANGED:
            rows += [
                _line(finding, head, before or "–", after or "–")
                for head, before, after in finding.changes
            ]
        else:
            rows.append(_line(finding, finding.title))
    return rows


def _line(finding: Finding, *texts: str) -> dict[str, Any]:
    small = finding.title[:60] if len(texts) > 1 else ""
    return {
        "title": _("Row %(number)d") % {"number": finding.number},
        "small": small,
        "cells": [{"text": text, "full": text == texts[-1]} for text in texts],
    }


@login_required
@require_POST
def draft_apply(request: SignedInRequest, pk: int) -> HttpResponse:
    draft = _draft(request, pk)
    try:
        imports.apply(draft, by=request.user)
    except Blocked as blocked:
        messages.error(request, " ".join(blocked.reasons))
    return redirect(draft)


@login_required
@require_POST
def draft_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    draft = _draft(request, pk)
    try:
        imports.discard(draft, by=request.user)
        messages.success(request, _("The upload was discarded. Nothing was changed."))
    except Blocked as blocked:
        messages.error(request, " ".join(blocked.reasons))
    return redirect(draft)


@login_required
@never_cache
def draft_errors(request: SignedInRequest, pk: int, ending: str) -> HttpResponse:
    draft = _draft(request, pk)
    sheet = draft.declaration
    wrong = {f.number: f for f in findings_of(draft) if f.outcome == Outcome.WRONG}
    if ending not in ENDINGS or sheet is None or not draft.has_cells or not wrong:
        raise Http404
    scope = find(draft.scope) if draft.scope else None
    grid, heads = unpack(bytes(draft.cells)), Heads(**draft.heads)
    columns = sheet.columns_of(scope)
    read = [column for column in columns if column.key in heads.places]
    lines = (
        (
            [_cell(line.cells, heads.places[column.key]) for column in read],
            " ".join(_spoken(error) for error in wrong[line.number].errors),
        )
        for line in lines_below(grid, heads)
        if line.number in wrong
    )
    names = [str(column.header) for column in read]
    title = _("to be corrected %(title)s") % {"title": sheet.title}
    content = writing.with_errors(columns, names, lines, ending)
    return download(content, writing.file_name(title, scope, ending))


def _cell(cells: list[Any], place: int) -> Any:
    cell = cells[place] if place < len(cells) else None
    return getattr(cell, "shown", cell)


def _spoken(error: tuple[str, str, str]) -> str:
    head, sentence, _value = error
    return f"{head}: {sentence}" if head else sentence


def _draft(request: SignedInRequest, pk: int) -> ImportDraft:
    drafts = ImportDraft.objects.visible_to(request.user).select_related("by")
    return get_object_or_404(drafts, pk=pk)
