"""Does the head of the agency read a chapter before the mentor, and what did they say?"""

from datetime import datetime
from typing import Any

from django.utils import timezone

from masterplans.models import Chapter, ChapterRevision, Endorsement
from programs.people import members_of, relations_of


def asks_the_head(chapter: Chapter, *, by: Any) -> bool:
    """Where the edition says so, unless the agency has no head here or the head hands it in."""
    if not chapter.enrolment.cohort.edition.head_approves or chapter.agency is None:
        return False
    if chapter.agency_id in relations_of(by).headed_agencies:
        return False
    return members_of(chapter.agency, "head").exists()


def keep(
    revision: ChapterRevision, outcome: str, *, by: Any, note: str, at: datetime | None
) -> Endorsement:
    """Keep the head's word beside the revision that it is about."""
    agency = revision.chapter.agency
    assert agency is not None
    return Endorsement.objects.create(
        revision=revision,
        agency=agency,
        outcome=outcome,
        note=note.strip(),
        by=by,
        at=at or timezone.now(),
    )
