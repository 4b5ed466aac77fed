"""How do sections and chapters look as rows of a list? Data for parts/queue.html."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.services.due import is_late
from masterplans.states import SectionState
from smartcity_portal.kit.formats import day


def section_rows(sections: Iterable[Any]) -> list[dict[str, Any]]:
    """Return rows for sections that came from progress.with_states."""
    return [_section_row(section) for section in sections]


def _section_row(section: Any) -> dict[str, Any]:
    chapter = section.chapter
    verb = "" if chapter.is_locked else _verb(section)
    notes = []
    if section.open_comments:
        notes.append(
            ngettext(
                "%(count)s comment to answer", "%(count)s comments to answer", section.open_comments
            )
            % {"count": section.open_comments}
        )
    if is_late(section):
        notes.append(_("was due on %(day)s") % {"day": day(section.deadline)})
    elif section.deadline and not chapter.is_approved:
        notes.append(_("due on %(day)s") % {"day": day(section.deadline)})
    return {
        "from": f"{chapter.book.short}, {chapter.label}",
        "title": str(section),
        "url": section.get_absolute_url() if verb else chapter.get_absolute_url(),
        "tone": section.tone,
        "word": section.state.label,
        "notes": notes,
        "action": {
            "label": verb or _("Read"),
            "hint": str(section),
            "url": section.get_absolute_url() if verb else chapter.get_absolute_url(),
            "quiet": not verb,
        },
    }


def _verb(section: Any) -> str:
    """Name the button of a section that can be written now."""
    if section.state == SectionState.NEEDS_WORK:
        return _("Improve")
    return _("Begin to write") if section.state == SectionState.EMPTY else _("Go on writing")
