"""How does a signatory choose a way, sign through BSrE, or take the document out and bring it back?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from commitments.models import Attempt, Route, Sheet, Signatory
from commitments.outside_forms import AgreeForm, BackForm, BsreForm, CodeForm, WaysForm
from commitments.services import attempts, endpoints, routes
from commitments.views.drafts import visible_sheet
from commitments.views.files import pdf_response
from commitments.views.signatory import context_of, own, portal_form
from commitments.views.ways import consent_words, people_with_ways
from smartcity_portal.kit.attempts import attempt, attempt_form


@login_required
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the own way, or as coordinator that of somebody else on a sheet in one's care."""
    signatory = Signatory.objects.of_user(request.user).with_sheet().filter(pk=pk).first()
    back: Any = signatory
    if signatory is None:
        rows = Signatory.objects.with_sheet().filter(
            sheet__in=Sheet.objects.visible_to(request.user)
        )
        signatory = get_object_or_404(rows, pk=pk)
        back = signatory.sheet
    route = request.POST.get("route", "")
    attempt(request, lambda: routes.choose(signatory, route, by=request.user))
    return redirect(back)


@never_cache
@sensitive_post_parameters("secret", "nik")
@login_required
@require_POST
def through_bsre(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign through the organisation's service of BSrE."""
    signatory = own(request, pk)
    endpoint = endpoints.serving(signatory)
    if signatory.has_signed or endpoint is None or signatory.route != Route.BSRE:
        return redirect(signatory)
    form = BsreForm(request.POST, endpoint=endpoint, consent_label=consent_words(signatory))

    def act() -> None:
        given = form.cleaned_data
        attempts.sign(
            signatory,
            by=request.user,
            consent_sha256=given["consent_sha256"],
            secret=given["secret"],
            known_by=given.get("nik"),
            key=given["key"],
        )

    if attempt_form(request, form, act, done=_("You have signed the sheet.")):
        return redirect(signatory)
    return _page(request, signatory, bsre_form=form.renewed())


@login_required
@require_POST
@sensitive_post_parameters("nik")
def request_code(request: HttpRequest, pk: int) -> HttpResponse:
    """Have BSrE send a one-time code."""
    signatory = own(request, pk)
    form = CodeForm(request.POST)
    known_by = form.cleaned_data["nik"] if "nik" in request.POST and form.is_valid() else None
    attempt(
        request,
        lambda: attempts.request_code(signatory, by=request.user, known_by=known_by),
        done=_("BSrE has sent you a code by mail or to BeSign. It is good for a few minutes."),
    )
    return redirect(signatory)


@login_required
@require_POST
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to the document and take it out."""
    signatory = own(request, pk)
    if signatory.has_signed:
        return redirect(signatory)
    form = AgreeForm(request.POST, prefix="out", consent_label=consent_words(signatory))

    def act() -> None:
        attempts.take_out(
            signatory, by=request.user, consent_sha256=form.cleaned_data["consent_sha256"]
        )

    if attempt_form(request, form, act):
        return redirect(signatory)
    return _page(request, signatory, out_form=form)


@login_required
@require_safe
def taken(request: HttpRequest, pk: int) -> HttpResponse:
    """The file that was taken out, with all signatures so far."""
    signatory = own(request, pk)
    held = signatory.attempts.open().filter(route=Route.BROUGHT).first()
    if held is None:
        raise Http404
    return pdf_response(signatory.sheet, held.before_sha256, download=True)


@login_required
@require_POST
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in the signed file."""
    signatory = own(request, pk)
    if signatory.has_signed:
        return redirect(signatory)
    form = BackForm(request.POST, request.FILES, prefix="back")

    def act() -> None:
        attempts.bring_back(signatory, form.cleaned_data["file"], by=request.user)

    if attempt_form(request, form, act, done=_("You have signed the sheet.")):
        return redirect(signatory)
    return _page(request, own(request, pk), back_form=form)


@login_required
@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the service for the file of an attempt whose outcome is unknown."""
    found = _attempt(request, pk)
    attempt(
        request,
        lambda: attempts.look(found, by=request.user),
        done=_("The signed file was there and has been taken in."),
    )
    return _back(request, found)


@login_required
@require_POST
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """End an attempt without a signature."""
    found = _attempt(request, pk)
    attempt(
        request,
        lambda: attempts.give_up(found, by=request.user),
        done=_("The attempt has been ended. The place can be signed anew, by any way."),
    )
    return _back(request, found)


def _attempt(request: HttpRequest, pk: int) -> Attempt:
    rows = Attempt.objects.settled_by(request.user).select_related("endpoint__region", "by")
    return get_object_or_404(rows.select_related("sheet__enrolment", "signatory"), pk=pk)


def _back(request: HttpRequest, found: Attempt) -> HttpResponse:
    own_place = Signatory.objects.of_user(request.user).filter(pk=found.signatory_id)
    return redirect(found.signatory if own_place.exists() else found.sheet)


@login_required
@require_POST
def preset(request: HttpRequest, code: str) -> HttpResponse:
    """Say, before issue, how each person signs."""
    sheet = visible_sheet(request, code)
    form = WaysForm(request.POST, people=people_with_ways(sheet))
    chosen = form.chosen if form.is_valid() else {}
    attempt(
        request,
        lambda: routes.preset(sheet, chosen, by=request.user),
        done=_("The ways of signing have been saved."),
    )
    return redirect(sheet)


def _page(request: HttpRequest, signatory: Signatory, **forms: Any) -> HttpResponse:
    """The signatory's page, with a form that needs another look."""
    context = {**context_of(signatory, portal_form(request, signatory)), **forms}
    return render(request, "commitments/sign.html", context)
