"""How is a commitment sheet printed, and where on it does each person sign?"""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from commitments.models import Footer, Role, Sheet, SheetKind, Signatory
from commitments.signing.document import Place
from masterplans.pdf.letterhead import kop_of
from masterplans.pdf.motif import shield
from masterplans.pdf.styles import stylesheet
from smartcity_portal.kit import pdf
from smartcity_portal.kit.qr import qr

PREFIX = "kotak-"
TEMPLATES = {
    SheetKind.JOINT: "commitments/pdf/joint.html",
    SheetKind.HEAD: "commitments/pdf/head.html",
    SheetKind.AGENCY: "commitments/pdf/agency.html",
    SheetKind.ADDENDUM: "commitments/pdf/addendum.html",
}
LIMITS = pdf.Limits(pages=40, rows=1500, characters=1_500_000, seconds=60)


@dataclass(frozen=True)
class PrintedSheet:
    """The unsigned document and the place of each field by its name."""

    content: bytes
    pages: int
    places: dict[str, Place] = field(default_factory=dict)


class LayoutRefused(Exception):
    """The layout lost a signature box; nothing may be issued."""


def render(sheet: Sheet, signatories: list[Signatory], *, text_sha256: str) -> PrintedSheet:
    """Print the sheet as it is issued; every signatory has exactly one box on it."""
    printed = _print(sheet, signatories, text_sha256=text_sha256, draft=False)
    places = places_of(printed, signatories)
    return PrintedSheet(printed.content, printed.pages, places)


def preview(sheet: Sheet, signatories: list[Signatory]) -> bytes:
    """Print the sheet as it would look now, marked as a draft."""
    return _print(sheet, signatories, text_sha256="", draft=True).content


def _print(
    sheet: Sheet, signatories: list[Signatory], *, text_sha256: str, draft: bool
) -> pdf.Printed:
    pictures = {"qr": qr(address_of(sheet)), "emblem": shield("lambang", "negara")}
    assets = [*pictures.values()]
    context = _context(sheet, signatories, text_sha256=text_sha256, draft=draft)
    with translation.override("id"):
        if sheet.agency:
            context["kop"], arms = kop_of(sheet.region, unit=sheet.agency.name)
            assets += arms
        html = render_to_string(TEMPLATES[SheetKind(sheet.kind)], context | pictures)
        return pdf.render(
            html,
            css=stylesheet("sheet.css"),
            assets={asset.sha256: asset for asset in assets},
            limits=LIMITS,
            box_prefix=PREFIX,
        )


def _context(
    sheet: Sheet, signatories: list[Signatory], *, text_sha256: str, draft: bool
) -> dict[str, Any]:
    signing = [row for row in signatories if row.role == Role.SIGNATORY]
    agencies = [row for row in signing if not row.is_head_of_region]
    pledging = [row for row in agencies if row.pledge]
    return {
        "sheet": sheet,
        "edition": sheet.edition,
        "region": sheet.region,
        "head_office": f"{sheet.region.head_title} {sheet.region.short_name}",
        "heads": [row for row in signing if row.is_head_of_region],
        "agencies": agencies,
        "knowing": [row for row in signatories if row.role == Role.KNOWING],
        "initials": [row for row in signatories if row.role == Role.INITIALS],
        "witnesses": [row for row in signatories if row.is_witness],
        "with_ranks": any(row.rank or row.nip for row in agencies),
        "pledging": pledging,
        "pledged": sum(row.pledged for row in pledging),
        "lines": [line for row in pledging for line in row.pledge],
        "totals": next((row.pledge for row in signing if row.is_head_of_region), []),
        "changes": _changes(sheet),
        "footer": foot_of(sheet, signatories),
        "draft": draft,
        "text_hash": _grouped(text_sha256),
        "book_hash": _grouped(sheet.edition.sha256) if sheet.edition else "",
        "address": address_of(sheet).partition("://")[2],
    }


def _changes(sheet: Sheet) -> list[dict[str, Any]]:
    """Changed lines of an addendum by agency, in the order in which they stand."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for change in sheet.changes:
        groups.setdefault(change["agency_name"], []).append(change)
    return [{"agency": name, "lines": lines} for name, lines in groups.items()]


def foot_of(sheet: Sheet, signatories: list[Signatory]) -> str:
    """The law on certified signatures is quoted only where every signature will be certified."""
    certified = all(row.route == "bsre" for row in signatories)
    if sheet.footer == Footer.CERTIFIED and not certified:
        return Footer.PORTAL
    return sheet.footer


def address_of(sheet: Sheet) -> str:
    """The public address that the QR carries."""
    return address_of_code(sheet.code)


def address_of_code(code: str) -> str:
    """The public address of a document by its code."""
    return settings.PORTAL_URL + reverse("verify_sheet", kwargs={"code": code})


def _grouped(sha256: str) -> str:
    return " ".join(sha256[i : i + 8] for i in range(0, len(sha256), 8))


def places_of(printed: pdf.Printed, signatories: list[Signatory]) -> dict[str, Place]:
    """The place of each person's field, measured from the boxes of the layout.

    Raises LayoutRefused when a box is missing, foreign, too small or not on its page.
    """
    wanted = {PREFIX + row.field: row for row in signatories}
    if set(printed.boxes) != set(wanted):
        raise LayoutRefused("the signature boxes are not those of the signatories")
    places = {}
    for name, box in printed.boxes.items():
        row, (width, height) = wanted[name], printed.sizes[box.page]
        inside = box.x >= 0 and box.y >= 0 and box.x + box.width <= width
        if not inside or box.y + box.height > height or box.width < 60 or box.height < 24:
            raise LayoutRefused(f"the box of {row.field} does not fit on its page")
        corners = (box.x, box.y, box.x + box.width, box.y + box.height)
        label = _("Signature of %(name)s") % {"name": row.name}
        places[row.field] = Place(box.page, corners, label)
    return places
