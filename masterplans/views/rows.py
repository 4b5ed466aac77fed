"""How do sections and chapters look as rows of a list? Data for parts/queue.html."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.progress import TONES
from masterplans.states import ChapterState
from smartcity_portal.kit.formats import day


def section_rows(sections: Iterable[Any]) -> list[dict[str, Any]]:
    """Return rows for sections that came from SectionQuerySet.of_writer."""
    return [_section_row(section) for section in sections]


def _section_row(section: Any) -> dict[str, Any]:
    chapter = section.chapter
    state = ChapterState(chapter.state)
    verb = _verb(section, state)
    notes = []
    if section.open_comments:
        notes.append(
            ngettext(
                "%(count)s comment to answer", "%(count)s comments to answer", section.open_comments
            )
            % {"count": section.open_comments}
        )
    if chapter.due_on and state != ChapterState.APPROVED:
        notes.append(_("due on %(day)s") % {"day": day(chapter.due_on)})
    return {
        "from": f"{chapter.book.short}, {chapter.label}",
        "title": str(section),
        "url": section.get_absolute_url() if verb else chapter.get_absolute_url(),
        "tone": TONES[state],
        "word": state.label,
        "notes": notes,
        "action": {
            "label": verb or _("Read"),
            "hint": str(section),
            "url": section.get_absolute_url() if verb else chapter.get_absolute_url(),
            "quiet": not verb,
        },
    }


def _verb(section: Any, state: ChapterState) -> str:
    """Name the button; empty when the section can only be read now."""
    if state == ChapterState.NEEDS_WORK:
        return _("Improve") if section.open_comments else _("Go on writing")
    if state == ChapterState.EMPTY or (state == ChapterState.WRITING and not section.html):
        return _("Begin to write")
    return _("Go on writing") if state == ChapterState.WRITING else ""
