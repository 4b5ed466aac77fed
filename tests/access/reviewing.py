"""What stands beside a chapter that is being reviewed? A phrase, an own copy, and edits that wait."""

from typing import Any

from django.utils import timezone

from masterplans.models import ChapterRevision, MentorEdit, Section
from masterplans.services import mentor_edits, phrases
from masterplans.states import EditState


def reviewed(revision: ChapterRevision, section: Section, *, by: Any) -> dict[str, Any]:
    """Return a mentor's phrase, a copy that is being edited, and one that was offered."""
    edit = mentor_edits.begin(revision.chapter, by=by)
    mentor_edits.write(edit, section, "<p>Isi yang disunting.</p>", by=by)
    now = timezone.now()
    offered = MentorEdit.objects.create(
        revision=revision, state=EditState.OFFERED, by=by, at=now, offered_at=now
    )
    return {
        "phrase": phrases.add("Sebutkan sumbernya.", by=by),
        "edit": edit,
        "offered_edit": offered,
    }
