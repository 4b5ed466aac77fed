"""How is a sheet written, looked at, issued and ended?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commitments.forms import ReasonForm, SheetForm
from commitments.models import Sheet
from commitments.services import sheets
from commitments.states import SheetState
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
    enrolment = get_object_or_404(Enrolment.objects.visible_to(request.user), slug=slug)
    made: list[Sheet] = []
    attempt(request, lambda: made.append(sheets.draft(enrolment, by=request.user)))
    if made:
        messages.success(request, _("The sheet has been drafted. Read it, then issue it."))
        return redirect(made[0])
    return redirect("commitments:sheet_of", slug=slug)


@login_required
def edit(request: HttpRequest, code: str) -> HttpResponse:
    sheet = visible_sheet(request, code)
    if not request.user.has_perm("commitments.edit_sheet", sheet):
        raise PermissionDenied
    if sheet.state != SheetState.DRAFT:
        messages.error(request, _("An issued sheet does not change."))
        return redirect(sheet)
    form = SheetForm(request.POST or None, instance=sheet)
    if request.method == "POST":
        saved = attempt_form(
            request,
            form,
            lambda: sheets.edit(sheet, by=request.user, **form.cleaned_data),
            done=_("The draft has been saved."),
        )
        if saved:
            return redirect(sheet)
    return render(request, "commitments/sheet_edit.html", {"sheet": sheet, "form": form})


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
