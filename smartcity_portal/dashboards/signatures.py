"""Which signatures, and which scans of signed paper, wait for somebody?"""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from commitments.models import Signatory
from commitments.services import checkers, ink
from commitments.services.ink import ScanRow
from smartcity_portal.kit import clock

SHOWN = 10


def signatures_of(user: User) -> list[dict[str, Any]]:
    """Rows of parts/queue.html: own open signatures, a witness's too, the longest waiting first."""
    return [row_of(place) for place in Signatory.objects.waiting_for(user).for_queue()[:SHOWN]]


def row_of(place: Signatory) -> dict[str, Any]:
    return {
        "from": str(place.sheet.region),
        "title": place.sheet.title,
        "tone": "sign",
        "holder": _("You"),
        "you": True,
        "days": place.days,
        "action": {"label": _("Read and sign"), "url": place.get_absolute_url()},
    }


def scans_of(mentor: User) -> list[dict[str, Any]]:
    """Rows of parts/queue.html: scans that this mentor compares and confirms."""
    return [_scan_row(row) for row in ink.to_check(mentor)[:SHOWN]]


def scans_of_ministry(user: User) -> list[dict[str, Any]]:
    """The same, of those for which the region's own people do not suffice."""
    return [_scan_row(row) for row in checkers.to_check_in_ministry(user)[:SHOWN]]


def _scan_row(row: ScanRow) -> dict[str, Any]:
    names = ", ".join(place.signer_name for place in row.expected)
    return {
        "from": f"{row.scan.enrolment.region}, {row.scan.filing.sheet.title}",
        "title": _("Signature on paper: %(names)s") % {"names": names},
        "url": row.scan.get_absolute_url(),
        "tone": "wait",
        "word": _("uploaded by %(name)s") % {"name": row.scan.by},
        "holder": _("You"),
        "you": True,
        "days": clock.days_since(row.scan.at),
        "action": {"label": _("Compare"), "url": row.scan.get_absolute_url(), "hint": names},
    }
