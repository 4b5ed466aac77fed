"""What does a signatory see first? The sheet to sign; below, what they have signed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commitments.models import Signatory
from programs.models import Acknowledgement
from smartcity_portal.dashboards import heads
from smartcity_portal.dashboards.after_bimtek import tasks_of
from smartcity_portal.dashboards.signatures import row_of
from smartcity_portal.kit.formats import day


def home(request: HttpRequest) -> HttpResponse:
    waiting = list(Signatory.objects.waiting_for(request.user).with_sheet())
    asked = handover_of(request.user)
    signed = Signatory.objects.of_user(request.user).signed().with_sheet().order_by("-signed_at")
    context = {
        "next": asked or (_next(waiting[0]) if waiting else None),
        "endorsements": heads.waiting_for(request.user),
        "tasks": tasks_of(request.user),
        "others": [row_of(place) for place in waiting[0 if asked else 1 :]],
        "together": len(waiting) if len(waiting) > 1 else 0,
        "signed": [_signed_row(place) for place in signed],
        "nothing": {
            "title": _("Nothing waits for your signature"),
            "text": _(
                "As soon as a commitment sheet is issued, you are told by mail and find it here."
            ),
        },
    }
    return render(request, "dashboards/signatory.html", context)


def handover_of(user) -> dict[str, Any] | None:
    """The first step of somebody who follows in an office."""
    asked = Acknowledgement.objects.open().of_user(user).with_names().first()
    if asked is None:
        return None
    return {
        "why": _("You follow in an office"),
        "title": _("See what you take over as %(title)s") % {"title": asked.tenure.printed_title},
        "text": _("Signatures, tasks and programmes of the office, on one page to acknowledge."),
        "action": {"label": _("Open it"), "icon": "arrow-right", "url": asked.get_absolute_url()},
    }


def _next(place: Signatory) -> dict[str, Any]:
    return {
        "why": _("Waiting for your signature"),
        "title": place.sheet.title,
        "text": _("You sign as %(office)s. Read first; signing takes two minutes.")
        % {"office": place.office},
        "action": {
            "label": _("Read and sign"),
            "icon": "pen",
            "url": place.get_absolute_url(),
        },
    }


def _signed_row(place: Signatory) -> dict[str, Any]:
    return {
        "from": str(place.sheet.region),
        "title": place.sheet.title,
        "tone": "signed",
        "notes": [
            place.sheet.number,
            _("signed on %(day)s") % {"day": day(place.signed_at)} if place.signed_at else "",
        ],
        "action": {"label": _("Open it"), "url": place.sheet.get_absolute_url(), "quiet": True},
    }
