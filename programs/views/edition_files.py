"""How does an edition leave as a file, and come in with a preview of what it changes?"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from accounts.services import permission
from programs.forms import EditionFileForm
from programs.guidance import files
from programs.models import GuidanceEdition
from programs.services import edition_changes
from programs.services.editions import export
from programs.views.edition_pages import crumbs_of, get_edition, move_url
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.numbers import natural


@login_required
def edition_export(request: SignedInRequest, year: int, revision: int) -> HttpResponse:
    edition = get_edition(request, year, revision)
    response = HttpResponse(
        files.write(export(edition)), content_type="application/toml; charset=utf-8"
    )
    name = f"panduan-{year}-revisi-{revision}.toml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
def edition_import(
    request: SignedInRequest, year: int | None = None, revision: int | None = None
) -> HttpResponse:
    """Choose a file, read what it changes, then write it: two posts, the file travels along."""
    expected = get_edition(request, year, revision) if year and revision else None
    permission.require("programs.manage_edition", expected, by=request.user)
    if request.method == "POST" and "text" in request.POST:
        return _take_in(request, expected)
    form = EditionFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content: bytes = form.cleaned_data["file"]
        try:
            return _preview(request, expected, content)
        except Blocked as blocked:
            for reason in blocked.reasons:
                form.add_error("file", reason)
    title = (
        _("Import into guidance %(edition)s") % {"edition": expected.label}
        if expected
        else _("Import a guidance edition")
    )
    context = {
        "form": form,
        "title": title,
        "submit": _("Show what changes"),
        "lead": _(
            "Choose a TOML file as the portal exports it. Nothing is written before you have read what changes."
        ),
        "back_url": expected.get_absolute_url() if expected else reverse("programs:edition_list"),
        "crumbs": crumbs_of(expected, title) if expected else None,
    }
    return render(request, "programs/form.html", context)


def _preview(
    request: SignedInRequest,
    expected: GuidanceEdition | None,
    content: bytes,
    *,
    reason: str = "",
    reasons_against: list[str] | None = None,
) -> HttpResponse:
    data = files.read(content)
    planned = edition_changes.intake(data, expected=expected)
    context: dict[str, Any] = {
        "planned": planned,
        "data": data,
        "text": content.decode("utf-8-sig"),
        "reason": reason,
        "problems": reasons_against or [],
        "expected": expected,
        "crumbs": crumbs_of(expected, _("Import")) if expected else None,
    }
    return render(request, "programs/edition_import.html", context)


def _take_in(request: SignedInRequest, expected: GuidanceEdition | None) -> HttpResponse:
    content = request.POST["text"].encode()
    version, reason = request.POST.get("version", ""), request.POST.get("reason", "")
    try:
        edition = edition_changes.take_in(
            files.read(content),
            by=request.user,
            version=natural(version) or 0,
            reason=reason,
            expected=expected,
        )
    except Blocked as blocked:
        try:
            return _preview(
                request, expected, content, reason=reason, reasons_against=blocked.reasons
            )
        except Blocked as broken:
            for sentence in broken.reasons:
                messages.error(request, sentence)
            return redirect(request.path)
    messages.success(request, _("The file was imported."))
    return redirect(move_url("edit", edition))
