"""How does the coordinator arrange the sections of a chapter? With history, and nothing is lost.

A chapter that is handed in or approved stands as it was read: its sections are not arranged.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans import outline
from masterplans.models import Chapter, Comment, Section
from masterplans.services import checks
from masterplans.states import ChapterState
from smartcity_portal.kit.machine import Blocked

MOST = 200
# Places no section keeps: where they wait, and where new ones arrive, while all are counted anew.
OUT_OF_THE_WAY = 10_000
ARRIVING = 20_000


@transaction.atomic
def add(
    chapter: Chapter,
    *,
    title: str,
    by: Any,
    after: Section | None = None,
    at: datetime | None = None,
    **asked: Any,
) -> Section:
    """Add a section behind another one and what is inside it, or at the end.

    `asked` may hold guidance, checklist and example.
    """
    chapter = open_for_arranging(chapter, by=by)
    rows = list(chapter.sections.all())
    if len(rows) >= MOST:
        raise Blocked([_("A chapter has at most %(most)s sections.") % {"most": MOST}])
    level, place = 1, len(rows)
    if after is not None and after in rows:
        level = after.level
        place = rows.index(after) + len(outline.branch(rows, after))
    section = Section.objects.create(
        chapter=chapter, order=ARRIVING + len(rows), level=level, title=title, **asked
    )
    rows.insert(place, section)
    settle(chapter, rows)
    history.record("masterplans.outline.add", chapter, by=by, at=at, title=title)
    return section


@transaction.atomic
def describe(
    section: Section,
    *,
    title: str,
    guidance: str,
    checklist: list[str],
    example: str,
    by: Any,
    blocks: list[str] | None = None,
    at: datetime | None = None,
) -> Section:
    """Change a section's title, what it asks of its writers, and which records stand below its text."""
    chapter, section = open_section(section, by=by)
    was = section.title
    asked: dict[str, Any] = {"guidance": guidance, "checklist": checklist, "example": example}
    if blocks is not None:
        asked["blocks"] = blocks
    if title != was:
        section.title = title
        history.record("masterplans.outline.rename", chapter, by=by, at=at, was=was, title=title)
    if any(getattr(section, name) != value for name, value in asked.items()):
        for name, value in asked.items():
            setattr(section, name, value)
        history.record("masterplans.outline.describe", chapter, by=by, at=at, title=title)
    section.save(update_fields=["title", *asked])
    section.ticks.exclude(item__in=checklist).delete()
    return section


@transaction.atomic
def move(section: Section, step: str, *, by: Any, at: datetime | None = None) -> Section:
    """Take one step: up, down, in or out; what is inside the section goes along."""
    chapter, section = open_section(section, by=by)
    rows = list(chapter.sections.all())
    return _moved(
        chapter, outline.stepped(rows, _found(rows, section), step), section, by=by, at=at
    )


@transaction.atomic
def place_before(
    section: Section, other: Section, *, by: Any, at: datetime | None = None
) -> Section:
    """Put a section before another one of its chapter, at that one's level."""
    chapter, section = open_section(section, by=by)
    rows = list(chapter.sections.all())
    if other not in rows:
        raise Blocked([_("This section is no longer in the chapter. Load the page again.")])
    if other == section:
        return section
    rows = outline.placed_before(rows, _found(rows, section), _found(rows, other))
    return _moved(chapter, rows, section, by=by, at=at)


@transaction.atomic
def give_to(section: Section, target: Chapter, *, by: Any, at: datetime | None = None) -> Section:
    """Move a section and everything inside it to the end of another chapter of the plan."""
    first, second = sorted([section.chapter_id, target.pk])
    list(Chapter.objects.select_for_update().filter(pk__in=[first, second]).order_by("pk"))
    chapter, section = open_section(section, by=by)
    target = open_for_arranging(target, by=by)
    if target.plan != chapter.plan:
        raise PermissionDenied("masterplans.arrange_chapter")
    if target == chapter:
        raise Blocked([_("The section is already in this chapter.")])
    rows = list(chapter.sections.all())
    moving = outline.branch(rows, _found(rows, section))
    lift = section.level - 1
    for place, row in enumerate(moving):
        row.chapter, row.level, row.order = target, row.level - lift, ARRIVING + place
        row.save(update_fields=["chapter", "level", "order"])
    Comment.objects.filter(section__in=moving).update(chapter=target)
    settle(chapter, [row for row in rows if row not in moving])
    settle(target, [*target.sections.exclude(pk__in=[row.pk for row in moving]), *moving])
    said = {"title": section.title}
    history.record(
        "masterplans.outline.give_away", chapter, by=by, at=at, chapter=target.label, **said
    )
    history.record(
        "masterplans.outline.take_in", target, by=by, at=at, chapter=chapter.label, **said
    )
    _begin_where_written(target, moving, at)
    section.refresh_from_db()
    return section


@transaction.atomic
def remove(section: Section, *, by: Any, at: datetime | None = None) -> None:
    """Take a section and everything inside it out of the chapter; text and versions are kept."""
    chapter, section = open_section(section, by=by)
    rows = list(chapter.sections.all())
    gone = outline.branch(rows, _found(rows, section))
    if waiting := Comment.objects.open().filter(section__in=gone).count():
        sentence = _(
            "%(count)d comments of the mentor on “%(title)s” are still open. Answer them, then remove the section."
        )
        raise Blocked([sentence % {"count": waiting, "title": section.title}])
    now = at or timezone.now()
    Section.objects.filter(pk__in=[row.pk for row in gone]).update(removed_at=now)
    settle(chapter, [row for row in rows if row not in gone])
    for row in gone:
        history.record("masterplans.outline.remove", chapter, by=by, at=at, title=row.title)


@transaction.atomic
def put_back(section: Section, *, by: Any, at: datetime | None = None) -> Section:
    """Bring a removed section back, with what was removed together with it, to its old place."""
    chapter = open_for_arranging(section.chapter, by=by)
    section = Section.every.select_for_update().get(pk=section.pk)
    if section.removed_at is None:
        return section
    together = chapter_removed(chapter).filter(removed_at=section.removed_at)
    back = outline.branch(list(together), section)
    rows = list(chapter.sections.all())
    place = min(section.order - 1, len(rows))
    for number, row in enumerate(back):
        row.removed_at, row.order = None, ARRIVING + number
        row.save(update_fields=["removed_at", "order"])
        history.record("masterplans.outline.put_back", chapter, by=by, at=at, title=row.title)
    settle(chapter, [*rows[:place], *back, *rows[place:]])
    section.refresh_from_db()
    return section


def chapter_removed(chapter: Chapter) -> Any:
    """The sections that were taken out of a chapter, in the order they had."""
    return Section.every.filter(chapter=chapter).exclude(removed_at=None).order_by("order", "pk")


def why_not_arranged(chapter: Chapter) -> str:
    """Say why nobody can arrange the chapter now; empty when it is open."""
    if chapter.state == ChapterState.APPROVED:
        return _("%(chapter)s is approved. Reopen it, then change its sections.") % {
            "chapter": chapter.label
        }
    if chapter.is_locked:
        return _("%(chapter)s is handed in. Take it back, then change its sections.") % {
            "chapter": chapter.label
        }
    return ""


def open_for_arranging(chapter: Chapter, *, by: Any) -> Chapter:
    """Lock the chapter and check who and when."""
    chapter = Chapter.objects.select_for_update().get(pk=chapter.pk)
    if not by.has_perm("masterplans.arrange_chapter", chapter):
        raise PermissionDenied("masterplans.arrange_chapter")
    if reason := why_not_arranged(chapter):
        raise Blocked([reason])
    return chapter


def settle(chapter: Chapter, rows: list[Section]) -> None:
    """Write order, level and numeral of all living sections of a chapter."""
    checks.want_plan(chapter.plan)
    chapter.sections.update(order=F("order") + OUT_OF_THE_WAY)
    outline.settle(rows, chapter.number)
    Section.objects.bulk_update(rows, ["order", "level", "numeral"])


def open_section(section: Section, *, by: Any) -> tuple[Chapter, Section]:
    chapter = open_for_arranging(section.chapter, by=by)
    section = Section.every.select_for_update().get(pk=section.pk)
    if section.removed_at is not None or section.chapter_id != chapter.pk:
        raise Blocked([_("This section is no longer in the chapter. Load the page again.")])
    section.chapter = chapter
    return chapter, section


def _found(rows: list[Section], section: Section) -> Section:
    """The same row as the list holds it, so that its level changes there."""
    return rows[rows.index(section)]


def _moved(
    chapter: Chapter, rows: list[Section], section: Section, *, by: Any, at: datetime | None
) -> Section:
    was = section.number
    settle(chapter, rows)
    section.refresh_from_db()
    said = {"title": section.title, "was": was, "number": section.number}
    history.record("masterplans.outline.move", chapter, by=by, at=at, **said)
    return section


def _begin_where_written(chapter: Chapter, sections: list[Section], at: datetime | None) -> None:
    """A chapter that takes in a written section has begun."""
    if chapter.state == ChapterState.EMPTY and any(row.is_written for row in sections):
        chapter.state, chapter.state_since = ChapterState.WRITING, at or timezone.now()
        chapter.save(update_fields=["state", "state_since"])
