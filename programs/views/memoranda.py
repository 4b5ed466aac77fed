"""Which agreements (MoU) of a cohort stand, which lack something, and who is reminded?"""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from accounts.services import permission
from programs.agreements import ENDS_SOON_DAYS, WORDS, status_of
from programs.models import Cohort, Coordinator, Enrolment
from programs.pdf import memorandum as twin
from programs.services import memoranda
from programs.views.places import visible_enrolment
from programs.views.saving import say
from smartcity_portal.kit import clock, formats
from smartcity_portal.kit.numbers import naturals

VIEWS: list[tuple[str, Any, set[str]]] = [
    ("", gettext_lazy("Missing"), {"missing"}),
    ("kurang", gettext_lazy("Incomplete"), {"numbers", "file"}),
    ("berakhir", gettext_lazy("Ending or ended"), {"ending", "ended"}),
    ("semua", gettext_lazy("All"), set(WORDS)),
]


@login_required
def memorandum_list(request: SignedInRequest, year: int) -> HttpResponse:
    """Who has no registered MoU and for how long; whose record lacks something; which end."""
    cohort = _managed(request, year)
    view = request.GET.get("tampilan", "")
    enrolments = list(cohort.enrolments.with_names().order_by("enrolled_on", "region__code"))
    standing = [(enrolment, status_of(_memorandum(enrolment))) for enrolment in enrolments]
    wanted = next((statuses for key, _label, statuses in VIEWS if key == view), VIEWS[0][2])
    shown = [(enrolment, status) for enrolment, status in standing if status in wanted]
    coordinators = Coordinator.objects.active().names_by_region([e.region_id for e, _s in shown])
    rows = [_row(enrolment, status, coordinators) for enrolment, status in shown]
    context = {
        "cohort": cohort,
        "rows": rows,
        "view": view,
        "views": [
            {
                "label": label,
                "url": f"?tampilan={key}" if key else "?",
                "count": sum(status in statuses for _enrolment, status in standing),
                "current": key == view,
            }
            for key, label, statuses in VIEWS
        ],
        "can_remind": view == "" and any(row["coordinators"] for row in rows),
        "soon": ENDS_SOON_DAYS,
        "crumbs": [
            {"label": _("Cohort %(year)s") % {"year": year}, "url": cohort.get_absolute_url()},
            {"label": _("MoU")},
        ],
    }
    return render(request, "programs/memorandum_list.html", context)


def _managed(request: SignedInRequest, year: int) -> Cohort:
    cohorts = Cohort.objects.visible_to(request.user).select_related("edition")
    cohort = get_object_or_404(cohorts, year=year)
    permission.require("programs.remind_memorandum", cohort, by=request.user)
    return cohort


def _memorandum(enrolment: Enrolment) -> Any:
    return getattr(enrolment, "memorandum", None)


def _row(enrolment: Enrolment, status: str, coordinators: dict[int, list[str]]) -> dict[str, Any]:
    memorandum = _memorandum(enrolment)
    tone, word = WORDS[status]
    return {
        "enrolment": enrolment,
        "tone": tone,
        "word": word,
        "numbers": [n for n in (memorandum.number_ministry, memorandum.number_region) if n]
        if memorandum
        else [],
        "enrolled": formats.day(enrolment.enrolled_on) if enrolment.enrolled_on else "",
        "days": clock.days_since(enrolment.enrolled_on) if enrolment.enrolled_on else None,
        "until": _until(memorandum) if memorandum and memorandum.valid_until else "",
        "coordinators": coordinators.get(enrolment.region_id, []),
        "register": reverse("programs:memorandum_register", args=[enrolment.slug]),
        "invite": reverse("programs:invitation_create", args=["coordinator"])
        + f"?subject={enrolment.region_id}",
    }


def _until(memorandum: Any) -> str:
    day, left = formats.day(memorandum.valid_until), memorandum.valid_until - clock.today()
    if left < timedelta(0):
        return _("ended on %(day)s") % {"day": day}
    return _("until %(day)s (%(left)s left)") % {"day": day, "left": formats.waiting(left.days)}


@login_required
@require_POST
def memoranda_remind(request: SignedInRequest, year: int) -> HttpResponse:
    """Remind the ticked regions, or all whose MoU is missing when none is ticked."""
    cohort = _managed(request, year)
    missing = cohort.enrolments.without_memorandum().with_names()
    ticked = naturals(request.POST.getlist("enrolment"))
    if ticked:
        missing = missing.filter(pk__in=ticked)
    outcome = memoranda.remind_many(missing, by=request.user)
    say(request, outcome, nothing=_("No MoU of this cohort is missing."))
    return redirect("programs:memorandum_list", year=year)


@login_required
def memorandum_print(request: SignedInRequest, slug: str) -> HttpResponse:
    """The record of the MoU as a sheet of paper, for people of the enrolment."""
    enrolment = visible_enrolment(request, slug)
    memorandum = _memorandum(enrolment)
    if memorandum is None:
        raise Http404
    response = HttpResponse(twin.render(memorandum), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="catatan-mou-{enrolment.slug}.pdf"'
    return response
