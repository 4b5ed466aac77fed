"""How does somebody merge two texts? Piece by piece from both, or one of them whole."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from masterplans.comparing.pieces import MINE, PRESENT, Piece, merged, pieces
from masterplans.models import Section, SectionText
from masterplans.services import merging
from masterplans.views.kept import named
from masterplans.views.versions import crumbs_of, visible_text
from smartcity_portal.kit.attempts import attempt
from smartcity_portal.kit.numbers import natural


@login_required
def text_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where two texts differ and take the choices; "all" takes one of them whole."""
    text = visible_text(request, pk)
    section = text.section
    if not request.user.has_perm("masterplans.edit_section", section):
        raise PermissionDenied("masterplans.edit_section")
    if text.kind != SectionText.Kind.CONFLICT or text.closed_at:
        return redirect("masterplans:text_detail", pk=pk)
    found = pieces(section.html, text.html, _base_of(text))
    if request.method != "POST":
        return _page(request, text, found, {})
    choices = _choices(request, found)
    result = merged(found, choices)
    if result is None:
        messages.error(request, _("Choose in every place which text stays."))
        return _page(request, text, found, choices, status=422)
    base = natural(request.POST.get("base_version"))
    version = -1 if base is None else base
    done = _("Both texts are merged. Read the result once more.")
    if attempt(
        request,
        lambda: merging.merge(text, result, by=request.user, base_version=version),
        done=done,
    ):
        return redirect(section)
    fresh = visible_text(request, pk)
    if fresh.closed_at:
        return redirect(section)
    found = pieces(fresh.section.html, fresh.html, _base_of(fresh))
    return _page(request, fresh, found, {}, status=409)


def _choices(request: HttpRequest, found: list[Piece]) -> dict[int, str]:
    whole = request.POST.get("all", "")
    if whole in {PRESENT, MINE}:
        return {piece.number: whole for piece in found}
    return {piece.number: request.POST.get(f"piece-{piece.number}", "") for piece in found}


def _base_of(text: SectionText) -> str | None:
    """Return the text that both writers began with, when it is still kept."""
    rows = text.section.texts.versions().filter(version=text.version)
    return rows.values_list("html", flat=True).first() if text.version else ""


def _page(
    request: HttpRequest,
    text: SectionText,
    found: list[Piece],
    choices: dict[int, str],
    *,
    status: int = 200,
) -> HttpResponse:
    section: Section = text.section
    shown = [_shown(piece, choices) for piece in found]
    context: dict[str, Any] = {
        "section": section,
        "text": text,
        "beside": named(text, section),
        "present": {"who": section.updated_by, "at": section.updated_at},
        "is_mine": text.by_id == request.user.pk,
        "crumbs": crumbs_of(section, _("Merge two texts")),
        "pieces": shown,
        "open": sum(not piece["same"] for piece in shown),
    }
    return render(request, "masterplans/text_merge.html", context, status=status)


def _shown(piece: Piece, choices: dict[int, str]) -> dict[str, Any]:
    return {
        "number": piece.number,
        "same": piece.is_same,
        "present": mark_safe(piece.present),
        "mine": mark_safe(piece.mine),
        "both": len(piece.options) == 3,
        "chosen": choices.get(piece.number) or piece.suggested,
    }
