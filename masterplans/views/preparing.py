"""How does a mentor prepare a verdict? Ticks of the checklist, and remarks on cells of tables."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans import cells
from masterplans.forms import CellCommentForm
from masterplans.models import Chapter
from masterplans.services import comments, reviewing
from masterplans.snapshot import block_kinds
from masterplans.views import chapters, review, verdicts
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.numbers import natural


@login_required
@require_POST
def review_prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep ticks and note; with "next" go on to the next chapter of the round."""
    chapter = chapters.visible_chapter(request, pk)
    revision = chapter.revisions.filter(pk=natural(request.POST.get("revision")) or 0).first()
    if revision is None:
        messages.error(request, _("This chapter has changed since you opened it. Read it again."))
        return redirect(chapter)
    ticks, note = request.POST.getlist("tick"), request.POST.get("note", "")
    kept = attempt(
        request, lambda: reviewing.prepare(revision, ticks=ticks, note=note, by=request.user)
    )
    if request.htmx:
        context = {"checklist": verdicts.checklist_of(chapter, request.user), "kept": kept}
        return render(request, "masterplans/_checklist.html", context)
    if request.POST.get("then") == "next":
        return review.go_on(request, chapter.pk)
    return redirect(chapter)


@login_required
def comment_on_cell(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a cell of the tables that a chapter shows, and say something about it."""
    chapter = chapters.visible_chapter(request, pk)
    if not request.user.has_perm("masterplans.add_comment", chapter):
        raise PermissionDenied("masterplans.add_comment")
    tables = cells.rows_shown(chapter.plan, block_kinds(chapter.sections.all()))
    form = CellCommentForm(request.POST or None)
    picked = request.POST.get("cell", request.GET.get("sel", ""))
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: _remark(request, chapter, form.cleaned_data, picked),
        done=_("The comment stands beside the text."),
    ):
        return redirect(f"{chapter.get_absolute_url()}#comments")
    number = min(natural(request.GET.get("tabel")) or 0, max(len(tables) - 1, 0))
    context = {
        "chapter": chapter,
        "crumbs": [
            *chapters.crumbs(chapter, request.user)[:-1],
            {"label": chapter.label, "url": chapter.get_absolute_url()},
            {"label": _("Comment on a table"), "url": ""},
        ],
        "form": form,
        "picked": picked,
        "tables": [
            {
                "label": title,
                "url": f"?tabel={place}",
                "current": place == number,
                "count": len(rows),
            }
            for place, (title, rows) in enumerate(tables)
        ],
        "table": _table(*tables[number]) if tables else None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "masterplans/comment_on_cell.html", context, status=status)


def _remark(request: HttpRequest, chapter: Chapter, said: dict[str, Any], picked: str) -> None:
    cell = cells.find(chapter.plan, picked)
    if cell is None:
        raise ValidationError(_("Choose the cell that your comment is about."))
    comments.add(chapter, cell=cell, by=request.user, **said)


def _table(title: Any, rows: list[Any]) -> dict[str, Any]:
    lines = [cells.cells_of(row) for row in rows]
    kind = rows[0]._meta.model_name
    return {
        "title": title,
        "heads": [cell.label for cell in lines[0]],
        "rows": [
            {
                "name": line[0].name if line else "",
                "cells": [(f"{kind}:{row.pk}:{cell.field}", cell) for cell in line],
            }
            for row, line in zip(rows, lines, strict=True)
        ],
    }
