"""How does signed paper go out and come back? Print, hand in, file by hand, set aside."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commitments.forms import ReasonForm
from commitments.models import Route, Scan, Sheet
from commitments.pdf import paper_copy
from commitments.scan_forms import FilingForm, ScansForm
from commitments.services import ink, reading, scans
from commitments.views import crumbs
from commitments.views.drafts import visible_sheet
from commitments.views.readings import readings
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
    if request.method == "POST" and attempt_form(
        request, form, lambda: _upload(request, sheet.enrolment, form, sheet)
    ):
        return redirect(sheet.get_paper_url())
    people = list(sheet.signatories.with_people())
    context = {
        "crumbs": crumbs.of_sheet(sheet, _("Signing on paper")),
        "sheet": sheet,
        "may_be_printed": scans.may_be_printed(sheet),
        "form": form,
        "readings": readings(sheet.enrolment, request.user),
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
    if request.method == "POST" and attempt_form(
        request, form, lambda: _upload(request, enrolment, form, None)
    ):
        return redirect(request.path)
    filed = Scan.objects.filter(enrolment=enrolment, filing__sheet__isnull=False)
    context = {
        "crumbs": crumbs.below_sheets_of(enrolment, _("Scans of signed paper")),
        "enrolment": enrolment,
        "form": form,
        "readings": readings(enrolment, request.user),
        "rows": ink.scan_rows(filed)[:MOST_SHOWN],
        "unfiled": Scan.objects.filter(enrolment=enrolment).unfiled().with_filing(),
        "sheets": Sheet.objects.of(enrolment).under_signature().with_names(),
    }
    return render(request, "commitments/scan_inbox.html", context)


def paper_of(request: HttpRequest, sheet: Sheet, rows: list[ink.ScanRow]) -> dict[str, Any]:
    """What the board of a sheet says about paper; empty where there is nothing to say."""
    annex = getattr(sheet, "ink_annex", None)
    if not sheet.is_issued or not (scans.may_be_printed(sheet) or annex):
        return {}
    if not request.user.has_perm("commitments.upload_scan", sheet):
        return {}
    return {"annex": annex, "waiting": sum(bool(row.waiting) for row in rows)}


def _require_upload(request: HttpRequest, about: Any) -> None:
    if not request.user.has_perm("commitments.upload_scan", about):
        raise PermissionDenied


def _upload(request: HttpRequest, enrolment: Enrolment, form: ScansForm, sheet: Any) -> None:
    """Hand each file to a worker; Blocked with every reason when none could be taken."""
    refused: list[str] = []
    files = form.cleaned_data["scans"]
    for file in files:
        try:
            reading.request(enrolment, take(file), file.name, by=request.user, sheet=sheet)
        except (Blocked, ValidationError) as error:
            refused += [f"{file.name}: {reason}" for reason in reasons_of(error)]
    if len(refused) == len(files):
        raise Blocked(refused)
    for reason in refused:
        messages.error(request, reason)


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
