"""How is a letter of invitation printed? From its words alone, so that it can be checked again."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from masterplans.pdf.letterhead import drawn
from masterplans.pdf.styles import stylesheet
from smartcity_portal.kit import pdf

LIMITS = pdf.Limits(pages=40, rows=2000, characters=1_500_000, seconds=60)


def render(words: dict[str, Any], *, draft: bool = False) -> pdf.Printed:
    """Print a letter; a draft carries its mark on every page."""
    kop, assets = drawn(words["kop"])
    with translation.override("id"):
        html = render_to_string(
            "workshops/pdf/letter.html", {"words": words, "kop": kop, "draft": draft}
        )
        return pdf.render(
            html,
            css=stylesheet("sheet.css") + stylesheet("letter.css"),
            assets={asset.sha256: asset for asset in assets},
            limits=LIMITS,
        )
