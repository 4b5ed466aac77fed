"""What hangs on the wall while people sign? Every name of a region's sheets, live, from far away."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from commitments.models import Sheet, SheetKind, Signatory
from commitments.states import SheetState
from programs.models import Enrolment
from smartcity_portal.kit.qr import on_screen

SHOWN = (SheetState.ISSUED, SheetState.SIGNING, SheetState.FINALISING, SheetState.COMPLETED)


@login_required
@require_safe
def ceremony(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole wall; it asks for its names again every two seconds."""
    enrolment = _enrolment(request, slug)
    address = settings.PORTAL_URL + reverse("commitments:sheet_list")
    context = {
        "enrolment": enrolment,
        "code": on_screen(address),
        "address": address.partition("://")[2],
        **_wall(request, enrolment),
    }
    return render(request, "commitments/ceremony.html", context)


@login_required
@require_safe
def wall(request: HttpRequest, slug: str) -> HttpResponse:
    """Only the names; 304 while nothing has changed, so a hundred phones may look."""
    enrolment = _enrolment(request, slug)
    context = _wall(request, enrolment)
    tag = f'"{context["tag"]}"'
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    else:
        response = render(request, "commitments/_wall.html", {"enrolment": enrolment, **context})
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response


def _enrolment(request: HttpRequest, slug: str) -> Enrolment:
    rows = Enrolment.objects.visible_to(request.user).with_names()
    return get_object_or_404(rows, slug=slug)


def _wall(request: HttpRequest, enrolment: Enrolment) -> dict[str, Any]:
    """One tile per person, however many sheets they sign; three queries."""
    seen = Sheet.objects.visible_to(request.user).of(enrolment)
    sheets = {sheet.pk: sheet for sheet in seen.filter(state__in=SHOWN, kind__in=_kinds())}
    rows = Signatory.objects.filter(sheet__in=sheets).with_people().order_by("sheet", "order")
    tiles: dict[Any, dict[str, Any]] = {}
    for row in rows:
        row.sheet = sheets[row.sheet_id]
        tile = tiles.setdefault(row.tenure_id or f"account-{row.account_id}", _tile(row))
        tile["total"] += 1
        tile["signed"] += row.has_signed
        if row.signed_at and (tile["at"] is None or row.signed_at > tile["at"]):
            tile["at"], tile["route"] = row.signed_at, row.get_route_display()
    people = sorted(tiles.values(), key=lambda tile: (not tile["head"], tile["order"]))
    for tile in people:
        tile["done"] = tile["signed"] == tile["total"]
    latest = max((tile for tile in people if tile["at"]), key=lambda t: t["at"], default=None)
    told = [(tile["name"], tile["signed"], tile["total"]) for tile in people]
    return {
        "people": people,
        "signed": sum(tile["done"] for tile in people),
        "total": len(people),
        "latest": latest,
        "complete": bool(people) and all(tile["done"] for tile in people),
        "tag": hashlib.sha256(f"{get_language()}{told}".encode()).hexdigest()[:20],
    }


def _kinds() -> list[str]:
    return [SheetKind.JOINT, SheetKind.HEAD, SheetKind.AGENCY, SheetKind.ADDENDUM]


def _tile(row: Signatory) -> dict[str, Any]:
    return {
        "name": row.signer_name,
        "office": row.signer_office,
        "head": row.is_head_of_region,
        "order": row.order,
        "route": row.get_route_display(),
        "signed": 0,
        "total": 0,
        "at": None,
    }
