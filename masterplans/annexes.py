"""What is bound behind the chapters of a plan? Every floor hands in its own annexes here.

The masterplan floor knows neither workshops nor commitments: they register below in `book_annexes.py`.
"""

from collections.abc import Callable
from typing import Any

from masterplans.pdf.content import Annex, AnnexTable, Enclosure
from programs.models import Enrolment

__all__ = ["Annex", "AnnexTable", "Enclosure", "Maker", "annex", "labels", "of_enrolment"]

Maker = Callable[[Enrolment], Annex | None]
MAKERS: dict[str, tuple[int, Any, Maker]] = {}


def annex(name: str, label: Any, *, order: int) -> Callable[[Maker], Maker]:
    """Register the decorated function: called with an enrolment, it returns its annex or None.

    `label` tells people what the annex shows, also while there is nothing to show yet.
    """

    def keep(function: Maker) -> Maker:
        MAKERS[name] = (order, label, function)
        return function

    return keep


def of_enrolment(enrolment: Enrolment) -> list[Annex]:
    """Return all annexes that have something to show, in their order."""
    made = (function(enrolment) for _order, _label, function in _ordered())
    return [found for found in made if found is not None]


def labels() -> list[str]:
    """Name every annex that a book may have, in order."""
    return [str(label) for _order, label, _function in _ordered()]


def _ordered() -> list[tuple[int, Any, Maker]]:
    return sorted(MAKERS.values(), key=lambda row: row[0])
