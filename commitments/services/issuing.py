"""What happens to a document when it is put under signature? Frozen, fielded, sealed, asked about."""

from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from commitments.models import Certificate, Role, Sheet, SheetKind, SheetVersion, Signatory
from commitments.pdf import sheet as paper
from commitments.services import (
    numbering,
    pledges,
    revocations,
    routes,
    timekeeping,
    turns,
    wording,
)
from commitments.signing.authority import the_ca
from commitments.signing.ca import PortalCa
from commitments.signing.certificates import common_name
from commitments.signing.document import Place, fields_in, prepare
from commitments.states import SheetState
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.pdf import PdfError

WITH_TOTALS = (SheetKind.HEAD, SheetKind.ADDENDUM)


def print_sheet(sheet: Sheet) -> paper.PrintedSheet:
    """Number a promise, freeze its text and print it with a box for everybody; not yet stored."""
    numbering.assign(sheet)
    signatories = seated(sheet)
    pledge(sheet, signatories)
    foot = paper.foot_of(sheet, signatories)
    sheet.text = {**wording.frozen_text(sheet, signatories), "foot": str(foot)}
    sheet.text_sha256 = wording.hash_of(sheet.text)
    try:
        printed = paper.render(sheet, signatories, text_sha256=sheet.text_sha256)
    except PdfError as error:
        raise Blocked([_("The sheet could not be printed. %(why)s") % {"why": error}]) from error
    except paper.LayoutRefused as error:
        raise Blocked(
            [_("The sheet could not be laid out: a signature box has no room. Shorten the text.")]
        ) from error
    for row in signatories:
        place = printed.places[row.field]
        row.page, row.box = place.page, list(place.box)
        row.save(update_fields=["page", "box", "pledge"])
    return printed


def issue_file(
    sheet: Sheet, content: bytes, places: Mapping[str, Place], *, by: User, pages: int
) -> Sheet:
    """Put fields on a printed file, seal it, keep it, and ask everybody whose turn it is."""
    before = fields_in(content)
    if before:
        sheet.text = {**sheet.text, "fields_before": before}
        sheet.text_sha256 = wording.hash_of(sheet.text)
    sheet.open_to_outside = routes.takes_outside(sheet)
    content = prepare(
        content,
        places,
        _sealing_authority(),
        reason=sheet.title,
        certify=not before and not sheet.open_to_outside,
    )
    now = timezone.now()
    sheet.issued_sha256 = sheet.head_sha256 = blobs.put(content)
    sheet.state, sheet.state_since, sheet.issued_at = SheetState.ISSUED, now, now
    sheet.pages, sheet.issued_by = pages, by
    sheet.save()
    SheetVersion.objects.create(
        sheet=sheet,
        number=0,
        kind=SheetVersion.Kind.ISSUED,
        sha256=sheet.issued_sha256,
        size=len(content),
        signatures=0,
        at=now,
    )
    history.record(
        "commitments.sheet.issue",
        sheet,
        by=by,
        number=sheet.number,
        people=len(places),
        sha256=sheet.issued_sha256,
        short=sheet.issued_sha256[:12],
    )
    turns.ask_next(sheet, by=by)
    return sheet


def issue_stamped(sheet: Sheet, *, by: User) -> Sheet:
    """Issue the file that came back with its e-Meterai; its boxes are where they were printed."""
    places = {row.field: _place_of(row) for row in seated(sheet)}
    content = blobs.read(sheet.stamped_sha256)
    return issue_file(sheet, content, places, by=by, pages=sheet.pages)


def seated(sheet: Sheet) -> list[Signatory]:
    """The people of a sheet in their order, each with the sheet at hand."""
    rows = list(sheet.signatories.with_people())
    for row in rows:
        row.sheet = sheet
    return rows


def pledge(sheet: Sheet, signatories: Sequence[Signatory]) -> None:
    """Freeze what each person answers for: an agency's lines, the totals for the head of region."""
    found = pledges.lines_for(sheet)
    for row in signatories:
        row.pledge = []
        if row.role == Role.SIGNATORY and row.agency_id:
            row.pledge = found.get(row.agency_id, [])
        elif row.role == Role.SIGNATORY and sheet.kind in WITH_TOTALS:
            row.pledge = pledges.totals(found)


def _place_of(row: Signatory) -> Place:
    x0, y0, x1, y1 = row.box
    return Place(row.page or 0, (x0, y0, x1, y1), _("Signature of %(name)s") % {"name": row.name})


def _sealing_authority() -> PortalCa:
    """The portal's own authority, with its seal and clock among the known certificates."""
    authority = the_ca()
    revocations.check_portal(authority)
    timekeeping.check()
    for kind, credential in (
        (Certificate.Kind.SEAL, authority.seal),
        (Certificate.Kind.CLOCK, authority.clock),
    ):
        Certificate.objects.get_or_create(
            serial=credential.serial,
            issuer="",
            defaults={
                "kind": kind,
                "name": common_name(credential.certificate.subject),
                "pem": credential.pem,
                "made_at": timezone.now(),
            },
        )
    return authority
