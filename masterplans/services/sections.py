"""How is a section's text saved? Never last-write-wins: two texts that meet are both kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans import html as permitted
from masterplans.models import Chapter, Pen, Section, SectionText
from masterplans.models.writing import ALIVE
from masterplans.pdf import labels
from masterplans.services import anchors, chapters, checks
from masterplans.services.kept_texts import (
    WRITTEN,
    Conflict,
    Origin,
    keep_autosave,
    keep_both,
    keep_version,
)
from masterplans.states import ChapterState
from masterplans.word import pasting
from smartcity_portal.kit.machine import Blocked

LONGEST_TEXT = 1_000_000
Why = SectionText.Why
STORED = (
    *("html", "version", "updated_by", "updated_at"),
    *("saved_tab", "saved_stroke", "run_from"),
)
__all__ = [
    "Conflict",
    "Origin",
    "Sent",
    "Stroke",
    "Why",
    "open_section",
    "permit",
    "restore",
    "save",
    "store",
    "why_not_writable",
]
NAMED_ELSEWHERE = frozenset({Why.RESTORED, Why.MERGED, Why.DIVIDED, Why.JOINED})


@dataclass(frozen=True)
class Stroke:
    """One sending of an open browser page: which page, and how often it had sent before.

    A page that gets no answer sends again, or goes on from the text it knows; by its strokes such a
    text is recognised as its own and neither saved twice nor taken for somebody else's.
    """

    tab: str
    number: int


@dataclass(frozen=True)
class Sent:
    """A permitted text as it arrived: on top of which version, from where, and why."""

    text: str
    base_version: int
    autosave: bool = False
    at: datetime | None = None
    stroke: Stroke | None = None
    origin: Origin = WRITTEN


def save(
    section: Section,
    html: str,
    *,
    by: Any,
    base_version: int,
    autosave: bool = False,
    at: datetime | None = None,
    stroke: Stroke | None = None,
    origin: Origin = WRITTEN,
) -> Section:
    """Save a text written on top of `base_version`.

    Raises Conflict when a newer text is there (yours is kept beside it), Blocked while the chapter
    is with the mentor or approved, PermissionDenied for those who never write it.
    """
    text = permit(section, html, by=by)
    sent = Sent(text, base_version, autosave, at, stroke, origin)
    section, conflict = _save(section, sent, by=by)
    if conflict:
        raise conflict
    return section


@transaction.atomic
def _save(section: Section, sent: Sent, *, by: Any) -> tuple[Section, Conflict | None]:
    section = open_section(section, by=by)
    if _came_before(section, sent.stroke):
        return section, None
    if sent.text == section.html:
        if not sent.autosave:
            keep_autosave(section)
        _note_stroke(section, sent.stroke)
        return section, None
    own = _goes_on(section, sent)
    if not (own or sent.base_version == section.version) or _pen_is_elsewhere(section, sent, by):
        tab = sent.stroke.tab if sent.stroke else ""
        return section, keep_both(
            section, sent.text, by=by, base_version=sent.base_version, tab=tab, at=sent.at
        )
    if not own:
        section.run_from = section.version
    return store(section, sent, by=by), None


def _came_before(section: Section, stroke: Stroke | None) -> bool:
    """Say whether this page's stroke, or a later one of it, is already part of the text."""
    return bool(
        stroke and section.saved_tab == stroke.tab and stroke.number <= section.saved_stroke
    )


def _goes_on(section: Section, sent: Sent) -> bool:
    """Say whether everything since the version known to the page was written by that page."""
    return bool(
        sent.stroke
        and section.saved_tab == sent.stroke.tab
        and section.run_from <= sent.base_version <= section.version
    )


def _note_stroke(section: Section, stroke: Stroke | None) -> None:
    if stroke and section.saved_tab == stroke.tab:
        Section.objects.filter(pk=section.pk).update(saved_stroke=stroke.number)


def _pen_is_elsewhere(section: Section, sent: Sent, by: Any) -> bool:
    """Say whether somebody took the pen over while this page was still writing."""
    if sent.stroke is None or Pen.objects.of_page(section.pk, by, sent.stroke.tab).renew():
        return False
    return Pen.objects.alive(ALIVE).filter(section=section).exclude(holder=by).exists()


@transaction.atomic
def restore(text: SectionText, *, by: Any, at: datetime | None = None) -> Section:
    """Make an older text the newest version; nothing is lost."""
    section = open_section(text.section, by=by)
    if text.html == section.html:
        raise Blocked([_("This is already the text of the section.")])
    origin = Origin(Why.RESTORED, str(text.version))
    section = store(section, Sent(text.html, section.version, at=at, origin=origin), by=by)
    history.record(
        "masterplans.section.restore",
        section,
        by=by,
        at=at,
        version=section.version,
        restored=text.version,
    )
    return section


def why_not_writable(chapter: Chapter) -> str:
    """Say why nobody can write in the chapter now; empty when it is open for writing."""
    if chapter.state == ChapterState.APPROVED:
        return _(
            "This chapter is approved. Ask the coordinator or the mentor to reopen it, then go on writing."
        )
    if chapter.state == ChapterState.WITH_HEAD:
        return _("This chapter is with the head of the agency. Take it back to go on writing.")
    if chapter.state == ChapterState.TO_CONFIRM:
        return _("The mentor edited this chapter. Confirm or refuse the edits first.")
    if chapter.state == ChapterState.IN_REVIEW:
        return _("This chapter is with the mentor. Take it back to go on writing.")
    return ""


def open_section(section: Section, *, by: Any) -> Section:
    """Lock chapter and section, in this order, and check who and when."""
    chapter = (
        Chapter.objects.select_for_update(of=("self",))
        .select_related("book__plan__enrolment__region")
        .get(pk=section.chapter_id)
    )
    section = Section.objects.select_for_update().get(pk=section.pk)
    section.chapter = chapter
    _check(section, by)
    if reason := why_not_writable(chapter):
        raise Blocked([reason])
    return section


def _check(section: Section, by: Any) -> None:
    if not by.has_perm("masterplans.edit_section", section):
        raise PermissionDenied("masterplans.edit_section")


def permit(section: Section, html: str, *, by: Any) -> str:
    """Clean a text before anything is locked; who may save it is asked behind the lock."""
    if len(html) > LONGEST_TEXT:
        _check(section, by)
        raise Blocked(
            [
                _(
                    "This section is too long to be saved in one piece. Divide it into several sections."
                )
            ]
        )
    if reason := permitted.why_refused(html):
        raise Blocked([reason])
    if pasting.is_office(html):
        html = pasting.tidied(html)
    return labels.written(permitted.clean(html, slug=section.enrolment.slug), section)


def store(section: Section, sent: Sent, *, by: Any) -> Section:
    """Make a permitted text the newest version of an open section."""
    now, stroke = sent.at or timezone.now(), sent.stroke
    before = section.html
    section.html, section.version = sent.text, section.version + 1
    section.updated_by, section.updated_at = by, now
    section.saved_tab, section.saved_stroke = (stroke.tab, stroke.number) if stroke else ("", 0)
    section.save(update_fields=STORED)
    anchors.follow(section, before)
    checks.want(section.chapter)
    keep_version(section, by=by, autosave=sent.autosave, now=now, origin=sent.origin)
    if section.chapter.state == ChapterState.EMPTY:
        section.chapter = chapters.start(section.chapter, by=by, at=sent.at)
    if not sent.autosave and sent.origin.why not in NAMED_ELSEWHERE:
        history.record(
            "masterplans.section.save", section, by=by, at=sent.at, version=section.version
        )
    return section
