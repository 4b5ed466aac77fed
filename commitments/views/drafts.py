"""How is a sheet written, looked at, issued and ended?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commitments.forms import ReasonForm, SheetForm, StampedForm
from commitments.models import Sheet
from commitments.services import issuing_sets, sheets, staleness, stamping
from commitments.states import SheetState
from commitments.views import crumbs
from commitments.views.files import pdf_response
from programs.models import Enrolment
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.machine import Blocked


def visible_sheet(request: HttpRequest, code: str) -> Sheet:
    """The sheet with this code, or 404 when it is not the reader's to see."""
    rows = Sheet.objects.visible_to(request.user).with_names()
    return get_object_or_404(rows, code=code)


@login_required
@require_POST
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Draft one joint sheet, or one for the head of region and one for each agency."""
    enrolment = get_object_or_404(Enrolment.objects.visible_to(request.user), slug=slug)
    made: list[Sheet] = []
    if request.POST.get("kind") == "separate":
        attempt(request, lambda: made.extend(sheets.draft_separately(enrolment, by=request.user)))
    else:
        attempt(request, lambda: made.append(sheets.draft(enrolment, by=request.user)))
    if len(made) == 1:
        messages.success(request, _("The sheet has been drafted. Read it, then issue it."))
        return redirect(made[0])
    if made:
        words = {"count": len(made)}
        messages.success(
            request, _("%(count)d sheets have been drafted. Read them, then issue them.") % words
        )
    return redirect("commitments:sheet_of", slug=slug)


@login_required
@require_POST
def addendum(request: HttpRequest, slug: str) -> HttpResponse:
    """Draft what the agencies with changed lines and the head of region sign again."""
    enrolment = get_object_or_404(Enrolment.objects.visible_to(request.user), slug=slug)
    made: list[Sheet] = []
    attempt(request, lambda: made.append(staleness.draft_addendum(enrolment, by=request.user)))
    if made:
        messages.success(request, _("The addendum has been drafted. Read it, then issue it."))
        return redirect(made[0])
    return redirect("commitments:sheet_of", slug=slug)


@login_required
@require_POST
def issue_all(request: HttpRequest, slug: str) -> HttpResponse:
    """Have every draft of an enrolment that is ready issued by a worker."""
    enrolment = get_object_or_404(Enrolment.objects.visible_to(request.user), slug=slug)
    attempt(
        request,
        lambda: issuing_sets.request(enrolment, by=request.user),
        done=_("The sheets are being issued. This page shows how far it is."),
    )
    return redirect("commitments:sheet_of", slug=slug)


@login_required
def edit(request: HttpRequest, code: str) -> HttpResponse:
    sheet = visible_sheet(request, code)
    if not request.user.has_perm("commitments.edit_sheet", sheet):
        raise PermissionDenied
    if sheet.state != SheetState.DRAFT:
        messages.error(request, _("An issued sheet does not change."))
        return redirect(sheet)
    form = SheetForm(
        request.POST or None,
        instance=sheet,
        possible_witnesses=sheets.possible_witnesses(sheet.enrolment),
    )
    if request.method == "POST":
        saved = attempt_form(
            request,
            form,
            lambda: sheets.edit(sheet, by=request.user, **form.cleaned_data),
            done=_("The draft has been saved."),
        )
        if saved:
            return redirect(sheet)
    way = crumbs.of_sheet(sheet, _("Change the draft"))
    context = {"sheet": sheet, "form": form, "crumbs": way}
    return render(request, "commitments/sheet_edit.html", context)


@login_required
@require_safe
def preview(request: HttpRequest, code: str) -> HttpResponse:
    sheet = visible_sheet(request, code)
    if not request.user.has_perm("commitments.edit_sheet", sheet):
        raise PermissionDenied
    try:
        content = sheets.preview(sheet)
    except Blocked as blocked:
        messages.error(request, " ".join(blocked.reasons))
        return redirect(sheet)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="draf-lembar-{sheet.code}.pdf"'
    return response


@login_required
@require_POST
def issue(request: HttpRequest, code: str) -> HttpResponse:
    sheet = visible_sheet(request, code)
    attempt(
        request,
        lambda: sheets.issue(sheet, by=request.user),
        done=_("The sheet has been issued. Every signatory gets a mail with a link."),
    )
    return redirect(sheet)


@login_required
@require_POST
def print_for_stamp(request: HttpRequest, code: str) -> HttpResponse:
    """Print the sheet so that it can be stamped elsewhere."""
    sheet = visible_sheet(request, code)
    attempt(
        request,
        lambda: stamping.print_for_stamp(sheet, by=request.user),
        done=_("The sheet has been printed. Download it, have it stamped, then upload it here."),
    )
    return redirect(sheet)


@login_required
@require_safe
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """The printed file that is to be stamped."""
    sheet = visible_sheet(request, code)
    if not sheet.printed_sha256:
        raise Http404
    if not request.user.has_perm("commitments.edit_sheet", sheet):
        raise PermissionDenied
    return pdf_response(sheet, sheet.printed_sha256, download=True)


@login_required
@require_POST
def stamped(request: HttpRequest, code: str) -> HttpResponse:
    """Take in the stamped file."""
    sheet = visible_sheet(request, code)
    if not request.user.has_perm("commitments.edit_sheet", sheet):
        raise PermissionDenied
    form = StampedForm(request.POST, request.FILES)
    if form.is_valid():
        attempt(
            request,
            lambda: stamping.take_in(sheet, form.cleaned_data["file"], by=request.user),
            done=_("The stamped file has been taken in. The sheet can be issued now."),
        )
    else:
        messages.error(request, _("Choose the stamped PDF, then upload it."))
    return redirect(sheet)


@login_required
@require_POST
def void(request: HttpRequest, code: str) -> HttpResponse:
    return _end(request, code, sheets.void, _("The sheet is void. A new one can be drafted."))


@login_required
@require_POST
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    return _end(request, code, sheets.revoke, _("The sheet has been revoked."))


def _end(request: HttpRequest, code: str, act, done: str) -> HttpResponse:
    sheet = visible_sheet(request, code)
    reason = request.POST.get("reason", "")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        reason = ""
    attempt(request, lambda: act(sheet, by=request.user, reason=reason), done=done)
    return redirect(sheet if sheet_stays_visible(request, code) else "commitments:sheet_list")


def sheet_stays_visible(request: HttpRequest, code: str) -> bool:
    """Void sheets are seen only by those who work on them."""
    return Sheet.objects.visible_to(request.user).filter(code=code).exists()
