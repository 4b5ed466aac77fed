"""Where is the dossier of an enrolment asked for and fetched?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.job_cards import card
from accounts.models import Job
from accounts.requests import SignedInRequest
from programs.models import Enrolment
from smartcity_portal.dossier import making
from smartcity_portal.kit import blobs, formats


@login_required
@never_cache
def dossier_detail(request: SignedInRequest, slug: str) -> HttpResponse:
    enrolment = _enrolment(request, slug)
    job = Job.objects.about(enrolment).filter(kind=making.KIND).first()
    context = {
        "enrolment": enrolment,
        "job": card(job) if job and _is_news(job) else None,
        "made": [_line(enrolment, done) for done in making.made(enrolment)],
        "crumbs": [{"label": enrolment, "url": enrolment.get_absolute_url()}],
    }
    return render(request, "dossier/dossier_detail.html", context)


def _is_news(job: Job) -> bool:
    return job.is_active or bool(job.error)


def _line(enrolment: Enrolment, job: Job) -> dict[str, Any]:
    sha256 = job.result["sha256"]
    return {
        "sha256": sha256,
        "url": reverse("dossier_download", args=[enrolment.slug, sha256]),
        "made_at": job.finished_at,
        "by": job.requested_by,
        "files": job.result.get("files", 0),
        "size": formats.size(job.result.get("size", 0)),
        "missing": job.result.get("missing", []),
    }


@login_required
@require_POST
def dossier_make(request: SignedInRequest, slug: str) -> HttpResponse:
    enrolment = _enrolment(request, slug)
    making.ask(enrolment, by=request.user)
    return redirect("dossier_detail", slug=slug)


@login_required
@never_cache
def dossier_download(request: SignedInRequest, slug: str, sha256: str) -> FileResponse:
    enrolment = _enrolment(request, slug)
    known = {job.result["sha256"] for job in making.made(enrolment)}
    if sha256 not in known or not blobs.exists(sha256):
        raise Http404
    return FileResponse(
        blobs.open_blob(sha256),
        as_attachment=True,
        filename=f"dosir-{enrolment.slug}-{sha256[:8]}.zip",
        content_type="application/zip",
    )


def _enrolment(request: SignedInRequest, slug: str) -> Enrolment:
    visible = Enrolment.objects.visible_to(request.user).with_names()
    enrolment = get_object_or_404(visible, slug=slug)
    if not request.user.has_perm(making.PERMISSION, enrolment):
        raise PermissionDenied(making.PERMISSION)
    return enrolment
