"""What is bound behind the chapters of a plan? Every floor hands in its own annexes here.

The masterplan floor knows neither workshops nor commitments: they register below in `book_annexes.py`.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.utils import translation

from masterplans.pdf.content import Annex, AnnexTable, Enclosure
from programs.models import Enrolment

__all__ = ["Annex", "AnnexTable", "Enclosure", "Maker", "annex", "labels", "marks", "of_enrolment"]

Maker = Callable[[Enrolment], Annex | None]
LANGUAGE = "id"
KEPT = "annexes"  # among the records of an edition that has annexes
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


def marks(enrolment: Enrolment) -> list[dict[str, Any]]:
    """Say what the annexes hold now, as an edition keeps it: names, files, and a hash of the tables."""
    with translation.override(LANGUAGE):
        found = of_enrolment(enrolment)
    return [
        {
            "name": str(one.title),
            "files": [f"{file.title} {file.told}".strip() for file in one.files],
            "sha256": _hash_of(one),
        }
        for one in found
        if one.tables or one.files
    ]


def _hash_of(one: Annex) -> str:
    tables = [[table.title, table.heads, table.rows] for table in one.tables]
    files = [file.sha256 for file in one.files]
    text = json.dumps([tables, files], ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def labels() -> list[str]:
    """Name every annex that a book may have, in order."""
    return [str(label) for _order, label, _function in _ordered()]


def _ordered() -> list[tuple[int, Any, Maker]]:
    return sorted(MAKERS.values(), key=lambda row: row[0])
