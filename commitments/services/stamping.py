"""How does a sheet get its e-Meterai? Printed once, stamped elsewhere, taken in before issue.

The stamp changes the file, so it comes before the first signature; what comes back must be the
printed file with something added, or the same pages with the same words.
"""

from typing import IO

import pypdfium2
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from accounts.services.permission import require
from commitments.models import Sheet
from commitments.services import issuing, seating, wording
from commitments.states import SheetState, ready_to_print
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.uploads import clean_pdf


@transaction.atomic
def print_for_stamp(sheet: Sheet, *, by: User) -> Sheet:
    """Number, freeze and print a draft, so that it can be stamped; any later edit undoes it."""
    sheet = _locked(sheet, by=by)
    if sheet.printed_sha256:
        return sheet
    sheet.edition = wording.book_of(sheet.enrolment)
    seating.seat(sheet)
    if reasons := ready_to_print(sheet):
        raise Blocked(reasons)
    printed = issuing.print_sheet(sheet)
    sheet.printed_sha256, sheet.pages = blobs.put(printed.content), printed.pages
    sheet.save()
    history.record("commitments.sheet.print", sheet, by=by, number=sheet.number)
    return sheet


@transaction.atomic
def take_in(sheet: Sheet, upload: IO[bytes], *, by: User) -> Sheet:
    """Keep the stamped file. Raises ValidationError when it is not the printed sheet."""
    sheet = _locked(sheet, by=by)
    if not sheet.printed_sha256:
        raise Blocked([_("Print the sheet for the e-Meterai first, then bring it back.")])
    content = clean_pdf(upload)
    printed = blobs.read(sheet.printed_sha256)
    if content == printed:
        raise ValidationError(_("This is the file as printed, without an e-Meterai."))
    if not content.startswith(printed) and _words(content) != _words(printed):
        raise ValidationError(
            _("This file is not the printed sheet with an e-Meterai on it. Nothing was stored.")
        )
    sheet.stamped_sha256 = blobs.put(content)
    sheet.save(update_fields=["stamped_sha256"])
    history.record("commitments.sheet.stamp", sheet, by=by, short=sheet.stamped_sha256[:12])
    return sheet


def _locked(sheet: Sheet, *, by: User) -> Sheet:
    sheet = Sheet.objects.with_names().select_for_update(of=("self",)).get(pk=sheet.pk)
    require("commitments.edit_sheet", sheet, by=by)
    if sheet.state != SheetState.DRAFT or not sheet.needs_emeterai:
        raise Blocked([_("This sheet does not wait for an e-Meterai.")])
    return sheet


def _words(content: bytes) -> list[str]:
    """The words of each page; raises ValidationError for what cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(content)
        try:
            pages = [page.get_textpage().get_text_bounded() for page in document]
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise ValidationError(_("This PDF cannot be opened. Nothing was stored.")) from error
    return [" ".join(page.split()) for page in pages]
