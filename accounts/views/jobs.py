"""What is being worked on for me? A page per job that can be found again after a reload."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.job_cards import card
from accounts.job_history import facts
from accounts.models import Job, JobState
from accounts.requests import SignedInRequest
from accounts.services import jobs as service
from accounts.subjects import find
from smartcity_portal.kit import formats
from smartcity_portal.kit.machine import Blocked

PAGE = 30
TONES = {
    JobState.QUEUED: "none",
    JobState.RUNNING: "busy",
    JobState.WAITING: "busy",
    JobState.DONE: "ok",
    JobState.FAILED: "stop",
    JobState.CANCELLED: "stop",
}


@login_required
@never_cache
def job_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    about = find(job.subject)
    context = {
        "job": job,
        "card": card(job),
        "facts": ", ".join(facts(job)),
        "about": about,
        "about_url": about.get_absolute_url() if hasattr(about, "get_absolute_url") else "",
    }
    return render(request, "accounts/job_detail.html", context)


@login_required
@never_cache
def job_fragment(request: SignedInRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    return render(request, "parts/job.html", {"job": card(job)})


@login_required
@require_POST
def job_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    try:
        service.cancel(job, by=request.user)
        messages.success(request, _("The job was cancelled. Nothing was changed."))
    except Blocked as blocked:
        messages.error(request, " ".join(blocked.reasons))
    place = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(place, allowed_hosts={request.get_host()})
    return redirect(place if safe else job)


@login_required
def job_list(request: SignedInRequest) -> HttpResponse:
    mine = Job.objects.visible_to(request.user)
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(job) for job in page],
        "columns": [
            {"label": _("Work")},
            {"label": _("State")},
            {"label": _("Asked for")},
            {"label": _("Time and size")},
        ],
    }
    return render(request, "accounts/job_list.html", context)


def _row(job: Job) -> dict[str, Any]:
    return {
        "title": job.title,
        "url": job.get_absolute_url(),
        "cells": [
            {"tone": TONES[JobState(job.state)], "text": job.get_state_display(), "lift": True},
            {"text": formats.moment(job.created_at)},
            {"text": ", ".join(facts(job))} if job.state == JobState.DONE else {"none": True},
        ],
    }
