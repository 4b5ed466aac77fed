"""Which texts of a section are kept? Every version, and what met a newer one, until it is merged."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from masterplans import html as permitted
from masterplans.models import Section, SectionText

COLLAPSE_WITHIN = timedelta(minutes=10)
Kind, Why = SectionText.Kind, SectionText.Why


class Conflict(Exception):
    """Somebody saved a newer text; `mine` and `theirs` are both kept as SectionText."""

    def __init__(self, mine: SectionText, theirs: SectionText) -> None:
        self.mine, self.theirs = mine, theirs
        super().__init__(f"section {mine.section_id}: based on an older version")


@dataclass(frozen=True)
class Origin:
    """Why there is a new version, in a word and perhaps a note."""

    why: str = Why.WRITTEN
    note: str = ""


WRITTEN = Origin()


def keep_version(
    section: Section, *, by: Any, autosave: bool, now: datetime, origin: Origin
) -> SectionText:
    """Keep the section's text as a version; autosaves of one person within ten minutes are one."""
    last = section.texts.versions().defer("html").first()
    row = SectionText(section=section, by=by)
    if last and _collapses(last, by=by, now=now):
        row = last
    row.version, row.html, row.at = section.version, section.html, now
    row.kind = Kind.AUTOSAVE if autosave else Kind.KEPT
    row.why, row.note = origin.why, origin.note[:200]
    row.words = permitted.word_count(section.html)
    row.save()
    return row


def _collapses(last: SectionText, *, by: Any, now: datetime) -> bool:
    return last.kind == Kind.AUTOSAVE and last.by_id == by.pk and now - last.at < COLLAPSE_WITHIN


def keep_autosave(section: Section) -> None:
    """A deliberate save of what was autosaved makes it a kept version."""
    section.texts.filter(version=section.version, kind=Kind.AUTOSAVE).update(kind=Kind.KEPT)


def keep_both(
    section: Section, text: str, *, by: Any, base_version: int, tab: str, at: datetime | None
) -> Conflict:
    """Keep a text beside the newer one; the same page's next attempt replaces it."""
    now = at or timezone.now()
    mine, _created = SectionText.objects.update_or_create(
        section=section,
        version=base_version,
        kind=Kind.CONFLICT,
        by=by,
        tab=tab,
        closed_at=None,
        defaults={"html": text, "at": now, "words": permitted.word_count(text)},
    )
    return Conflict(mine, present(section))


def present(section: Section) -> SectionText:
    """Return the row of the present text, or describe one that was loaded without a row."""
    row = section.texts.versions().filter(version=section.version).select_related("by").first()
    return row or SectionText(
        section=section,
        version=section.version,
        html=section.html,
        by=section.updated_by,
        at=section.updated_at or timezone.now(),
    )
