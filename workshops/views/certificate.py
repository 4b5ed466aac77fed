"""What does one person get: a certificate, the reason why not, its correction or withdrawal?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.services import history
from smartcity_portal.kit import blobs
from smartcity_portal.kit.attempts import attempt, attempt_form
from workshops import certificate_links
from workshops.certificate_forms import CodeForm, CorrectionForm
from workshops.codes import PATTERN
from workshops.entitlement import standing_of
from workshops.forms import ReasonForm
from workshops.models import Certificate, Participation
from workshops.services import certificates
from workshops.signed_papers import files_of, signed_certificates
from workshops.views.certificate_signing import signing_of
from workshops.views.pages import form_page, require


@login_required
def certificate_person(request: HttpRequest, pk: int) -> HttpResponse:
    person = _participation(request, pk)
    meeting = person.workshop
    require(request, "workshops.view_certificates", meeting)
    standing = standing_of(person)
    certificate = standing.certificate
    user = request.user
    context: dict[str, Any] = {
        "person": person.participant,
        "standing": standing,
        "certificate": certificate,
        "participation": person,
        "workshop": meeting,
        "enrolment": meeting.enrolment,
        "past": person.certificates.exclude(withdrawn_at=None).order_by("issued_at"),
        "may_issue": user.has_perm("workshops.issue_certificate", meeting),
        "has_plan": certificates.meeting_plan(meeting) is not None,
        "crumbs": [
            {"label": meeting.enrolment, "url": meeting.enrolment.get_absolute_url()},
            {"label": _("Certificates"), "url": _list(person)},
            {"label": person.participant.name},
        ],
    }
    if certificate and user.has_perm("workshops.withdraw_certificate", certificate):
        context |= {
            "link": certificate_links.address_of(certificate) if certificate.sha256 else "",
            "withdraw": {
                "label": _("Withdraw"),
                "title": _("Withdraw this certificate?"),
                "text": _("Everybody who checks it reads your reason."),
                "url": reverse("workshops:certificate_withdraw", kwargs={"pk": certificate.pk}),
                "submit": _("Withdraw"),
                "danger": True,
                "form": ReasonForm(prefix_id="withdraw"),
            },
            "correct_url": reverse("workshops:certificate_correct", kwargs={"pk": certificate.pk}),
        }
    context["signing"] = signing_of(certificate, user) if certificate else None
    rows = list(person.certificates.all())
    context["history"] = history.history_of(*rows)[:20] if rows else []
    return render(request, "workshops/certificate_person.html", context)


@login_required
@require_POST
def certificate_issue(request: HttpRequest, pk: int) -> HttpResponse:
    person = _participation(request, pk)
    done = _("The certificate is issued; a worker prints it now.")
    attempt(request, lambda: certificates.issue(person, by=request.user), done=done)
    return redirect("workshops:certificate_person", pk=pk)


@login_required
@require_POST
def certificate_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    certificate = _certificate(request, pk)
    reason = request.POST.get("reason", "")
    done = _("The certificate is withdrawn; its page says so.")
    attempt(
        request,
        lambda: certificates.withdraw(certificate, by=request.user, reason=reason),
        done=done,
    )
    return redirect("workshops:certificate_person", pk=certificate.participation_id)


@login_required
def certificate_correct(request: HttpRequest, pk: int) -> HttpResponse:
    certificate = _certificate(request, pk)
    require(request, "workshops.correct_certificate", certificate)
    form = CorrectionForm(request.POST or None, initial={"name": certificate.name})
    page = reverse("workshops:certificate_person", kwargs={"pk": certificate.participation_id})
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: certificates.correct(certificate, by=request.user, **form.cleaned_data),
        done=_("The certificate is issued anew; the old one is withdrawn."),
    ):
        return redirect(page)
    title = _("Correct the name")
    return form_page(
        request, certificate.plan.workshop, form, title, _("Issue it anew"), back_url=page
    )


@login_required
@require_GET
def certificate_file(request: HttpRequest, pk: int) -> FileResponse:
    certificate = _certificate(request, pk)
    require(request, "workshops.view_certificates", certificate.plan.workshop)
    return _pdf(certificate)


@require_GET
def certificate_personal(request: HttpRequest, token: str) -> HttpResponse:
    """The holder's own door; a withdrawn certificate is not handed out any more."""
    certificate = certificate_links.certificate_of(token)
    if certificate is None:
        raise Http404
    if certificate.is_withdrawn or certificate.pk not in files_of([certificate]):
        return redirect(certificate)
    return _pdf(certificate)


def check_ask(request: HttpRequest) -> HttpResponse:
    """Where somebody types the code of a certificate."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"].strip().upper()
        if Certificate.objects.filter(code=code).exists():
            return redirect("check_certificate", code=code)
        form.add_error("code", _("No certificate has this code. Compare it letter by letter."))
    return render(request, "workshops/certificate_ask.html", {"form": form, "pattern": PATTERN})


@require_GET
def check_certificate(request: HttpRequest, code: str) -> HttpResponse:
    """What everybody may know who holds a certificate in hand; nothing else."""
    certificate = (
        Certificate.objects.with_names().select_related("replaced_by").filter(code=code).first()
    )
    if certificate is None:
        context = {"form": CodeForm(initial={"code": code}), "unknown": code}
        return render(request, "workshops/certificate_ask.html", context, status=404)
    replaced = getattr(certificate, "replaced_by", None)
    context = {
        "certificate": certificate,
        "words": certificate.words,
        "is_replaced": replaced is not None,
        "zone": certificate.plan.workshop.enrolment.region,
        "signed": signed_certificates([certificate]).get(certificate.pk),
    }
    return render(request, "workshops/certificate_check.html", context)


def _pdf(certificate: Certificate) -> FileResponse:
    sha256 = files_of([certificate]).get(certificate.pk, certificate.sha256)
    if not sha256 or not blobs.exists(sha256):
        raise Http404
    response = FileResponse(
        blobs.open_blob(sha256),
        filename=f"sertifikat-{certificate.code}.pdf",
        content_type="application/pdf",
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _list(person: Participation) -> str:
    workshop = person.workshop
    return reverse(
        "workshops:certificate_list",
        kwargs={"slug": workshop.enrolment.slug, "number": workshop.number},
    )


def _participation(request: HttpRequest, pk: int) -> Participation:
    return get_object_or_404(
        Participation.objects.visible_to(request.user).select_related(
            "participant__agency",
            "workshop__enrolment__region",
            "workshop__enrolment__cohort__edition",
            "workshop__plan",
        ),
        pk=pk,
    )


def _certificate(request: HttpRequest, pk: int) -> Certificate:
    return get_object_or_404(Certificate.objects.visible_to(request.user).with_names(), pk=pk)
