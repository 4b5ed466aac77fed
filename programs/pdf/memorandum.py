"""How is the record of an MoU printed? Its facts on one sheet; it never stands for the signed paper."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from programs.agreements import WORDS, sides_of, status_of
from programs.letter_numbers import parse
from programs.models import Memorandum
from smartcity_portal.kit import pdf
from smartcity_portal.kit.print_styles import stylesheet

LIMITS = pdf.Limits(pages=6, rows=200, characters=200_000, seconds=30)


def render(memorandum: Memorandum) -> bytes:
    """Print the facts of the agreement as they stand in the portal."""
    with translation.override("id"):
        html = render_to_string("programs/pdf/memorandum.html", _context(memorandum))
        return pdf.render(html, css=stylesheet("sheet.css"), limits=LIMITS).content


def _context(memorandum: Memorandum) -> dict[str, Any]:
    return {
        "memorandum": memorandum,
        "enrolment": memorandum.enrolment,
        "edition": memorandum.enrolment.cohort.edition,
        "sides": sides_of(memorandum),
        "status": WORDS[status_of(memorandum)][1],
        "number_ministry": parse(memorandum.number_ministry),
        "witnesses": memorandum.witnesses.splitlines(),
        "scope": memorandum.scope.splitlines(),
    }
