"""Whose turn is it on a sheet? The lowest turn in which somebody has not signed."""

from django.utils import timezone

from accounts.models import User
from commitments import notices
from commitments.models import Sheet, Signatory
from commitments.states import SignatoryState


def ask_next(sheet: Sheet, *, by: User | None) -> list[Signatory]:
    """Ask everybody whose turn it is now and who was not asked yet; the caller holds the lock.

    About sheets in a series people are told together, by whoever issues the series.
    """
    rows = list(sheet.signatories.with_people())
    unsigned = [row.group for row in rows if not row.has_signed]
    if not unsigned:
        return []
    asked = [
        row for row in rows if row.group == min(unsigned) and row.state == SignatoryState.WAITING
    ]
    now = timezone.now()
    for row in asked:
        row.sheet = sheet
        row.state, row.state_since, row.asked_at = SignatoryState.ASKED, now, now
        row.save(update_fields=["state", "state_since", "asked_at"])
    if asked and not sheet.in_series:
        notices.signatures_asked(sheet, asked, by=by)
    return asked
