"""Which rooms does an enrolment have on the floors above, and how do they stand? Each app registers its own.

An app's doors.py: `@door(order)` on a function that takes an enrolment and returns a Door or None.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from programs.models import Enrolment


@dataclass(frozen=True)
class Door:
    """The way into a room, with short sentences about how it stands."""

    title: str
    url: str
    notes: list[str] = field(default_factory=list)
    label: str = ""

    @property
    def row(self) -> dict[str, Any]:
        """As a row of parts/queue.html."""
        action = {"label": self.label or _("Open it"), "url": self.url, "hint": self.title}
        return {"title": self.title, "url": self.url, "notes": self.notes, "action": action}


Opening = Callable[[Enrolment], Door | None]
OPENINGS: list[tuple[int, Opening]] = []


def door(order: int) -> Callable[[Opening], Opening]:
    """Register a door; lower numbers come first."""

    def keep(opening: Opening) -> Opening:
        OPENINGS.append((order, opening))
        return opening

    return keep


def of_enrolment(enrolment: Enrolment) -> list[Door]:
    """Return the doors that this enrolment has."""
    openings = [opening for _order, opening in sorted(OPENINGS, key=lambda pair: pair[0])]
    found = [opening(enrolment) for opening in openings]
    return [door for door in found if door is not None]
