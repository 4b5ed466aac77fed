"""How is an agreement (MoU) printed for signature? From its record, or as the last sheet of a given text."""

import hashlib
import io
from collections.abc import Sequence
from typing import Any

import pikepdf
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from commitments.models import Role, Signatory
from commitments.pdf.sheet import PREFIX, address_of_code
from programs.agreements import sides_of
from programs.models import Memorandum
from smartcity_portal.kit import clock, pdf
from smartcity_portal.kit.pdf import Box, PdfError, Printed
from smartcity_portal.kit.print_styles import stylesheet
from smartcity_portal.kit.qr import qr

LIMITS = pdf.Limits(pages=10, rows=200, characters=200_000, seconds=30)
MOST_PAGES = 60


def render(
    memorandum: Memorandum, signatories: Sequence[Signatory], *, code: str, text: bytes = b""
) -> Printed:
    """Print the agreement with a box for everybody; a given `text` (PDF) comes before it.

    Raises PdfError with a sentence when the text can't be read or is too long.
    """
    picture = qr(address_of_code(code))
    sides = sides_of(memorandum)
    parties = [row for row in signatories if row.role != Role.WITNESS]
    context: dict[str, Any] = {
        "memorandum": memorandum,
        "enrolment": memorandum.enrolment,
        "edition": memorandum.enrolment.cohort.edition,
        "sides": list(zip(sides, parties, strict=False)),
        "scope": [line for line in memorandum.scope.splitlines() if line.strip()],
        "witnesses": [row for row in signatories if row.role == Role.WITNESS],
        "sheet": memorandum,
        "qr": picture,
        "address": address_of_code(code).partition("://")[2],
        "dated": memorandum.signed_on or clock.today(),
        "text_sha256": hashlib.sha256(text).hexdigest() if text else "",
    }
    with translation.override("id"):
        html = render_to_string("commitments/pdf/memorandum.html", context)
        printed = pdf.render(
            html,
            css=stylesheet("sheet.css"),
            assets={picture.sha256: picture},
            limits=LIMITS,
            box_prefix=PREFIX,
        )
    return _behind(text, printed) if text else printed


def _behind(text: bytes, printed: Printed) -> Printed:
    """The pages of the text, bare of anything that acts, then the printed ones."""
    try:
        source = pikepdf.open(io.BytesIO(text))
    except pikepdf.PasswordError as error:
        raise PdfError(_("The file is encrypted. Save it without a password.")) from error
    except pikepdf.PdfError as error:
        raise PdfError(_("The file is not a PDF that can be read.")) from error
    with source, pikepdf.open(io.BytesIO(printed.content)) as signed:
        if len(source.pages) > MOST_PAGES:
            raise PdfError(
                _("It has %(pages)d pages; the limit is %(limit)d.")
                % {"pages": len(source.pages), "limit": MOST_PAGES}
            )
        joined = pikepdf.new()
        sizes = []
        for page in source.pages:
            joined.pages.append(page)
            sizes.append(_bare(joined.pages[-1]))
        joined.pages.extend(signed.pages)
        out = io.BytesIO()
        joined.save(out, deterministic_id=True)
    first = len(sizes)
    boxes = {
        name: Box(box.page + first, box.x, box.y, box.width, box.height)
        for name, box in printed.boxes.items()
    }
    return Printed(out.getvalue(), [*sizes, *printed.sizes], boxes=boxes)


def _bare(page: Any) -> tuple[float, float]:
    """Take away links, forms and actions of a page; return its size in points."""
    for key in ("/Annots", "/AA"):
        if key in page.obj:
            del page.obj[key]
    x0, y0, x1, y1 = (float(value) for value in page.mediabox)
    return (x1 - x0, y1 - y0)
