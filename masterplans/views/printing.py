"""How does a chapter look in print, while it is still being written?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import job_history
from accounts.job_cards import card_on_page
from accounts.models import Job
from masterplans.models import Chapter, ChapterPrint
from masterplans.services import publication
from masterplans.views.files import pdf_response
from masterplans.views.plans import plan_crumbs
from smartcity_portal.kit import blobs
from smartcity_portal.kit.attempts import attempt
from smartcity_portal.kit.formats import moment, size


def _visible(request: HttpRequest, pk: int) -> Chapter:
    rows = Chapter.objects.visible_to(request.user).select_related(
        "book__plan__enrolment__region", "book__plan__enrolment__cohort"
    )
    return get_object_or_404(rows, pk=pk)


@login_required
@never_cache
def chapter_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the last print and the work on a newer one; a POST asks for a newer one."""
    chapter = _visible(request, pk)
    if request.method == "POST":
        attempt(request, lambda: publication.request_chapter(chapter, by=request.user))
        return redirect("masterplans:chapter_print", pk=chapter.pk)
    context = {
        "chapter": chapter,
        "printed": _printed(chapter),
        "job": _job(chapter, request.user),
        "history": job_history.ended(_jobs(chapter), chapter.enrolment.region),
        "crumbs": [
            *plan_crumbs(chapter.plan, chapter.book.short)[:-1],
            {"label": chapter.book.short, "url": chapter.book.get_absolute_url()},
            {"label": chapter.label, "url": chapter.get_absolute_url()},
        ],
    }
    return render(request, "masterplans/chapter_print.html", context)


@login_required
@never_cache
def chapter_print_job(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the polling; when the work is over, the page is loaded again."""
    chapter = _visible(request, pk)
    found = _job(chapter, request.user)
    if found is None or not found["poll_url"]:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    return render(request, "parts/job.html", {"job": found})


@login_required
@require_safe
def chapter_printed(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = _visible(request, pk)
    printed = get_object_or_404(ChapterPrint, chapter=chapter)
    name = f"{slugify(chapter.label)}-{chapter.enrolment.slug}.pdf"
    return pdf_response(request, printed.sha256, name, changing=True)


def _printed(chapter: Chapter) -> dict[str, Any] | None:
    printed = ChapterPrint.objects.filter(chapter=chapter).first()
    if printed is None or not blobs.exists(printed.sha256):
        return None
    return {
        "pages": printed.pages,
        "size": size(printed.size),
        "when": moment(printed.built_at, chapter.enrolment.region),
        "url": reverse("masterplans:chapter_printed", args=[chapter.pk]),
    }


def _jobs(chapter: Chapter) -> Any:
    return Job.objects.about(chapter).filter(kind=publication.CHAPTER)


def _job(chapter: Chapter, viewer: Any) -> dict[str, Any] | None:
    job = _jobs(chapter).order_by("-created_at", "-pk").first()
    if job is None or (not job.is_active and not job.error):
        return None
    url = reverse("masterplans:chapter_print_job", args=[chapter.pk])
    page = reverse("masterplans:chapter_print", args=[chapter.pk])
    return card_on_page(job, viewer=viewer, poll_url=url, page=page)
