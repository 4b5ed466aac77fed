"""What does the portal say in public about an issued book or volume? Whether it stands, and which bytes it has."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from masterplans.models import BookEdition, VolumeEdition
from smartcity_portal.kit.formats import day, size

Edition = BookEdition | VolumeEdition


def find(**wanted: str) -> Edition | None:
    """Return the edition of a book, or of all books as one volume, by its code or its hash.

    Every one that was ever issued is known: old and withdrawn ones are told apart, not hidden.
    """
    if not all(wanted.values()):
        return None
    books = BookEdition.objects.select_related(
        "book__plan__enrolment__region", "book__plan__enrolment__cohort__edition"
    )
    volumes = VolumeEdition.objects.select_related(
        "plan__enrolment__region", "plan__enrolment__cohort__edition"
    )
    found = books.defer("records", "revisions").filter(**wanted).first()
    return found or volumes.defer("records").filter(**wanted).first()


def show(request: HttpRequest, edition: Edition, *, same_bytes: bool = False) -> HttpResponse:
    """Draw the answer about an edition; `same_bytes` when the reader holds its very file."""
    newer = _newer(edition)
    title, lead, tone = _verdict(edition, newer, same_bytes)
    context = {
        "edition": edition,
        "title": title,
        "lead": lead,
        "tone": tone,
        "facts": _facts(edition),
        "newer": newer,
        "whole": isinstance(edition, VolumeEdition),
        "zone": edition.enrolment.region,
        "now": timezone.now(),
        "same_bytes": same_bytes,
    }
    return render(request, "commitments/verify_edition.html", context)


def verdict_of(edition: Edition) -> tuple[str, str, str]:
    """The same for programs: a code ("stands", "superseded", "withdrawn"), title and explanation."""
    title, lead, tone = _verdict(edition, _newer(edition), same_bytes=False)
    return {"ok": "stands", "wait": "superseded", "bad": "withdrawn"}[tone], title, lead


def name_of(edition: Edition) -> str:
    """Name what was issued."""
    if isinstance(edition, VolumeEdition):
        return ", ".join(str(row["title"]) for row in edition.revisions)
    return str(edition.book)


def _verdict(edition: Edition, newer: Any, same_bytes: bool) -> tuple[str, str, str]:
    bits = _("Every bit of your file matches.") if same_bytes else ""
    if edition.withdrawn_at:
        said = _("It was withdrawn on %(day)s: %(reason)s") % {
            "day": day(edition.withdrawn_at, edition.enrolment.region),
            "reason": edition.withdrawn_reason,
        }
        return _("This edition no longer stands"), f"{bits} {said}".strip(), "bad"
    if newer:
        said = _("It is genuine, but edition %(number)d has been issued since.") % {
            "number": newer.number
        }
        title = (
            _("A newer edition of this volume exists")
            if isinstance(edition, VolumeEdition)
            else _("A newer edition of this book exists")
        )
        return title, f"{bits} {said}".strip(), "wait"
    said = _("The portal issued it, and no newer edition stands.")
    return _("This edition stands"), f"{bits} {said}".strip(), "ok"


def _newer(edition: Edition) -> Any:
    """The newest edition that stands, when it was issued after this one."""
    rows: Any = (
        edition.plan.volumes if isinstance(edition, VolumeEdition) else edition.book.editions
    )
    later = rows.standing().filter(number__gt=edition.number).order_by("-number")
    return later.defer("records", "revisions").first()


def _alike(volume: VolumeEdition) -> str:
    """Which editions of single books show the very chapters of a volume, as sheets may quote them."""
    singles = BookEdition.objects.filter(book__plan=volume.plan_id).select_related("book")
    told = [
        _("%(book)s edition %(number)d") % {"book": row.book.short, "number": row.number}
        for row in singles.defer("records").order_by("book__number", "number")
        if any(
            part["book"] == row.book.number and part["chapters"] == row.revisions
            for part in volume.revisions
        )
    ]
    return ", ".join(told)


def grouped(sha256: str) -> str:
    """Write a fingerprint as books print it: eight groups of eight signs."""
    return " ".join(sha256[place : place + 8] for place in range(0, 64, 8))


def _facts(edition: Edition) -> list[tuple[str, str]]:
    region = edition.enrolment.region
    whole = isinstance(edition, VolumeEdition)
    return [
        (_("Books in this volume") if whole else _("Book"), name_of(edition)),
        *([(_("Reads like"), alike)] if whole and (alike := _alike(edition)) else []),
        (_("Region"), str(region)),
        (_("Programme"), str(edition.enrolment.cohort.edition.programme)),
        (_("Edition"), str(edition.number)),
        (_("Issued on"), day(edition.issued_at, region)),
        (_("Pages"), str(edition.pages)),
        (_("Size"), size(edition.size)),
        *([(_("Code of this edition"), edition.code)] if edition.code else []),
        *(
            [(_("Fingerprint of the text, as printed"), grouped(edition.text_sha256))]
            if edition.text_sha256
            else []
        ),
    ]
