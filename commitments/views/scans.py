"""How does signed paper go out and come back? Print, upload, file by hand, set aside."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from commitments.forms import ReasonForm
from commitments.models import Route, Scan, Sheet
from commitments.pdf import paper_copy
from commitments.scan_forms import FilingForm, ScansForm
from commitments.services import ink, scans
from commitments.services.scans import Outcome
from commitments.views.drafts import visible_sheet
from programs.models import Enrolment
from smartcity_portal.kit import blobs
from smartcity_portal.kit.attempts import attempt, attempt_form, reasons_of
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.scans import take

MOST_SHOWN = 100


@login_required
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """One sheet on paper: what to print, and what has come back of it."""
    sheet = visible_sheet(request, code)
    _require_upload(request, sheet)
    form = ScansForm(request.POST or None, request.FILES or None)
    outcomes: list[tuple[str, Outcome]] = []
    if request.method == "POST" and attempt_form(
        request, form, lambda: outcomes.extend(_upload(request, sheet.enrolment, form, sheet))
    ):
        return _after(request, outcomes, sheet.get_paper_url())
    people = list(sheet.signatories.with_people())
    context = {
        "sheet": sheet,
        "form": form,
        "rows": ink.scan_rows(Scan.objects.of_sheet(sheet)),
        "on_paper": [row for row in people if row.route == Route.PAPER],
        "unfiled": Scan.objects.filter(enrolment=sheet.enrolment).unfiled().with_filing(),
    }
    return render(request, "commitments/paper.html", context)


@login_required
def inbox(request: HttpRequest, slug: str) -> HttpResponse:
    """A whole stack of signed pages of several sheets, sorted by their codes."""
    enrolment = get_object_or_404(
        Enrolment.objects.visible_to(request.user).with_names(), slug=slug
    )
    _require_upload(request, enrolment)
    form = ScansForm(request.POST or None, request.FILES or None)
    outcomes: list[tuple[str, Outcome]] = []
    if request.method == "POST" and attempt_form(
        request, form, lambda: outcomes.extend(_upload(request, enrolment, form, None))
    ):
        return _after(request, outcomes, request.path)
    filed = Scan.objects.filter(enrolment=enrolment, filing__sheet__isnull=False)
    context = {
        "enrolment": enrolment,
        "form": form,
        "rows": ink.scan_rows(filed)[:MOST_SHOWN],
        "unfiled": Scan.objects.filter(enrolment=enrolment).unfiled().with_filing(),
        "sheets": Sheet.objects.of(enrolment).under_signature().with_names(),
    }
    return render(request, "commitments/scan_inbox.html", context)


def paper_of(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    """What the board of a sheet says about paper; empty where there is nothing to say."""
    annex = getattr(sheet, "ink_annex", None)
    if not sheet.is_issued or not (sheet.is_open or annex):
        return {}
    if not request.user.has_perm("commitments.upload_scan", sheet):
        return {}
    return {"annex": annex, "waiting": ink.waiting_checks(sheet) if sheet.is_open else 0}


def _require_upload(request: HttpRequest, about: Any) -> None:
    if not request.user.has_perm("commitments.upload_scan", about):
        raise PermissionDenied


def _upload(
    request: HttpRequest, enrolment: Enrolment, form: ScansForm, sheet: Sheet | None
) -> list[tuple[str, Outcome]]:
    """Take each file on its own; Blocked with every reason when nothing at all was taken."""
    found: list[tuple[str, Outcome]] = []
    for file in form.cleaned_data["scans"]:
        try:
            outcomes = scans.upload(enrolment, take(file), by=request.user, sheet=sheet)
        except (Blocked, ValidationError) as refused:
            outcomes = [Outcome(refused=" ".join(reasons_of(refused)))]
        found += [(file.name, outcome) for outcome in outcomes]
    if not any(outcome.scan for _name, outcome in found):
        raise Blocked([_told(name, outcome) for name, outcome in found])
    return found


def _told(name: str, outcome: Outcome) -> str:
    if outcome.leaf:
        words = {"name": name, "leaf": outcome.leaf, "why": outcome.refused}
        return _("%(name)s, page %(leaf)d: %(why)s") % words
    return f"{name}: {outcome.refused}"


def _after(request: HttpRequest, found: list[tuple[str, Outcome]], back: str) -> HttpResponse:
    """Say page by page what became of it; a single page opens at once."""
    taken = [outcome.scan for _name, outcome in found if outcome.scan]
    for name, outcome in found:
        if outcome.refused:
            messages.error(request, _told(name, outcome))
    filed = sum(scan.is_filed for scan in taken)
    if filed:
        text = ngettext(
            "%(count)d scan has been filed by its QR codes. Somebody else checks it now.",
            "%(count)d scans have been filed by their QR codes. Somebody else checks them now.",
            filed,
        )
        messages.success(request, text % {"count": filed})
    if unfiled := len(taken) - filed:
        text = ngettext(
            "On %(count)d scan no QR code could be read. Choose by hand what it shows.",
            "On %(count)d scans no QR code could be read. Choose by hand what they show.",
            unfiled,
        )
        messages.warning(request, text % {"count": unfiled})
    return redirect(taken[0] if len(taken) == 1 else back)


@login_required
@require_safe
def print_copy(request: HttpRequest, code: str) -> HttpResponse:
    """The issued document with codes and serial numbers, to be signed with a pen."""
    sheet = visible_sheet(request, code)
    _require_upload(request, sheet)
    if not scans.may_be_printed(sheet):
        raise Http404
    people = list(sheet.signatories.all())
    for row in people:
        row.sheet = sheet
    content = paper_copy.render(blobs.read(sheet.issued_sha256), sheet, people)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="untuk-pena-{sheet.code.lower()}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def visible_scan(request: HttpRequest, pk: int) -> Scan:
    """A scan that the reader may look at; 404 when it is in nobody's sight, 403 for bystanders."""
    scan = get_object_or_404(Scan.objects.visible_to(request.user).with_filing(), pk=pk)
    _require_upload(request, scan)
    return scan


@login_required
@require_POST
def file_by_hand(request: HttpRequest, pk: int) -> HttpResponse:
    scan = visible_scan(request, pk)
    form = FilingForm(request.POST, pages=page_choices(scan))
    if not form.is_valid():
        messages.error(request, _("Choose the page that the scan shows."))
        return redirect(scan)
    code, _colon, page = form.cleaned_data["page"].partition(":")
    sheet = get_object_or_404(Sheet.objects.of(scan.enrolment), code=code)
    attempt(
        request,
        lambda: scans.file_by_hand(scan, sheet, int(page), by=request.user),
        done=_("The scan has been filed. Somebody else checks it now."),
    )
    return redirect(scan)


def page_choices(scan: Scan) -> list[tuple[str, str]]:
    """The pages that a scan may show; of the sheet that its code names, when it names one."""
    open_sheets = Sheet.objects.of(scan.enrolment).under_signature()
    named = scan.serial.partition(" ")[0]
    if named:
        open_sheets = open_sheets.filter(code=named)
    return [
        (
            f"{sheet.code}:{page}",
            _("%(number)s, page %(page)d: %(names)s")
            % {"number": sheet.number, "page": page + 1, "names": names},
        )
        for sheet, page, names in scans.pages_with_boxes(open_sheets)
    ]


@login_required
@require_POST
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    scan = visible_scan(request, pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    attempt(
        request,
        lambda: scans.set_aside(scan, by=request.user, reason=reason),
        done=_("The scan has been set aside."),
    )
    return redirect(scan)
