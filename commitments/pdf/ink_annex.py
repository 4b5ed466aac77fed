"""How are signatures on paper shown in the annex? Each scan once, with who signed and who checked."""

from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils import translation

from commitments.models import InkSignature, Scan, Sheet
from commitments.pdf.sheet import address_of
from masterplans.pdf.styles import stylesheet
from smartcity_portal.kit import blobs, pdf
from smartcity_portal.kit.pdf import Asset
from smartcity_portal.kit.qr import qr
from smartcity_portal.kit.uploads import small_copy

EDGE = 1700
LIMITS = pdf.Limits(pages=60, rows=1500, characters=800_000, seconds=120)


@dataclass(frozen=True)
class Leaf:
    """One scan: the page of the sheet from 1, its serial, and each signature with its box's serial."""

    scan: Scan
    page: int
    serial: str
    by_code: bool
    people: list[tuple[InkSignature, str]] = field(default_factory=list)


def render(sheet: Sheet, leaves: list[Leaf]) -> pdf.Printed:
    """Print the annex of a sheet; not sealed yet."""
    pictures = [_picture(leaf.scan) for leaf in leaves]
    code = qr(address_of(sheet))
    assets = [code, *pictures]
    with translation.override("id"):
        html = render_to_string(
            "commitments/pdf/ink_annex.html",
            {
                "sheet": sheet,
                "region": sheet.region,
                "leaves": list(zip(leaves, pictures, strict=True)),
                "qr": code,
                "address": address_of(sheet).partition("://")[2],
                "total": sum(len(leaf.people) for leaf in leaves),
            },
        )
        return pdf.render(
            html,
            css=stylesheet("sheet.css"),
            assets={asset.sha256: asset for asset in assets},
            limits=LIMITS,
        )


def _picture(scan: Scan) -> Asset:
    """The page as laid flat, or as taken where that was not possible."""
    content = blobs.read(scan.straight_sha256 or scan.picture_sha256)
    return Asset(small_copy(content, EDGE), "image/jpeg")
