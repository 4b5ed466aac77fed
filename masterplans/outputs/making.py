"""How is an output made? Read, looked up by what it shows, made when nobody made it before, kept by its hash.

Safe to run twice. Files that agree with an issued edition stay; of drafts only the newest is kept.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from masterplans.models import Book, BookEdition, Masterplan, PlanOutput, VolumeEdition
from masterplans.outputs import catalogue
from masterplans.outputs.catalogue import RECIPES, Progress
from masterplans.outputs.frozen import FrozenMaterial, name_of
from masterplans.outputs.material import Material
from masterplans.outputs.standing import Standing
from smartcity_portal.kit import blobs, clock
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.pdf import PdfError

LANGUAGE = "id"
Edition = BookEdition | VolumeEdition


def make(
    plan: Masterplan,
    kind: str,
    book: Book | None = None,
    *,
    by: Any,
    at: datetime | None = None,
    edition: Edition | None = None,
    progress: Progress = lambda done, total: None,
) -> PlanOutput:
    """Return the file of this kind as the plan stands, or as `edition` was issued.

    The same content is the same file. Raises Blocked with a sentence when something lacks or
    cannot be drawn.
    """
    material = material_of(plan, edition, at=at or clock.now())
    if reasons := RECIPES[kind].why_not(material, book):
        raise Blocked(reasons)
    with translation.override(LANGUAGE):
        stamp = Standing(material).stamp(kind, book) if edition is None else ""
        key = catalogue.key_of(kind, material, book)
        known = PlanOutput.objects.filter(plan=plan, kind=kind, content_key=key).first()
        if known and blobs.exists(known.sha256):
            PlanOutput.objects.filter(pk=known.pk).update(stamp=stamp)
            return known
        try:
            made = RECIPES[kind].make(material, book, progress)
        except PdfError as error:
            raise Blocked([str(error)]) from error
    facts = {"content_key": key, "stamp": stamp}
    output = _keep(material, kind, book, made, facts, by=by, at=at or timezone.now())
    _forget_drafts(output)
    return output


def material_of(plan: Masterplan, edition: Edition | None, *, at: datetime) -> Material:
    """Return what files are made from: the plan as it stands, or as an edition shows it."""
    if edition is None:
        return Material(plan, at=at)
    if edition.material_sha256 and not blobs.exists(edition.material_sha256):
        raise Blocked(
            [_("What this edition kept for its other files is no longer in the store. Bring it back from the backup.")]
        )  # fmt: skip
    if not edition.material_sha256:
        raise Blocked(
            [_("This edition was issued before the portal kept what its other files are made from.")]
        )  # fmt: skip
    return FrozenMaterial(edition)


def edition_of(plan: Masterplan, sha256: str) -> Edition | None:
    """Return the edition of a plan's book or volume with this hash; None for an empty one."""
    if not sha256:
        return None
    names = ("enrolment__region", "enrolment__cohort__edition")
    of_book = BookEdition.objects.filter(book__plan=plan, sha256=sha256)
    of_volume = VolumeEdition.objects.filter(plan=plan, sha256=sha256)
    found = of_book.select_related(*(f"book__plan__{name}" for name in names)).first()
    return found or of_volume.select_related(*(f"plan__{name}" for name in names)).get()


def _keep(
    material: Material,
    kind: str,
    book: Book | None,
    made: catalogue.Made,
    facts: dict[str, str],
    *,
    by: Any,
    at: datetime,
) -> PlanOutput:
    editions = [
        {"book": name_of(one), "number": one.number, "sha256": one.sha256}
        for one in catalogue.editions_of(material, book)
    ]
    output, _created = PlanOutput.objects.update_or_create(
        plan=material.plan,
        kind=kind,
        content_key=facts["content_key"],
        defaults={
            "stamp": facts["stamp"],
            "book": book,
            "sha256": blobs.put(made.content),
            "size": len(made.content),
            "parts": made.parts,
            "editions": editions,
            "edition_sha256": material.edition_sha256,
            "made_at": at,
            "made_by": by,
        },
    )
    return output


def _forget_drafts(output: PlanOutput) -> None:
    """A former draft may go when a newer file is there; nothing was promised about it."""
    if output.edition_sha256:
        return
    former = PlanOutput.objects.filter(plan=output.plan, kind=output.kind, book=output.book)
    for row in former.exclude(pk=output.pk):
        if row.editions:
            continue
        row.delete()
        if not PlanOutput.objects.filter(sha256=row.sha256).exists():
            blobs.discard(row.sha256)
