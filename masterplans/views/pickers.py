"""What can a text refer to and cite? The lists behind the editor's dialogs, as JSON."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from masterplans.models import Masterplan, Section
from masterplans.pdf import citations, labels
from masterplans.pdf.labels import Place
from masterplans.services import landscape, sources
from masterplans.source_forms import SourceForm
from masterplans.views.sections import visible_section
from smartcity_portal.kit.attempts import attempt, reasons_of
from smartcity_portal.kit.machine import Blocked


@login_required
@require_safe
def section_places(request: HttpRequest, pk: int) -> HttpResponse:
    """List tables, figures, sections and blocks that the text may refer to, nearest first."""
    section = _writable(request, pk)
    book = section.chapter.book.number
    rows = labels.places(section.plan).rows
    rows.sort(key=lambda place: (place.chapter != section.chapter_id, place.book != book))
    places = [_place(place, book) for place in rows if place.ref != f"section:{section.pk}"]
    return JsonResponse({"places": places})


@login_required
@require_safe
def section_sources(request: HttpRequest, pk: int) -> HttpResponse:
    """List the works that the text may cite."""
    section = _writable(request, pk)
    return JsonResponse({"sources": _sources(section.plan)})


@login_required
@require_POST
def section_source_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a work without leaving the text; answers with the whole list and the new key."""
    section = _writable(request, pk)
    form = SourceForm(request.POST)
    if not form.is_valid():
        reasons = [
            f"{form.fields[name].label}: {error}" if name in form.fields else str(error)
            for name, errors in form.errors.items()
            for error in errors
        ]
        return JsonResponse({"state": "blocked", "reasons": reasons}, status=422)
    try:
        entry = sources.add_source(section.plan, by=request.user, **form.values)
    except (Blocked, ValidationError) as refused:
        return JsonResponse({"state": "blocked", "reasons": reasons_of(refused)}, status=422)
    return JsonResponse({"key": entry.key, "sources": _sources(section.plan)})


@login_required
@require_POST
def section_turn(request: HttpRequest, pk: int) -> HttpResponse:
    """Print the section on landscape pages, or upright again."""
    section = visible_section(request, pk)
    wanted = request.POST.get("landscape") == "1"
    done = (
        _("This section is printed on landscape pages.")
        if wanted
        else _("This section is printed upright.")
    )
    attempt(request, lambda: landscape.turn(section, wanted, by=request.user), done=done)
    return redirect(section)


def _writable(request: HttpRequest, pk: int) -> Section:
    section = visible_section(request, pk)
    if not request.user.has_perm("masterplans.edit_section", section):
        raise PermissionDenied("masterplans.edit_section")
    return section


def _place(place: Place, book: int) -> dict[str, Any]:
    kind = place.ref.partition(":")[0]
    return {
        "ref": place.ref,
        "kind": kind if kind in ("table", "figure", "section") else "block",
        "label": place.seen_from(book),
        "title": place.title,
    }


def _sources(plan: Masterplan) -> list[dict[str, str]]:
    rows = labels.sources_of(plan)
    names = citations.names_of(rows)
    return [
        {"key": row.key, "name": names[row.key], "text": citations.plain(row, names)}
        for row in citations.in_order(rows)
    ]
