"""Where do signatures on paper end up? In one sealed file beside the signed one, never inside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from asn1crypto.crl import CertificateList
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import history, history_seals
from commitments.models import InkAnnex, InkSignature, ScanFiling, Sheet
from commitments.pdf import ink_annex
from commitments.pdf.paper_copy import block_serial, page_serial
from commitments.signing.annex_seal import seal
from commitments.signing.ca import PortalCa
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.pdf import PdfError


@dataclass(frozen=True)
class Annex:
    """A sealed annex that is not stored yet."""

    content: bytes
    pages: int
    signatures: int


def made_for(sheet: Sheet, authority: PortalCa, lists: Sequence[CertificateList]) -> Annex | None:
    """Print and seal the scans of everybody who has signed on paper; None when nobody has."""
    leaves = _leaves(sheet)
    if not leaves:
        return None
    try:
        printed = ink_annex.render(sheet, leaves)
    except PdfError as error:
        raise Blocked([_("The annex could not be printed. %(why)s") % {"why": error}]) from error
    content = seal(
        printed.content,
        authority,
        lists,
        reason=sheet.title,
        anchor=str(history_seals.anchor_of(sheet)),
    )
    return Annex(content, printed.pages, sum(len(leaf.people) for leaf in leaves))


def _leaves(sheet: Sheet) -> list[ink_annex.Leaf]:
    """Each scan once, with everybody whose signature it shows, in the order of the pages."""
    rows = (
        InkSignature.objects.filter(signatory__sheet=sheet)
        .select_related("scan__by", "scan__filing", "signatory__tenure__official")
        .order_by("scan__filing__page", "scan", "signatory__order")
    )
    leaves: dict[int, ink_annex.Leaf] = {}
    for row in rows:
        row.signatory.sheet = sheet
        scan, page = row.scan, row.scan.filing.page
        leaf = leaves.setdefault(
            scan.pk,
            ink_annex.Leaf(
                scan,
                page + 1,
                page_serial(sheet, page),
                by_code=scan.filing.found == ScanFiling.Found.CODE,
            ),
        )
        leaf.people.append((row, block_serial(row.signatory)))
    return [*leaves.values()]


def keep(sheet: Sheet, annex: Annex) -> InkAnnex:
    """Store a sealed annex, together with the final version that it belongs to."""
    sha256 = blobs.put(annex.content)
    row = InkAnnex.objects.create(
        sheet=sheet,
        sha256=sha256,
        size=len(annex.content),
        pages=annex.pages,
        signatures=annex.signatures,
        at=timezone.now(),
    )
    history.record(
        "commitments.sheet.annex",
        sheet,
        by=None,
        people=annex.signatures,
        sha256=sha256,
        short=sha256[:12],
    )
    return row
