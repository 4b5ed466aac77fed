"""What is known about a cohort, and who may write it down?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from accounts.services import permission
from programs.forms import CohortForm
from programs.models import Cohort, Enrolment
from programs.services import cohorts
from programs.views.facts import cohort_facts
from programs.views.saving import answer
from smartcity_portal.kit.numbers import natural


@login_required
def cohort_detail(request: SignedInRequest, year: int) -> HttpResponse:
    cohorts_seen = Cohort.objects.visible_to(request.user).select_related("edition")
    cohort = get_object_or_404(cohorts_seen, year=year)
    enrolments = cohort.enrolments.with_names()
    context = {
        "cohort": cohort,
        "facts": cohort_facts(cohort),
        "rows": [_row(enrolment) for enrolment in enrolments],
        "columns": [
            {"label": _("Region")},
            {"label": _("Province")},
            {"label": _("MoU")},
            {"label": _("Period of the plan")},
        ],
        "may_edit": request.user.has_perm("programs.manage_cohort", cohort),
    }
    return render(request, "programs/cohort_detail.html", context)


def _row(enrolment: Enrolment) -> dict[str, Any]:
    memorandum = getattr(enrolment, "memorandum", None)
    return {
        "title": str(enrolment.region),
        "url": enrolment.get_absolute_url(),
        "example": enrolment.is_example,
        "cells": [
            {"text": str(enrolment.region.province)},
            {"text": memorandum.number_ministry or memorandum.number_region or _("registered")}
            if memorandum
            else {"none": True},
            {"text": enrolment.period},
        ],
    }


@login_required
def cohort_create(request: SignedInRequest) -> HttpResponse:
    permission.require("programs.manage_cohort", None, by=request.user)
    form = CohortForm(request.POST or None)

    def act(data: dict[str, Any]) -> None:
        facts = dict(data)
        cohorts.start(facts.pop("year"), facts.pop("edition"), by=request.user, **facts)

    year = natural(str(form["year"].value()))
    done = "/" if year is None else reverse("programs:cohort_detail", args=[year])
    return answer(
        request,
        form,
        act,
        said=_("The cohort is open."),
        done_url=done,
        title=_("New cohort"),
        submit=_("Open the cohort"),
    )


@login_required
def cohort_edit(request: SignedInRequest, year: int) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), year=year)
    permission.require("programs.manage_cohort", cohort, by=request.user)
    form = CohortForm(request.POST or None, instance=cohort)

    def act(data: dict[str, Any]) -> None:
        facts = {name: value for name, value in data.items() if name != "year"}
        cohorts.change(cohort, by=request.user, **facts)

    return answer(
        request,
        form,
        act,
        said=_("Saved."),
        done_url=cohort.get_absolute_url(),
        title=_("Cohort %(year)s") % {"year": year},
        submit=_("Save"),
    )
