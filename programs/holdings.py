"""What does an office hold, and what has to follow it to the next holder? Every floor adds its own.

An app registers in its holdings.py: `@holds(title)` lists what lies with an office, `@follows`
moves what was laid into the predecessor's hands.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.models import User
from programs.models import Office, Tenure
from smartcity_portal.kit.formats import local


@dataclass(frozen=True)
class Held:
    """One thing that lies with an office."""

    text: str
    url: str = ""
    note: str = ""
    since: date | None = None

    @property
    def kept(self) -> dict[str, str]:
        """As it is written into the acknowledgement."""
        since = local(self.since).isoformat()[:10] if self.since else ""
        return {"text": self.text, "note": self.note, "since": since}


@dataclass(frozen=True)
class Holding:
    """Things of one kind, under their title."""

    title: str
    things: list[Held] = field(default_factory=list)


Listing = Callable[[Office], Iterable[Held]]
Following = Callable[..., None]
LISTINGS: list[tuple[int, Any, Listing]] = []
FOLLOWINGS: list[Following] = []


def holds(title: Any, *, order: int = 50) -> Callable[[Listing], Listing]:
    """Register what lists the things of one kind that an office holds; lower orders come first."""

    def keep(listing: Listing) -> Listing:
        LISTINGS.append((order, title, listing))
        return listing

    return keep


def follows(move: Following) -> Following:
    """Register what moves things to a new holder: `move(tenure, predecessor, *, by)`."""
    FOLLOWINGS.append(move)
    return move


def of_office(office: Office) -> list[Holding]:
    """Return everything the office holds now; kinds without anything are left out."""
    listings = sorted(LISTINGS, key=lambda row: row[0])
    found = (Holding(str(title), list(listing(office))) for _order, title, listing in listings)
    return [holding for holding in found if holding.things]


def move_to(tenure: Tenure, predecessor: Tenure, *, by: User | None) -> None:
    """Let everything follow the office to its new holder, in the caller's transaction."""
    for move in FOLLOWINGS:
        move(tenure, predecessor, by=by)
