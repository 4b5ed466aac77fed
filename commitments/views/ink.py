"""Does the scan show this person's hand? Looked at by somebody else than its uploader."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commitments.forms import ReasonForm
from commitments.models import Scan, ScanFiling, Signatory
from commitments.pdf import paper_copy, scan_boxes
from commitments.scan_forms import FilingForm
from commitments.services import ink, scans
from commitments.views import crumbs
from commitments.views.drafts import visible_sheet
from commitments.views.files import pdf_response
from commitments.views.scans import page_choices, visible_scan
from smartcity_portal.kit import blobs
from smartcity_portal.kit.attempts import attempt

SHOWN = {"asli": "picture_sha256", "rata": "straight_sha256"}


@login_required
@require_safe
def scan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A scan beside its straightened view, and what can be said about each person on it."""
    scan = visible_scan(request, pk)
    filing = getattr(scan, "filing", None)
    here = _("Scan of a signed page")
    context: dict[str, Any] = {
        "scan": scan,
        "filing": filing,
        "sheet": None,
        "crumbs": crumbs.below_sheets_of(scan.enrolment, here),
    }
    if filing is None:
        choices = page_choices(scan)
        context |= {"form": FilingForm(pages=choices) if choices else None}
        context |= {"aside_form": ReasonForm(prefix="")}
    elif filing.sheet is not None:
        above = (_("Signing on paper"), filing.sheet.get_paper_url())
        context |= {
            "crumbs": crumbs.of_sheet(filing.sheet, here, through=above),
            "sheet": filing.sheet,
            "page": filing.page + 1,
            "serial": paper_copy.page_serial(filing.sheet, filing.page),
            "by_code": filing.found == ScanFiling.Found.CODE,
            "rows": [_row(request, scan, row) for row in scans.people_on(filing)],
        }
    return render(request, "commitments/scan_detail.html", context)


def _row(request: HttpRequest, scan: Scan, signatory: Signatory) -> dict[str, Any]:
    standing = ink.standing(scan, signatory)
    waits = signatory.has_turn and signatory.sheet.is_open and standing.refused is None
    return {
        "signatory": signatory,
        "serial": paper_copy.block_serial(signatory),
        "standing": standing,
        "waits": waits,
        "against": ink.reasons_against(scan, signatory, by=request.user) if waits else [],
        "may": waits and request.user.has_perm("commitments.confirm_ink_signatory", signatory),
        "empty": waits and scan_boxes.looks_empty(scan, signatory),
        "shown_here": getattr(signatory, "ink", None) is not None
        and signatory.ink.scan_id == scan.pk,
    }


@login_required
@require_safe
def scan_picture(request: HttpRequest, pk: int, which: str) -> HttpResponse:
    """The page as it was taken, or laid flat."""
    scan = visible_scan(request, pk)
    sha256 = getattr(scan, SHOWN[which])
    if not sha256:
        raise Http404
    return _private(FileResponse(blobs.open_blob(sha256), content_type="image/jpeg"))


@login_required
@require_safe
def scan_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """The file exactly as it was uploaded; only ever as a download."""
    scan = visible_scan(request, pk)
    file = blobs.open_blob(scan.upload_sha256)
    kind = {b"%PDF": "pdf", b"\x89PNG": "png"}.get(file.read(4), "jpg")
    file.seek(0)
    name = f"pindaian-{scan.upload_sha256[:12]}.{kind}"
    return _private(
        FileResponse(
            file, as_attachment=True, filename=name, content_type="application/octet-stream"
        )
    )


@login_required
@require_safe
def scan_box(request: HttpRequest, pk: int, signatory: int) -> HttpResponse:
    """One person's box, cut out of the page laid flat."""
    scan = visible_scan(request, pk)
    content = scan_boxes.crop(scan, _on(scan, signatory))
    if content is None:
        raise Http404
    return _private(HttpResponse(content, content_type="image/jpeg"))


def _private(response: Any) -> Any:
    response["Cache-Control"] = "private, max-age=600"
    return response


def _on(scan: Scan, pk: int) -> Signatory:
    """A signatory whose box is on the page that the scan shows."""
    filing = getattr(scan, "filing", None)
    if filing is None or filing.sheet is None:
        raise Http404
    rows = Signatory.objects.with_sheet().filter(sheet=filing.sheet, page=filing.page)
    return get_object_or_404(rows, pk=pk)


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int, signatory: int) -> HttpResponse:
    scan = visible_scan(request, pk)
    row = _on(scan, signatory)
    attempt(
        request,
        lambda: ink.confirm(scan, row, by=request.user),
        done=_("Your check of the signature of %(name)s has been kept.")
        % {"name": row.signer_name},
    )
    return redirect(scan)


@login_required
@require_POST
def refuse(request: HttpRequest, pk: int, signatory: int) -> HttpResponse:
    scan = visible_scan(request, pk)
    row = _on(scan, signatory)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    attempt(
        request,
        lambda: ink.refuse(scan, row, by=request.user, reason=reason),
        done=_("The scan has been refused; its uploader reads why."),
    )
    return redirect(scan)


@login_required
@require_safe
def annex(request: HttpRequest, code: str) -> HttpResponse:
    """The sealed file with the signatures on paper."""
    sheet = visible_sheet(request, code)
    if not request.user.has_perm("commitments.view_annex", sheet):
        raise PermissionDenied
    row = getattr(sheet, "ink_annex", None)
    if row is None:
        raise Http404
    return pdf_response(
        sheet, row.sha256, download="unduh" in request.GET, name="lampiran-tanda-tangan-basah"
    )
