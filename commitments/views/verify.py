"""Is this document genuine? Asked by anybody, by QR, code, fingerprint or file, without a login."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.forms import CheckForm
from commitments.models import Check, Sheet
from commitments.services import checking
from commitments.services.checking import Answer
from commitments.views import annexes, editions, verdicts
from commitments.views.files import pdf_response
from commitments.views.patience import WINDOW, asks_too_often
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.uploads import clean_pdf

BUSY_FOR = 120


def ask(request: HttpRequest) -> HttpResponse:
    form = CheckForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return render(request, "commitments/verify.html", {"form": form})
    if asks_too_often(request):
        response = render(request, "429.html", status=429)
        response["Retry-After"] = str(WINDOW)
        return response
    try:
        target = _target(form) if form.is_valid() else None
    except Blocked as blocked:
        return _busy(request, form, blocked)
    if target is None:
        return render(request, "commitments/verify.html", {"form": form}, status=422)
    return target


def _busy(request: HttpRequest, form: CheckForm, blocked: Blocked) -> HttpResponse:
    for reason in blocked.reasons:
        form.add_error("file", reason)
    response = render(request, "commitments/verify.html", {"form": form}, status=503)
    response["Retry-After"] = str(BUSY_FOR)
    return response


def _target(form: CheckForm) -> HttpResponse | None:
    """Where the answer stands; None with an error on the form when nothing can be looked up."""
    upload, text = form.cleaned_data.get("file"), form.cleaned_data.get("text")
    if upload:
        try:
            content = clean_pdf(upload)
        except ValidationError as refused:
            form.add_error("file", refused)
            return None
        sha256 = blobs.sha256_of(content)
        if editions.find(sha256=sha256) or annexes.of_hash(sha256):
            return redirect("verify_hash", sha256=sha256)
        answer = checking.submit(content)
        if isinstance(answer, Check):
            return redirect(answer)
        return redirect("verify_hash", sha256=answer.sha256)
    if len(text) == 64:
        return redirect("verify_hash", sha256=text)
    return redirect("verify_sheet", code=text)


@require_safe
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The page behind the QR: the true state of a sheet or book, whatever paper carries the code."""
    row = Sheet.objects.public().with_names().filter(code=code).first()
    if row is None:
        edition = editions.find(code=code)
        if edition is None:
            raise Http404
        return editions.show(request, edition)
    answer = checking.known(row.head_sha256)
    if answer is None:
        raise Http404
    return _show(request, answer, by_code=True)


@require_safe
def by_hash(request: HttpRequest, sha256: str) -> HttpResponse:
    """What is known of bytes with this fingerprint."""
    answer = checking.known(sha256)
    book = editions.find(sha256=sha256.lower()) if answer is None else None
    if book is not None:
        return editions.show(request, book, same_bytes=True)
    if answer is None and (annex := annexes.of_hash(sha256)):
        return annexes.show(request, annex)
    if answer is None:
        context = {"sha256": sha256.lower(), "now": timezone.now()}
        return render(request, "commitments/verify_unknown.html", context, status=404)
    return _show(request, answer)


@require_safe
def result(request: HttpRequest, token: str) -> HttpResponse:
    """The answer about an unknown file, or the waiting for it."""
    check = get_object_or_404(Check, token=token)
    answer = checking.answer_of(check)
    if answer is None:
        return _waiting(request, check)
    return _show(request, answer, at=check.done_at)


def _waiting(request: HttpRequest, check: Check) -> HttpResponse:
    context = {"check": check, "job": verdicts.job_of(check)}
    return render(request, "commitments/verify_waiting.html", context)


def _show(request: HttpRequest, answer: Answer, *, by_code: bool = False, at=None) -> HttpResponse:
    page = verdicts.page_of(answer, by_code=by_code)
    zone = answer.sheet.region if answer.sheet else None
    context = {
        "page": page,
        "answer": answer,
        "sheet": answer.sheet,
        "zone": zone,
        "now": at or timezone.now(),
    }
    return render(request, "commitments/verify_result.html", context)


@require_safe
def document(request: HttpRequest, code: str) -> HttpResponse:
    """The true document behind a code, so that a QR copied onto a forgery is seen."""
    row = get_object_or_404(Sheet.objects.public().with_names(), code=code)
    if not row.has_document:
        raise Http404
    return pdf_response(row, row.head_sha256, download="unduh" in request.GET)
