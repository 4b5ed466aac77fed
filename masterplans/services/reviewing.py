"""How does a mentor prepare a verdict? Ticks of the checklist and a note, kept until it is given."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from masterplans.models import ChapterRevision, ReviewSheet

LONGEST_NOTE = 2000


@transaction.atomic
def prepare(revision: ChapterRevision, *, ticks: list[str], note: str = "", by: Any) -> ReviewSheet:
    """Keep which lines of the checklist are met, and what the note will say."""
    if not by.has_perm("masterplans.approve_chapter", revision.chapter):
        raise PermissionDenied("masterplans.approve_chapter")
    asked = revision.chapter.checklist
    sheet, _made = ReviewSheet.objects.update_or_create(
        revision=revision,
        by=by,
        defaults={
            "ticks": [line for line in asked if line in ticks],
            "note": note.strip()[:LONGEST_NOTE],
        },
    )
    return sheet


def sheet_of(revision: ChapterRevision | None, by: Any) -> ReviewSheet | None:
    """Return what a mentor prepared for a revision."""
    if revision is None:
        return None
    return ReviewSheet.objects.filter(revision=revision, by=by.pk).first()


def checked(revision: ChapterRevision, by: Any) -> list[dict[str, Any]]:
    """Return the checklist as a verdict keeps it: each line, and whether it is met."""
    sheet = sheet_of(revision, by)
    ticks = sheet.ticks if sheet else []
    return [{"text": line, "met": line in ticks} for line in revision.chapter.checklist]
