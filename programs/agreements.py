"""How does an agreement (MoU) stand? One word for what is there, what lacks, and when it ends."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from programs.models import Capacity, Memorandum
from smartcity_portal.kit import clock

ENDS_SOON_DAYS = 90

WORDS: dict[str, tuple[str, Any]] = {
    "missing": ("none", _("Not registered yet")),
    "numbers": ("busy", _("A number is missing")),
    "file": ("busy", _("The signed file is missing")),
    "valid": ("ok", _("In force")),
    "ending": ("wait", _("Ends soon")),
    "ended": ("stop", _("Has ended")),
}


AGREEMENT_SINCE = 2022


def usual_kind(year: int) -> str:
    """Return what the ministry called its agreements in that year: kesepahaman, later kesepakatan."""
    return Memorandum.Kind.AGREEMENT if year >= AGREEMENT_SINCE else Memorandum.Kind.UNDERSTANDING


@dataclass(frozen=True)
class Side:
    """One party as it signed: for whom it stands, and by whose hand."""

    label: Any
    party: str
    signer: str
    office: str
    capacity: str
    behalf: str

    @property
    def printed_office(self) -> str:
        """The office as it stands above the name: "a.n. Bupati Buleleng, Plt. Asisten III"."""
        prefix = "" if self.capacity == Capacity.DEFINITIVE else f"{Capacity(self.capacity).label} "
        own = f"{prefix}{self.office}" if self.office else ""
        return ", ".join(filter(None, [f"a.n. {self.behalf}" if self.behalf else "", own]))


def status_of(memorandum: Memorandum | None, today: date | None = None) -> str:
    """Return the key of the one word; how long it holds comes before what its record lacks."""
    if memorandum is None:
        return "missing"
    today = today or clock.today()
    if memorandum.valid_until and memorandum.valid_until < today:
        return "ended"
    if memorandum.valid_until and memorandum.valid_until <= today + timedelta(days=ENDS_SOON_DAYS):
        return "ending"
    if not (memorandum.number_ministry and memorandum.number_region):
        return "numbers"
    return "valid" if memorandum.file_sha256 else "file"


def sides_of(memorandum: Memorandum) -> list[Side]:
    """Return both parties, the ministry first."""
    return [
        Side(
            _("Ministry"),
            memorandum.party_ministry,
            memorandum.signer_ministry,
            memorandum.office_ministry,
            memorandum.capacity_ministry,
            memorandum.behalf_ministry,
        ),
        Side(
            _("Region"),
            memorandum.party_region,
            memorandum.signer_region,
            memorandum.office_region,
            memorandum.capacity_region,
            memorandum.behalf_region,
        ),
    ]
