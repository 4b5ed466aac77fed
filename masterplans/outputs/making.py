"""How is an output made? Read, looked up by what it shows, made when nobody made it before, kept by its hash.

Safe to run twice. Files that agree with an issued edition stay; of drafts only the newest is kept.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone, translation

from masterplans.models import Book, Masterplan, PlanOutput
from masterplans.outputs import catalogue
from masterplans.outputs.catalogue import RECIPES, Progress
from masterplans.outputs.material import Material
from smartcity_portal.kit import blobs, clock
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.pdf import PdfError

LANGUAGE = "id"


def make(
    plan: Masterplan,
    kind: str,
    book: Book | None = None,
    *,
    by: Any,
    at: datetime | None = None,
    progress: Progress = lambda done, total: None,
) -> PlanOutput:
    """Return the file of this kind as the plan stands; the same content is the same file.

    Raises Blocked with a sentence when something lacks or cannot be drawn.
    """
    material = Material(plan, at=at or clock.now())
    if reasons := RECIPES[kind].why_not(material, book):
        raise Blocked(reasons)
    with translation.override(LANGUAGE):
        key = catalogue.key_of(kind, material, book)
        known = PlanOutput.objects.filter(plan=plan, kind=kind, content_key=key).first()
        if known and blobs.exists(known.sha256):
            return known
        try:
            made = RECIPES[kind].make(material, book, progress)
        except PdfError as error:
            raise Blocked([str(error)]) from error
    output = _keep(material, kind, book, key, made, by=by, at=at or timezone.now())
    _forget_drafts(output)
    return output


def _keep(
    material: Material,
    kind: str,
    book: Book | None,
    key: str,
    made: catalogue.Made,
    *,
    by: Any,
    at: datetime,
) -> PlanOutput:
    editions = [
        {"book": one.book.short, "number": one.number, "sha256": one.sha256}
        for one in catalogue.editions_of(material, book)
    ]
    output, _created = PlanOutput.objects.update_or_create(
        plan=material.plan,
        kind=kind,
        content_key=key,
        defaults={
            "book": book,
            "sha256": blobs.put(made.content),
            "size": len(made.content),
            "parts": made.parts,
            "editions": editions,
            "made_at": at,
            "made_by": by,
        },
    )
    return output


def _forget_drafts(output: PlanOutput) -> None:
    """A former draft may go when a newer file is there; nothing was promised about it."""
    former = PlanOutput.objects.filter(plan=output.plan, kind=output.kind, book=output.book)
    for row in former.exclude(pk=output.pk):
        if row.editions:
            continue
        row.delete()
        if not PlanOutput.objects.filter(sha256=row.sha256).exists():
            blobs.discard(row.sha256)
