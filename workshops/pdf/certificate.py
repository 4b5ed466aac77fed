"""How is a certificate printed? From its kept words alone, with the code that leads to its check."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from commitments.pdf.sheet import PREFIX
from masterplans.pdf.letterhead import drawn
from smartcity_portal.kit import pdf
from smartcity_portal.kit.print_styles import stylesheet
from smartcity_portal.kit.qr import qr

LIMITS = pdf.Limits(pages=4, rows=200, characters=200_000, seconds=60)


def render(words: dict[str, Any], code: str, *, field: str = "") -> pdf.Printed:
    """Print one certificate: the sheet, and the subjects on its back.

    `field` names the issuer's place on the copy that is to be signed electronically.
    """
    kop, assets = drawn(words["kop"])
    address = address_of(code)
    picture = qr(address)
    with translation.override("id"):
        context = {
            "words": words,
            "kop": kop,
            "qr": picture,
            "address": address.partition("://")[2],
            "field": field,
        }
        html = render_to_string("workshops/pdf/certificate.html", context)
        return pdf.render(
            html,
            css=stylesheet("sheet.css") + stylesheet("certificate.css"),
            assets={asset.sha256: asset for asset in [*assets, picture]},
            limits=LIMITS,
            box_prefix=PREFIX if field else "",
        )


def address_of(code: str) -> str:
    """The public address that the code on the sheet carries."""
    return settings.PORTAL_URL + reverse("check_certificate", kwargs={"code": code})
