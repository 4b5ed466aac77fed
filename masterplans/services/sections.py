"""How is a section's text saved? Never last-write-wins: two texts that meet are both kept."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans import html as permitted
from masterplans.models import Chapter, Section, SectionText
from masterplans.services import chapters
from masterplans.states import ChapterState
from smartcity_portal.kit.machine import Blocked

COLLAPSE_WITHIN = timedelta(minutes=10)
LONGEST_TEXT = 1_000_000


class Conflict(Exception):
    """Somebody saved a newer text; `mine` and `theirs` are both kept as SectionText."""

    def __init__(self, mine: SectionText, theirs: SectionText) -> None:
        self.mine, self.theirs = mine, theirs
        super().__init__(f"section {mine.section_id}: based on an older version")


def save(
    section: Section,
    html: str,
    *,
    by: Any,
    base_version: int,
    autosave: bool = False,
    at: datetime | None = None,
) -> Section:
    """Save a text written on top of `base_version`.

    Raises Conflict when a newer text is there (yours is kept beside it), Blocked while the chapter
    is with the mentor or approved, PermissionDenied for those who never write it.
    """
    section, conflict = _save(
        section, html, by=by, base_version=base_version, autosave=autosave, at=at
    )
    if conflict:
        raise conflict
    return section


@transaction.atomic
def _save(
    section: Section, html: str, *, by: Any, base_version: int, autosave: bool, at: datetime | None
) -> tuple[Section, Conflict | None]:
    section = _open_section(section, by=by)
    text = _permitted(section, html)
    if text == section.html:
        _keep_autosave(section, autosave=autosave)
        return section, None
    if base_version != section.version:
        return section, _keep_both(section, text, by=by, base_version=base_version, at=at)
    return _store(section, text, by=by, autosave=autosave, at=at), None


@transaction.atomic
def restore(text: SectionText, *, by: Any, at: datetime | None = None) -> Section:
    """Make an older text the newest version; nothing is lost."""
    section = _open_section(text.section, by=by)
    if text.html == section.html:
        raise Blocked([_("This is already the text of the section.")])
    section = _store(section, text.html, by=by, autosave=False, at=at, record=False)
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
    if chapter.state == ChapterState.IN_REVIEW:
        return _("This chapter is with the mentor. Take it back to go on writing.")
    return ""


def _open_section(section: Section, *, by: Any) -> Section:
    """Lock chapter and section, in this order, and check who and when."""
    chapter = Chapter.objects.select_for_update().get(pk=section.chapter_id)
    section = Section.objects.select_for_update().get(pk=section.pk)
    section.chapter = chapter
    if not by.has_perm("masterplans.edit_section", section):
        raise PermissionDenied("masterplans.edit_section")
    if reason := why_not_writable(chapter):
        raise Blocked([reason])
    return section


def _permitted(section: Section, html: str) -> str:
    if len(html) > LONGEST_TEXT:
        raise Blocked(
            [
                _(
                    "This section is too long to be saved in one piece. Divide it into several sections."
                )
            ]
        )
    return permitted.clean(html, slug=section.enrolment.slug)


def _store(
    section: Section,
    text: str,
    *,
    by: Any,
    autosave: bool,
    at: datetime | None,
    record: bool = True,
) -> Section:
    now = at or timezone.now()
    section.html, section.version = text, section.version + 1
    section.updated_by, section.updated_at = by, now
    section.save(update_fields=["html", "version", "updated_by", "updated_at"])
    _keep_version(section, by=by, autosave=autosave, now=now)
    if section.chapter.state == ChapterState.EMPTY:
        section.chapter = chapters.start(section.chapter, by=by, at=at)
    if record and not autosave:
        history.record("masterplans.section.save", section, by=by, at=at, version=section.version)
    return section


def _keep_version(section: Section, *, by: Any, autosave: bool, now: datetime) -> None:
    """Keep the text as a version; autosaves of one person within ten minutes are one version."""
    kind = SectionText.Kind.AUTOSAVE if autosave else SectionText.Kind.KEPT
    last = section.texts.exclude(kind=SectionText.Kind.CONFLICT).order_by("-version").first()
    row = SectionText(section=section, by=by)
    if (
        last
        and last.kind == SectionText.Kind.AUTOSAVE
        and last.by_id == by.pk
        and now - last.at < COLLAPSE_WITHIN
    ):
        row = last
    row.version, row.html, row.kind, row.at = section.version, section.html, kind, now
    row.save()


def _keep_autosave(section: Section, *, autosave: bool) -> None:
    """A deliberate save of what was autosaved makes it a kept version."""
    if not autosave:
        section.texts.filter(version=section.version, kind=SectionText.Kind.AUTOSAVE).update(
            kind=SectionText.Kind.KEPT
        )


def _keep_both(
    section: Section, text: str, *, by: Any, base_version: int, at: datetime | None
) -> Conflict:
    now = at or timezone.now()
    mine, _created = SectionText.objects.update_or_create(
        section=section,
        version=base_version,
        kind=SectionText.Kind.CONFLICT,
        by=by,
        defaults={"html": text, "at": now},
    )
    theirs = (
        section.texts.filter(version=section.version)
        .exclude(kind=SectionText.Kind.CONFLICT)
        .select_related("by")
        .first()
    )
    return Conflict(mine, theirs or _present(section, now))


def _present(section: Section, now: datetime) -> SectionText:
    """Describe a text that was loaded without a version row."""
    return SectionText(
        section=section,
        version=section.version,
        html=section.html,
        by=section.updated_by,
        at=section.updated_at or now,
    )
