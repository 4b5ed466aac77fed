"""Where are all books of a plan printed as one volume, and what opens and closes it?"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import job_history
from accounts.job_cards import card_on_page
from accounts.models import Job
from masterplans import annexes
from masterplans.forms import ReasonForm
from masterplans.models import Book, Foreword, Masterplan, VolumeDraft, VolumeEdition
from masterplans.pdf.front_context import arms_of, brand_of
from masterplans.services import volumes
from masterplans.views import issued, issuing
from masterplans.views.files import pdf_response
from masterplans.views.plans import plan_crumbs, visible_plan
from smartcity_portal.kit import blobs
from smartcity_portal.kit.attempts import attempt
from smartcity_portal.kit.formats import moment, size

KINDS = (volumes.DRAFT, volumes.EDITION)


@login_required
def volume_detail(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    user, region = request.user, plan.enrolment.region
    may_issue = user.has_perm("masterplans.issue_volume", plan)
    books = list(plan.books.order_by("number"))
    for book in books:
        book.plan = plan
    forewords = list(Foreword.objects.filter(plan=plan).select_related("book"))
    context = {
        "plan": plan,
        "crumbs": plan_crumbs(plan, _("All books in one volume")),
        "books": books,
        "draft": _draft(plan),
        "job": _job_card(plan, user),
        "history": job_history.ended(_jobs(plan), region),
        "may_draft": user.has_perm("masterplans.draft_volume", plan),
        "may_dress": user.has_perm("masterplans.dress_plan", plan),
        "may_paint": user.has_perm("masterplans.change_brand", region),
        "issue": _issuing(plan, books, user) if may_issue else None,
        "editions": issued.shown(_editions(plan), user),
        "forewords": forewords,
        "last": len(forewords),
        "annexes": annexes.labels(),
        "brand": brand_of(region),
        "has_arms": arms_of(region) is not None,
    }
    return render(request, "masterplans/volume_detail.html", context)


@login_required
@never_cache
def volume_job(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the polling of the volume's page; when the work is over, the page is loaded again."""
    found = _job_card(visible_plan(request, slug), request.user)
    if found is None or not found["poll_url"]:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    return render(request, "parts/job.html", {"job": found})


@login_required
@require_POST
def volume_draft(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    attempt(request, lambda: volumes.request_draft(plan, by=request.user))
    return redirect(f"{_url('volume_detail', plan)}#draft")


@login_required
@require_POST
def volume_issue(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    if attempt(request, lambda: volumes.issue(plan, by=request.user)):
        return redirect(f"{_url('volume_detail', plan)}#draft")
    return redirect("masterplans:volume_detail", slug=slug)


@login_required
@require_safe
def volume_draft_file(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    draft = get_object_or_404(VolumeDraft, plan=plan)
    return pdf_response(request, draft.sha256, f"masterplan-{slug}-rancangan.pdf", changing=True)


@login_required
@require_safe
def volume_file(request: HttpRequest, sha256: str) -> HttpResponse:
    """Serve an issued volume: the same bytes for ever."""
    edition = _visible(request, sha256)
    slug = edition.enrolment.slug
    return pdf_response(request, edition.sha256, f"masterplan-{slug}-edisi-{edition.number}.pdf")


@login_required
@require_POST
def volume_withdraw(request: HttpRequest, sha256: str) -> HttpResponse:
    edition = _visible(request, sha256)
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = _("Edition %(number)s is withdrawn. Its bytes stay in the archive.") % {
            "number": edition.number
        }
        attempt(
            request, lambda: volumes.withdraw(edition, by=request.user, reason=reason), done=done
        )
    else:
        for error in form.errors.get("reason", []):
            messages.error(request, error)
    return redirect("masterplans:volume_detail", slug=edition.enrolment.slug)


def _visible(request: HttpRequest, sha256: str) -> VolumeEdition:
    rows = VolumeEdition.objects.visible_to(request.user).select_related("plan__enrolment__region")
    return get_object_or_404(rows, sha256=sha256)


def _url(name: str, plan: Masterplan) -> str:
    return reverse(f"masterplans:{name}", kwargs={"slug": plan.enrolment.slug})


def _jobs(plan: Masterplan) -> Any:
    return Job.objects.about(plan).filter(kind__in=KINDS)


def _job_card(plan: Masterplan, viewer: Any) -> dict[str, Any] | None:
    """Return the card of the volume's newest job while it runs or when it failed."""
    job = _jobs(plan).order_by("-created_at", "-pk").first()
    if job is None or (not job.is_active and not job.error):
        return None
    page = _url("volume_detail", plan)
    return card_on_page(job, viewer=viewer, poll_url=_url("volume_job", plan), page=page)


def _draft(plan: Masterplan) -> dict[str, Any] | None:
    draft = VolumeDraft.objects.filter(plan=plan).first()
    if draft is None or not blobs.exists(draft.sha256):
        return None
    return {
        "pages": draft.pages,
        "size": size(draft.size),
        "when": moment(draft.built_at, plan.enrolment.region),
        "url": _url("volume_draft_file", plan),
    }


def _issuing(plan: Masterplan, books: list[Book], user: Any) -> dict[str, Any]:
    confirm = {
        "label": _("Issue the volume"),
        "title": _("Issue all books as one volume?"),
        "text": _(
            "The edition is printed once from the approved chapters, stored by its hash, and never changed. A later change needs a new edition."
        ),
        "submit": _("Issue"),
        "url": _url("volume_issue", plan),
    }
    return issuing.gate_of(
        plan,
        books,
        user,
        reasons=lambda: volumes.reasons_against_issue(plan),
        confirm=confirm,
    )


def _editions(plan: Masterplan) -> list[VolumeEdition]:
    """The editions without what they froze, which no list shows."""
    rows = list(plan.volumes.select_related("issued_by").defer("records", "revisions"))
    for edition in rows:
        edition.plan = plan
    return rows
