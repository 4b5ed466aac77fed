"""Where does a scan belong? Filed by the codes in its corners, by hand, or set aside.

Reading happens before anything is stored, in a process of its own; what is refused leaves nothing.
Pages do not wait for it: services/reading.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from accounts.services.permission import require
from commitments import notices
from commitments.models import Scan, ScanFiling, Sheet, Signatory
from commitments.pdf import paper_copy
from commitments.pdf.paper_copy import Seen
from commitments.pdf.scan_boxes import FLAT_SCALE
from commitments.services import checkers
from programs.models import Enrolment
from smartcity_portal.kit import blobs
from smartcity_portal.kit.formats import moment
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.perspective import flattened
from smartcity_portal.kit.scans import Page, read

LEAST_CODES = 2


@dataclass(frozen=True)
class Outcome:
    """What became of one page of an upload: a scan, filed or not, or a sentence why there is none."""

    leaf: int = 0
    scan: Scan | None = None
    refused: str = ""


def upload(
    enrolment: Enrolment, content: bytes, *, by: User, sheet: Sheet | None = None
) -> list[Outcome]:
    """Read a photograph or a scanned PDF and file each page; `sheet` when only that one is meant.

    Raises ValidationError when the file as a whole cannot be read, Blocked when it came before.
    """
    require("commitments.upload_scan", enrolment, by=by)
    upload_sha256 = blobs.sha256_of(content)
    check_new(enrolment, upload_sha256)
    pages = [_understood(page, enrolment, sheet) for page in read(content)]
    with transaction.atomic():
        check_new(enrolment, upload_sha256)
        outcomes = [_taken(enrolment, upload_sha256, page, by=by) for page in pages]
        if any(outcome.scan for outcome in outcomes):
            blobs.put(content)
    return outcomes


def check_new(enrolment: Enrolment, upload_sha256: str) -> None:
    """Blocked when this very file came before."""
    earlier = Scan.objects.filter(enrolment=enrolment, upload_sha256=upload_sha256)
    scan = earlier.select_related("by").first()
    if scan is not None:
        words = {"name": scan.by, "time": moment(scan.at, enrolment.region)}
        raise Blocked([_("This very file was uploaded before, by %(name)s on %(time)s.") % words])


@dataclass(frozen=True)
class Understood:
    """One page before anything of it is stored: what it shows, laid flat, or why it is refused."""

    page: Page
    seen: Seen | None = None
    sheet: Sheet | None = None
    flat: bytes | None = None
    refused: str = ""


def _understood(page: Page, enrolment: Enrolment, meant: Sheet | None) -> Understood:
    """Find out what a page shows; this takes time, so nothing is locked meanwhile."""
    try:
        seen = _seen(page)
        sheet = _sheet_of(seen, enrolment, meant) if seen else None
        if sheet and seen and seen.page is not None:
            _check_page(sheet, seen)
    except Blocked as blocked:
        return Understood(page, refused=" ".join(blocked.reasons))
    return Understood(page, seen, sheet, _laid_flat(page, sheet))


def _taken(
    enrolment: Enrolment, upload_sha256: str, understood: Understood, *, by: User
) -> Outcome:
    page, seen, sheet = understood.page, understood.seen, understood.sheet
    try:
        if sheet and seen and seen.page is not None:
            sheet = Sheet.objects.with_names().get(pk=sheet.pk)
            _check_page(sheet, seen)
    except Blocked as blocked:
        return Outcome(page.number, refused=" ".join(blocked.reasons))
    if understood.refused:
        return Outcome(page.number, refused=understood.refused)
    scan = Scan.objects.create(
        enrolment=enrolment,
        upload_sha256=upload_sha256,
        leaf=page.number,
        picture_sha256=blobs.put(page.picture),
        straight_sha256=blobs.put(understood.flat) if understood.flat else "",
        serial=f"{seen.code} {seen.page_serial}".strip() if seen else "",
        by=by,
        at=timezone.now(),
    )
    if sheet is not None and seen is not None and seen.page is not None:
        _file(scan, sheet, seen.page, ScanFiling.Found.CODE, by=by)
    return Outcome(page.number, scan)


def _seen(page: Page) -> Seen | None:
    """The page that a picture shows; a code of the paper copy says more than the one in the text."""
    found = [seen for code in page.codes if (seen := paper_copy.understood(code.text))]
    if len({(seen.code, seen.page) for seen in found if seen.page is not None}) > 1:
        raise Blocked([_("The picture shows more than one page. Photograph each page alone.")])
    if len({seen.code for seen in found}) > 1:
        raise Blocked([_("The picture shows codes of different sheets.")])
    return max(found, key=lambda seen: seen.page is not None, default=None)


def _sheet_of(seen: Seen, enrolment: Enrolment, meant: Sheet | None) -> Sheet:
    """The sheet that the code names; Blocked when it is not one that is meant here."""
    sheet = Sheet.objects.with_names().filter(code=seen.code).exclude(issued_sha256="").first()
    if sheet is None:
        raise Blocked(
            [_("The portal knows no sheet with the code %(code)s.") % {"code": seen.code}]
        )
    if sheet.enrolment.region_id != enrolment.region_id:
        words = {"code": seen.code, "region": sheet.region}
        raise Blocked([_("The code %(code)s belongs to %(region)s, another region.") % words])
    other = meant is not None and sheet.pk != meant.pk
    if other or sheet.enrolment_id != enrolment.pk:
        words = {"title": sheet.title, "number": sheet.number}
        raise Blocked(
            [_("This page belongs to another sheet: “%(title)s”, number %(number)s.") % words]
        )
    return sheet


def _check_page(sheet: Sheet, seen: Seen) -> None:
    """The paper was printed from this very document, which is still being signed."""
    page = seen.page or 0
    if seen.serial != paper_copy.serial_of(sheet, f"page {page}"):
        raise Blocked(
            [
                _(
                    "The serial number %(serial)s is not that of the document which is signed now. "
                    "Print the sheet again."
                )
                % {"serial": seen.page_serial}
            ]
        )
    check_open(sheet)
    if not sheet.signatories.filter(page=page).exists():
        raise Blocked(
            [_("Page %(page)d is not signed by anybody; it is not needed.") % {"page": page + 1}]
        )


def may_be_printed(sheet: Sheet) -> bool:
    """From issue until everybody has signed; not where all signatures are to be certified."""
    return bool(sheet.issued_sha256) and sheet.is_open and not sheet.is_for_certificates


def check_open(sheet: Sheet) -> None:
    """Blocked when the sheet takes no signatures any more."""
    if not sheet.is_open:
        raise Blocked(
            [
                _("This sheet can no longer be signed; its state is “%(state)s”.")
                % {"state": sheet.get_state_display()}
            ]
        )


def _laid_flat(page: Page, sheet: Sheet | None) -> bytes | None:
    """Lay the picture flat by at least two codes; None when it cannot be done."""
    if sheet is None:
        return None
    size = None
    pairs = []
    for code in page.codes:
        seen = paper_copy.understood(code.text)
        if seen is None or seen.page is None:
            continue
        size = size or _size(sheet, seen.page)
        if size is not None:
            corners = paper_copy.corners_of(seen.corner, size)
            pairs += list(zip(corners, code.corners, strict=True))
    if size is None or len(pairs) < 4 * LEAST_CODES:
        return None
    return flattened(page.picture, pairs, size, FLAT_SCALE)


def _size(sheet: Sheet, page: int) -> tuple[float, float] | None:
    sizes = paper_copy.page_sizes(blobs.read(sheet.issued_sha256))
    return sizes[page] if page < len(sizes) else None


@transaction.atomic
def file_by_hand(scan: Scan, sheet: Sheet, page: int, *, by: User) -> ScanFiling:
    """Say which page of which sheet a scan shows that no code tells."""
    scan, sheet = _locked(scan), Sheet.objects.select_for_update().get(pk=sheet.pk)
    require("commitments.upload_scan", scan, by=by)
    _check_unfiled(scan)
    if sheet.enrolment_id != scan.enrolment_id:
        raise Blocked([_("The sheet belongs to another programme.")])
    check_open(sheet)
    if not sheet.signatories.filter(page=page).exists():
        raise Blocked([_("Choose a page on which somebody signs.")])
    return _file(scan, sheet, page, ScanFiling.Found.HAND, by=by)


@transaction.atomic
def set_aside(scan: Scan, *, by: User, reason: str) -> ScanFiling:
    """Say that a scan shows nothing of ours; it is kept, and asked about no more."""
    scan = _locked(scan)
    require("commitments.upload_scan", scan, by=by)
    _check_unfiled(scan)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the scan is set aside.")})
    filing = ScanFiling.objects.create(
        scan=scan,
        found=ScanFiling.Found.ASIDE,
        reason=reason.strip(),
        by=by,
        at=timezone.now(),
    )
    history.record("commitments.scan.set_aside", scan, by=by, reason=filing.reason)
    return filing


def _file(scan: Scan, sheet: Sheet, page: int, found: str, *, by: User) -> ScanFiling:
    filing = ScanFiling.objects.create(
        scan=scan, sheet=sheet, page=page, found=found, by=by, at=timezone.now()
    )
    history.record(
        "commitments.scan.file",
        sheet,
        by=by,
        page=page + 1,
        found=found,
        sha256=scan.upload_sha256,
        short=scan.upload_sha256[:12],
    )
    needed = checkers.needs_ministry(scan)
    notices.scan_filed(scan, filing, by=by, to_ministry=needed)
    return filing


def _locked(scan: Scan) -> Scan:
    return Scan.objects.select_for_update().get(pk=scan.pk)


def _check_unfiled(scan: Scan) -> None:
    if ScanFiling.objects.filter(scan=scan).exists():
        raise Blocked([_("This scan has been filed already.")])


def people_on(filing: ScanFiling) -> list[Signatory]:
    """Everybody whose box stands on the page that a scan shows."""
    rows = (
        list(filing.sheet.signatories.with_people().filter(page=filing.page))
        if filing.sheet
        else []
    )
    for row in rows:
        row.sheet = filing.sheet
    return rows


def pages_with_boxes(sheets: Iterable[Sheet]) -> list[tuple[Sheet, int, str]]:
    """Every page that somebody signs, with the names on it, for choosing by hand."""
    wanted = {sheet.pk: sheet for sheet in sheets}
    names: dict[tuple[int, int], list[str]] = {}
    rows = Signatory.objects.filter(sheet__in=wanted, page__isnull=False).order_by("sheet", "order")
    for row in rows:
        names.setdefault((row.sheet_id, row.page or 0), []).append(row.name)
    return [(wanted[pk], page, ", ".join(names[pk, page])) for pk, page in sorted(names)]
