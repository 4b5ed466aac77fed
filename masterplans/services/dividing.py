"""How does the coordinator make two sections of one, or one of two? Text, remarks and owners go along."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans import cuts, passages
from masterplans.models import Chapter, Comment, Pen, Section, SectionText
from masterplans.models.writing import ALIVE
from masterplans.passages import Passage
from masterplans.services import anchors
from masterplans.services.kept_texts import Origin
from masterplans.services.outlines import ARRIVING, MOST, open_section, settle
from masterplans.services.sections import Sent, permit, store
from smartcity_portal.kit.machine import Blocked

Why = SectionText.Why


@transaction.atomic
def divide(
    section: Section,
    number: int,
    *,
    title: str,
    version: int,
    by: Any,
    blocks_along: bool = True,
    at: datetime | None = None,
) -> Section:
    """Begin a new section with the block `number` of the text read at `version`; return the new one.

    A heading that says the same as the new title becomes that title. What is inside the section
    follows the new one, so that the chapter reads as before.
    """
    chapter, section = _quiet(section, version, by=by)
    found = cuts.cuts(section.html)
    if not 0 <= number < len(found) or not found[number].possible:
        raise Blocked([_("Choose the paragraph with which the new section begins.")])
    rows = list(chapter.sections.all())
    if len(rows) >= MOST:
        raise Blocked([_("A chapter has at most %(most)s sections.") % {"most": MOST}])
    heading = found[number].heading
    first, second = cuts.divided(
        section.html, number, without_heading=heading.casefold() == title.casefold()
    )
    finished = section.handed_in == section.version
    new = _beside(section, title, blocks_along=blocks_along)
    place = rows.index(section) + 1
    settle(chapter, [*rows[:place], new, *rows[place:]])
    _pass_on(_behind(section, first), new, second, -_longer(section.html, second))
    new = _written(new, second, Origin(Why.DIVIDED, section.title), finished, by=by, at=at)
    origin = Origin(Why.DIVIDED, title)
    section = _written(section, first, origin, finished, by=by, at=at)
    said = {"title": section.title, "new": title}
    history.record("masterplans.outline.divide", chapter, by=by, at=at, **said)
    return new


@transaction.atomic
def join(
    section: Section,
    *,
    version: int,
    next_version: int,
    by: Any,
    with_heading: bool = True,
    at: datetime | None = None,
) -> Section:
    """Put the text of the next section behind that of this one; both were read at these versions.

    The next section goes empty among the removed ones and keeps its versions; whoever wrote it
    writes the joined one as well.
    """
    chapter, section = _quiet(section, version, by=by)
    rows = list(chapter.sections.all())
    other = next_of(rows, section)
    if other is None:
        sentence = _("“%(title)s” has no section behind it that it could be joined with.")
        raise Blocked([sentence % {"title": section.title}])
    _chapter, other = _quiet(other, next_version, by=by)
    title = other.title if with_heading else ""
    whole = permit(section, cuts.joined(section.html, other.html, title=title), by=by)
    finished = all(one.handed_in == one.version or not one.html for one in (section, other))
    _take_owners(section, other)
    _take_asked(section, other)
    section = _written(section, whole, Origin(Why.JOINED, other.title), finished, by=by, at=at)
    _pass_on(other.comments.all(), section, whole, _longer(whole, other.html))
    other = _written(other, "", Origin(Why.JOINED, section.title), False, by=by, at=at)
    Section.objects.filter(pk=other.pk).update(removed_at=other.updated_at)
    settle(chapter, [row for row in rows if row != other])
    said = {"title": section.title, "other": other.title}
    history.record("masterplans.outline.join", chapter, by=by, at=at, **said)
    section.refresh_from_db()
    return section


def next_of(rows: list[Section], section: Section) -> Section | None:
    """Return the section that a section can be joined with: the next one, if it is not higher."""
    place = rows.index(section) + 1
    if place >= len(rows) or rows[place].level < section.level:
        return None
    return rows[place]


def _quiet(section: Section, version: int, *, by: Any) -> tuple[Chapter, Section]:
    """Lock a section at which nobody works just now and whose text is the one that was read."""
    chapter, section = open_section(section, by=by)
    named = {"title": section.title}
    if section.version != version:
        raise Blocked(
            [_("“%(title)s” has changed since you opened this page. Look at it again.") % named]
        )
    pen = Pen.objects.alive(ALIVE).filter(section=section).exclude(holder=by).first()
    if pen:
        sentence = _("%(who)s is writing “%(title)s” just now. Ask them to pause for a moment.")
        raise Blocked([sentence % {**named, "who": pen.holder}])
    if section.texts.unmerged().exists():
        raise Blocked([_("Two texts of “%(title)s” wait to be merged. Merge them first.") % named])
    return chapter, section


def _beside(section: Section, title: str, *, blocks_along: bool) -> Section:
    """Create the new section with the same owners and day."""
    new = Section.objects.create(
        chapter=section.chapter,
        order=ARRIVING,
        level=section.level,
        title=title,
        agency=section.agency,
        due_on=section.due_on,
        landscape=section.landscape,
        blocks=section.blocks if blocks_along else [],
    )
    new.co_agencies.set(section.co_agencies.all())
    new.writers.set(section.writers.all())
    if blocks_along and section.blocks:
        section.blocks = []
        section.save(update_fields=["blocks"])
    return new


def _written(
    section: Section, text: str, origin: Origin, finished: bool, *, by: Any, at: datetime | None
) -> Section:
    section = Section.objects.select_for_update().get(pk=section.pk)
    section.run_from = section.version
    section = store(section, Sent(text, section.version, at=at, origin=origin), by=by)
    if finished and text:
        section.handed_in = section.version
        section.save(update_fields=["handed_in"])
    return section


def _take_owners(section: Section, other: Section) -> None:
    along = {other.lead, *other.co_agencies.all()} - {section.lead, None}
    section.co_agencies.add(*[agency for agency in along if agency])
    section.writers.add(*other.writers.all())
    if section.due_on and other.due_on:
        section.due_on = max(section.due_on, other.due_on)


def _take_asked(section: Section, other: Section) -> None:
    """What was asked of either is asked of both; ticks stay done."""
    both = (section, other)
    section.guidance = "\n\n".join(one.guidance for one in both if one.guidance)
    section.example = "\n\n".join(one.example for one in both if one.example)
    section.checklist = list(dict.fromkeys([*section.checklist, *other.checklist]))
    section.blocks = list(dict.fromkeys([*section.blocks, *other.blocks]))
    other.ticks.exclude(item__in=section.ticks.values("item")).update(section=section)
    names = ["guidance", "example", "checklist", "blocks", "due_on"]
    section.save(update_fields=names)
    Section.objects.filter(pk=other.pk).update(blocks=[])


def _behind(section: Section, first: str) -> list[Comment]:
    """Return the remarks on passages that stand behind the first part of a section's text."""
    end, text = len(passages.words_of(first)), passages.words_of(section.html)
    anchored = section.comments.exclude(quote="").filter(record="", position__gte=end)
    return [row for row in anchored if _at(text, row.position or 0, row.standing)]


def _pass_on(rows: Iterable[Comment], section: Section, html: str, shift: int) -> None:
    """Give remarks to another section, each on the same words, which moved by `shift` letters."""
    moved, text = list(rows), passages.words_of(html)
    for row in moved:
        row.section = section
        if row.position is not None:
            anchors.place(row, text, _at(text, row.position + shift, row.standing))
    Comment.objects.bulk_update(moved, ["section", *anchors.STORED])


def _at(text: str, start: int, words: str) -> Passage | None:
    end = start + len(words)
    return Passage(start, end, words) if start >= 0 and words and text[start:end] == words else None


def _longer(one: str, other: str) -> int:
    """By how many letters is a text longer than another, both read flat?"""
    return len(passages.words_of(one)) - len(passages.words_of(other))
