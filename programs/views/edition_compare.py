"""What differs between two editions, and what did a revision change?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from programs.guidance.changes import compare
from programs.models import GuidanceEdition
from programs.services.editions import export
from programs.views.edition_pages import crumbs_of, get_edition


@login_required
def edition_compare(request: SignedInRequest) -> HttpResponse:
    """Two editions are chosen by "2019-1"; without a choice, the two newest."""
    editions = list(GuidanceEdition.objects.visible_to(request.user))
    chosen = [_chosen(editions, request.GET.get(name, "")) for name in ("dari", "ke")]
    if len(editions) > 1 and None in chosen:
        chosen = [chosen[0] or editions[1], chosen[1] or editions[0]]
    old, new = chosen
    context: dict[str, Any] = {
        "editions": [(f"{e.year}-{e.revision}", e.label) for e in editions],
        "old": old,
        "new": new,
        "old_key": f"{old.year}-{old.revision}" if old else "",
        "new_key": f"{new.year}-{new.revision}" if new else "",
        "parts": compare(export(old), export(new)) if old and new else [],
        "title": _("Compare guidance editions"),
    }
    return render(request, "programs/edition_compare.html", context)


def _chosen(editions: list[GuidanceEdition], key: str) -> GuidanceEdition | None:
    return next((e for e in editions if f"{e.year}-{e.revision}" == key), None)


@login_required
def edition_changes(request: SignedInRequest, year: int, revision: int) -> HttpResponse:
    """What this edition changed in the one that it was made from."""
    edition = get_edition(request, year, revision)
    if edition.based_on is None:
        raise Http404
    context = {
        "edition": edition,
        "old": edition.based_on,
        "new": edition,
        "parts": compare(export(edition.based_on), export(edition)),
        "title": _("What guidance %(edition)s changes") % {"edition": edition.label},
        "crumbs": crumbs_of(edition, _("What changes")),
    }
    return render(request, "programs/edition_compare.html", context)
