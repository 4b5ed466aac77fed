"""What does the attendance of a whole year say about a region?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from programs.models import Enrolment
from workshops.continuity import Presence, continuity_of
from workshops.models.workshop import numeral
from workshops.views.pages import require


@login_required
@require_GET
def continuity(request: HttpRequest, slug: str) -> HttpResponse:
    """The same people at every bimtek? Which agencies, and which chapters lacked theirs?"""
    enrolment = get_object_or_404(
        Enrolment.objects.visible_to(request.user).select_related("region", "cohort__edition"),
        slug=slug,
    )
    require(request, "workshops.view_attendance", enrolment)
    found = continuity_of(enrolment)
    people = found.people
    if request.GET.get("putus"):
        people = [row for row in people if 0 < len(row.stages) < len(found.taken)]
    context = {
        "enrolment": enrolment,
        "found": found,
        "stages": [{"number": n, "numeral": numeral(n)} for n in found.taken],
        "kept": [
            {"numeral": numeral(stage), "same": same, "all": count}
            for stage, (same, count) in found.kept.items()
        ],
        "people": [_row(row, found.taken) for row in people],
        "agencies": [_row(row, found.taken) for row in found.agencies],
        "only_broken": bool(request.GET.get("putus")),
        "crumbs": [
            {"label": enrolment, "url": enrolment.get_absolute_url()},
            {"label": _("Attendance over the year")},
        ],
    }
    return render(request, "workshops/continuity.html", context)


def _row(presence: Presence, taken: list[int]) -> dict[str, Any]:
    cells = [
        {
            "present": presence.present[stage],
            "expected": presence.expected[stage],
            "sessions": presence.sessions[stage],
            "numeral": numeral(stage),
        }
        for stage in taken
    ]
    return {"presence": presence, "cells": cells}
