"""How does the ministry work on an edition: what is left to do, and one part at a time?"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from accounts.services import permission
from programs.edition_forms import PartForm
from programs.guidance import files
from programs.guidance.faults import faults_in
from programs.guidance.parts import Part, Values, part_of, parts_of
from programs.models import EditionState, GuidanceEdition
from programs.services import edition_changes
from programs.services.edition_changes import Conflict, Faulty
from programs.services.editions import export
from programs.states import EDITION
from programs.views.edition_pages import confirm, crumbs_of, get_edition, move_url
from programs.views.edition_previews import previews_of
from smartcity_portal.kit.machine import Blocked


@login_required
def edition_edit(request: SignedInRequest, year: int, revision: int) -> HttpResponse:
    edition = get_edition(request, year, revision)
    permission.require("programs.manage_edition", edition, by=request.user)
    data = export(edition)
    faults = faults_in(data)
    parts = parts_of(data)
    context = {
        "edition": edition,
        "frozen": edition.state == EditionState.FROZEN,
        "parts": [
            {
                "part": part,
                "url": reverse("programs:edition_part", args=[year, revision, part.slug]),
                "faults": sum(1 for fault in faults if part.owns(fault.location)),
            }
            for part in parts
        ],
        "faults": [files.said(fault.location, fault.text, data) for fault in faults],
        "moves": _moves(request, edition),
        "crumbs": crumbs_of(edition, _("Edit")),
    }
    return render(request, "programs/edition_edit.html", context)


def _moves(request: SignedInRequest, edition: GuidanceEdition) -> list[dict[str, Any]]:
    """What can be done with the whole edition in its state."""
    offered = {verb for verb, _step in EDITION.offered_to(request.user, edition)}
    overtakes = edition.overtakes
    moves = []
    if "enforce" in offered and overtakes:
        url = reverse("workshops:revision_enforce", args=[edition.year, edition.revision])
        label = _("See what putting it in force changes")
        moves.append({"link": url, "label": label, "icon": "eye"})
    elif "open" in offered:
        text = _("Everybody who takes part reads it then, and a cohort can go by it.")
        moves.append(confirm(edition, "open", EDITION.steps["open"].label, text, icon="check-lg"))
    if "withdraw" in offered:
        text = _("Only the ministry sees it then. This is possible while no cohort goes by it.")
        label = EDITION.steps["withdraw"].label
        moves.append(confirm(edition, "withdraw", label, text, icon="arrow-counterclockwise"))
    if edition.state == EditionState.DRAFT:
        text = _(
            "The draft is gone then; history keeps that it was there. Export it first to keep it."
        )
        label = _("Throw the draft away")
        moves.append(confirm(edition, "discard", label, text, icon="trash", danger=True))
    return moves


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edition_part(request: SignedInRequest, year: int, revision: int, slug: str) -> HttpResponse:
    edition = get_edition(request, year, revision)
    permission.require("programs.manage_edition", edition, by=request.user)
    data = export(edition)
    part = part_of(data, slug)
    if part is None:
        return _gone(request, edition)
    if request.method != "POST":
        if edition.state == EditionState.FROZEN:
            return redirect("programs:edition_edit", year=year, revision=revision)
        return _page(request, edition, data, part, PartForm(part, data))
    form = PartForm(part, data, request.POST)
    asked = request.POST.get("do", "save")
    if asked not in {"save", "next"}:
        form.act(asked)
        return _page(request, edition, data, part, form)
    return _save(request, edition, data, part, form, on=asked == "next")


def _save(
    request: SignedInRequest,
    edition: GuidanceEdition,
    data: Values,
    part: Part,
    form: PartForm,
    *,
    on: bool,
) -> HttpResponse:
    values, marks = form.typed()
    more: dict[str, Any] = {}
    try:
        edition_changes.save_part(edition, part, values, marks, seen=form.seen, by=request.user)
    except Faulty as faulty:
        form.blame(faulty.faults, faulty.reasons)
    except Conflict as conflict:
        form.seen = conflict.stamp
        more["conflict"] = conflict
    except Blocked as blocked:
        more["blocked"] = blocked.reasons
    else:
        messages.success(request, _("Saved: %(part)s.") % {"part": part.title})
        following = _after(data, part) if on else None
        if following:
            return redirect("programs:edition_part", edition.year, edition.revision, following.slug)
        return redirect("programs:edition_edit", year=edition.year, revision=edition.revision)
    return _page(request, edition, data, part, form, **more)


def _after(data: Values, part: Part) -> Part | None:
    parts = parts_of(data)
    slugs = [one.slug for one in parts]
    place = slugs.index(part.slug) + 1
    return parts[place] if place < len(parts) else None


def _page(
    request: SignedInRequest,
    edition: GuidanceEdition,
    data: Values,
    part: Part,
    form: PartForm,
    **more: Any,
) -> HttpResponse:
    context = {
        "edition": edition,
        "part": part,
        "form": form,
        "widgets": form.widgets(),
        "whole_mark": {"name": "__mark", "on": form.raw.get("__mark")} if part.mark else None,
        "problems": form.problems,
        "previews": previews_of(part, form, data),
        "back_url": move_url("edit", edition),
        "following": _after(data, part),
        "crumbs": crumbs_of(edition, str(part.title), edit=True),
        **more,
    }
    return render(request, "programs/edition_part.html", context)


def _gone(request: SignedInRequest, edition: GuidanceEdition) -> HttpResponse:
    """Somebody removed the part while it was edited: what was typed can still be copied."""
    typed = [
        text
        for name, text in request.POST.items()
        if text.strip() and name not in {"do", "seen", "csrfmiddlewaretoken"} and "__" not in name
    ]
    context = {"edition": edition, "typed": typed, "back_url": move_url("edit", edition)}
    return render(request, "programs/edition_part_gone.html", context, status=404)
