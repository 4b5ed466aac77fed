"""How does a paper's own page tell how far its signatures are? A state, a count, and where to look."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from commitments.models import Sheet
from commitments.states import SheetState


def card(sheet: Sheet, user: User, *, file_url: str) -> dict[str, Any]:
    """What parts/paper_signing.html draws; the sheet comes with its progress.

    `file_url` is the paper's own door to the file with all signatures so far.
    """
    done, total = sheet.signatory_done, sheet.signatory_total  # type: ignore[attr-defined]
    seen = Sheet.objects.visible_to(user).filter(pk=sheet.pk).exists()
    return {
        "tone": sheet.tone,
        "word": sheet.get_state_display(),
        "count": ngettext(
            "%(done)d of %(total)d person has signed", "%(done)d of %(total)d have signed", total
        )
        % {"done": done, "total": total},
        "complete": sheet.state == SheetState.COMPLETED,
        "file_url": file_url,
        "file_label": _("Open the signed document")
        if sheet.state == SheetState.COMPLETED
        else _("Open the document with the signatures so far"),
        "board_url": sheet.get_absolute_url() if seen else "",
        "check_url": sheet.public_url,
        "mine_url": _mine(sheet, user),
    }


def _mine(sheet: Sheet, user: User) -> str:
    row = sheet.signatories.waiting_for(user).first()
    return reverse("commitments:sign", kwargs={"pk": row.pk}) if row else ""
