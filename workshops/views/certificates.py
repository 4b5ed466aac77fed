"""Who gets a certificate of a bimtek, how are all of them issued at once, and handed out?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.job_cards import card
from accounts.models import Job
from accounts.services import history
from programs.models import Tenure
from smartcity_portal.kit import blobs, clock
from smartcity_portal.kit.attempts import attempt, attempt_form
from workshops.certificate_forms import CertificatePlanForm
from workshops.entitlement import Standing, share_needed, standings
from workshops.models import CertificatePlan, Workshop
from workshops.services import certificates
from workshops.views.certificate_signing import signing_summary
from workshops.views.pages import form_page, get_workshop, require, tab_page

PER_PAGE = 50
BUNDLES = {"zip": "application/zip", "pdf": "application/pdf"}


@login_required
def certificate_list(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.view_certificates", workshop)
    meeting = workshop.meeting
    plan = certificates.meeting_plan(workshop)
    everybody = standings(meeting)
    view, words = request.GET.get("tampilan", ""), request.GET.get("q", "").strip()
    groups = _groups(everybody)
    view = view if view in groups else ""
    shown = [row for row in groups[view][1] if words.casefold() in _name(row).casefold()]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    path = reverse("workshops:certificate_list", kwargs={"slug": slug, "number": number})
    may_issue = request.user.has_perm("workshops.issue_certificate", meeting)
    context = {
        "plan": plan,
        "share": share_needed(meeting),
        "sessions": everybody[0].sessions if everybody else 0,
        "columns": [
            {"label": _("Name")},
            {"label": _("Sessions attended"), "numeric": True},
            {"label": _("Certificate")},
        ],
        "rows": [_row(row, slug) for row in page],
        "page": page,
        "words": words,
        "view": view,
        "list_url": path,
        "views": [
            {
                "label": label,
                "count": len(rows),
                "url": f"{path}?tampilan={key}" if key else path,
                "current": key == view,
            }
            for key, (label, rows) in groups.items()
        ],
        "may_issue": may_issue,
        "to_issue": len(groups["berhak"][1]),
        "jobs": [card(job) for job in _jobs(meeting)] if may_issue else [],
        "bundle": _bundle(meeting) if may_issue else None,
        "signing": signing_summary(plan, request.user) if plan else None,
        "history": history.history_of(*_subjects(meeting, plan))[:20],
    }
    return tab_page(request, workshop, "certificates", "workshops/certificates.html", **context)


def _groups(everybody: list[Standing]) -> dict[str, tuple[str, list[Standing]]]:
    return {
        "": (_("All"), everybody),
        "berhak": (
            _("To be issued"),
            [row for row in everybody if row.is_entitled and not row.certificate],
        ),
        "terbit": (_("Issued"), [row for row in everybody if row.certificate]),
        "tidak": (
            _("Not entitled"),
            [row for row in everybody if not row.is_entitled and not row.certificate],
        ),
    }


def _name(row: Standing) -> str:
    return row.participation.participant.name


def _row(row: Standing, slug: str) -> dict[str, Any]:
    person = row.participation.participant
    url = reverse("workshops:certificate_person", kwargs={"pk": row.participation.pk})
    if row.certificate:
        state = {"tone": "ok", "text": row.certificate.number, "lift": True}
    elif row.is_entitled:
        state = {"tone": "wait", "text": _("To be issued"), "lift": True}
    else:
        state = {"tone": "none", "text": row.reason, "full": True}
    return {
        "title": person.name,
        "url": url,
        "small": person.agency.short_name if person.agency else person.community,
        "example": person.is_example,
        "cells": [
            {"text": _("%(attended)d of %(all)d") % {"attended": row.attended, "all": row.sessions}}
            if row.sessions
            else {"none": True},
            state,
        ],
    }


def _jobs(meeting: Workshop) -> list[Job]:
    """Work that is under way or has just failed, and the last bundle."""
    kinds = (
        "workshops.certificates",
        "workshops.certificate_bundle",
        "workshops.certificate_mails",
        "workshops.certificate_signing",
    )
    latest = [Job.objects.about(meeting).filter(kind=kind).first() for kind in kinds]
    return [job for job in latest if job and (job.is_active or job.state == "failed")]


def _bundle(meeting: Workshop) -> dict[str, Any] | None:
    job = _last_bundle(meeting)
    return {"count": job.result["count"], "at": job.finished_at} if job else None


def _last_bundle(meeting: Workshop) -> Job | None:
    return (
        Job.objects.about(meeting).filter(kind="workshops.certificate_bundle", state="done").first()
    )


def _subjects(meeting: Workshop, plan: CertificatePlan | None) -> list[Any]:
    return [meeting, plan] if plan else [meeting]


@login_required
def certificate_plan(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    meeting = workshop.meeting
    require(request, "workshops.plan_certificates", meeting)
    plan = certificates.meeting_plan(workshop)
    first = {
        "pattern": certificates.PATTERN,
        "place": meeting.enrolment.region.short_name,
        "dated": meeting.last_day or clock.today(),
        "signatory": Tenure.objects.heads()
        .current()
        .filter(office__agency__region=meeting.enrolment.region, office__agency__kind="coordinator")
        .first(),
    }
    form = CertificatePlanForm(
        request.POST or None, instance=plan, initial={} if plan else first, meeting=meeting
    )
    page = reverse("workshops:certificate_list", kwargs={"slug": slug, "number": number})
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: certificates.plan(workshop, by=request.user, **form.cleaned_data),
        done=_("The rules for certificates are set."),
    ):
        return redirect(page)
    title = _("Rules for certificates")
    return form_page(request, workshop, form, title, _("Save the rules"), back_url=page)


@login_required
@require_POST
def certificate_issue_all(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    done = _("The certificates are issued; a worker prints them now.")
    attempt(request, lambda: certificates.issue_all(workshop, by=request.user), done=done)
    return redirect("workshops:certificate_list", slug=slug, number=number)


@login_required
@require_POST
def certificate_bundle(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    plan = _plan(workshop)
    done = _("A worker puts the certificates together.")
    attempt(request, lambda: certificates.request_bundle(plan, by=request.user), done=done)
    return redirect("workshops:certificate_list", slug=slug, number=number)


@login_required
@require_POST
def certificate_mail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    plan = _plan(workshop)
    done = _("A worker mails the certificates.")
    attempt(request, lambda: certificates.request_mails(plan, by=request.user), done=done)
    return redirect("workshops:certificate_list", slug=slug, number=number)


@login_required
@require_GET
def certificate_bundle_file(
    request: HttpRequest, slug: str, number: int, ending: str
) -> FileResponse:
    """The last bundle, as ZIP of single files or as one PDF for the printer."""
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.issue_certificate", workshop.meeting)
    job = _last_bundle(workshop.meeting)
    if job is None or not blobs.exists(job.result[ending]):
        raise Http404
    return FileResponse(
        blobs.open_blob(job.result[ending]),
        as_attachment=True,
        filename=f"sertifikat-{slug}-{number}.{ending}",
        content_type=BUNDLES[ending],
    )


def _plan(workshop: Workshop) -> CertificatePlan:
    plan = certificates.meeting_plan(workshop)
    if plan is None:
        raise Http404
    return plan
