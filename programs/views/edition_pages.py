"""Which edition is asked for, where does its page stand, and how is a move of it confirmed?"""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from programs.models import GuidanceEdition


def get_edition(request: SignedInRequest, year: int, revision: int) -> GuidanceEdition:
    editions = GuidanceEdition.objects.visible_to(request.user).select_related("based_on")
    edition = editions.filter(year=year, revision=revision).first()
    if edition is None:
        raise Http404
    return edition


def move_url(verb: str, edition: GuidanceEdition) -> str:
    return reverse(f"programs:edition_{verb}", args=[edition.year, edition.revision])


def crumbs_of(edition: GuidanceEdition, here: str, *, edit: bool = False) -> list[dict[str, str]]:
    crumbs = [
        {"label": _("Guidance editions"), "url": reverse("programs:edition_list")},
        {"label": edition.label, "url": edition.get_absolute_url()},
    ]
    if edit:
        crumbs.append({"label": _("Edit"), "url": move_url("edit", edition)})
    return [*crumbs, {"label": here, "url": ""}]


def confirm(
    edition: GuidanceEdition, verb: str, label: Any, text: str, *, icon: str, danger: bool = False
) -> dict[str, Any]:
    """A move that is asked about once more; see parts/confirm.html."""
    return {
        "label": label,
        "icon": icon,
        "title": _("%(move)s: guidance %(edition)s?") % {"move": label, "edition": edition.label},
        "text": text,
        "url": move_url(verb, edition),
        "submit": label,
        "danger": danger,
        "css": "btn-primary" if verb == "open" else "",
    }
