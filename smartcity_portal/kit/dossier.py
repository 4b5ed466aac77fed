"""Which files belong to an enrolment, and whose history? Every app contributes; the roof packs them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify


@dataclass(frozen=True)
class Entry:
    """One file of a dossier: its place, what it is, and its bytes by hash or as they are."""

    path: str
    title: str = ""
    sha256: str = ""
    content: bytes | None = None
    day: date | None = None


Contribution = Callable[[Any], Iterable[Entry]]
Subjects = Callable[[Any], Iterable[QuerySet]]
PARTS: dict[str, tuple[int, Contribution]] = {}
HISTORIES: dict[str, Subjects] = {}


def contribute(name: str, *, order: int = 50) -> Callable[[Contribution], Contribution]:
    """Register the decorated function: called with the enrolment, it yields entries."""

    def keep(function: Contribution) -> Contribution:
        PARTS[name] = (order, function)
        return function

    return keep


def contributions() -> list[tuple[str, Contribution]]:
    """Return all contributions by name, in their order."""
    ordered = sorted((order, name, function) for name, (order, function) in PARTS.items())
    return [(name, function) for _order, name, function in ordered]


def tells(name: str) -> Callable[[Subjects], Subjects]:
    """Register the decorated function: called with the enrolment, it yields the querysets of the
    rows whose history belongs to the dossier."""

    def keep(function: Subjects) -> Subjects:
        HISTORIES[name] = function
        return function

    return keep


def safe(text: Any, limit: int = 60) -> str:
    """Return a part of a path made of a name: lower-case ASCII without spaces."""
    return slugify(str(text))[:limit].strip("-") or "tanpa-nama"


def named(file_name: str, fallback: str = "") -> str:
    """Return a stored file name as the end of a path: "Laporan Akhir.PDF" gives "laporan-akhir.pdf"."""
    stem, dot, ending = file_name.rpartition(".")
    if not dot:
        stem, ending = file_name, fallback
    return f"{safe(stem)}.{safe(ending, 8)}" if ending else safe(stem)
