"""Which chapters wait for the word of the head of an agency, before the mentor reads them?"""

from typing import Any

from django.utils.translation import gettext as _

from masterplans import progress
from masterplans.models import Chapter
from programs.models import Enrolment
from programs.people import relations_of


def waiting_for(user, enrolment: Enrolment | None = None) -> list[dict[str, Any]]:
    """Return rows for parts/queue.html, the oldest first; of one enrolment, or of all."""
    if not relations_of(user).headed_agencies:
        return []
    rows = Chapter.objects.awaiting_head(user).with_names()
    if enrolment is not None:
        rows = rows.of(enrolment)
    return [_row(chapter) for chapter in progress.with_turns(rows, reader=user)]


def _row(chapter: Any) -> dict[str, Any]:
    url = chapter.get_absolute_url()
    return {
        "from": f"{chapter.enrolment.region}, {chapter.book.short}",
        "title": chapter.label,
        "url": url,
        "tone": chapter.tone,
        "word": _("Waits for your agreement"),
        "holder": chapter.turn.holder,
        "days": chapter.turn.days,
        "you": True,
        "action": {"label": _("Read and agree"), "hint": chapter.label, "url": url},
    }
