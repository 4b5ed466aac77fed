"""How does a plan follow a revision of its guidance? Texts stay, what is newly asked is laid out.

Chapters and sections are found again by the titles under which the guidance asked for them, then by
their place; records by the codes of dimension, sub-dimension and horizon. What the revision no longer
has stays in the plan. What the region renamed, removed or put elsewhere stays as the region wants it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.services import history
from masterplans import notices
from masterplans.models import Book, Chapter, Section
from masterplans.services import checks, outlines, plans
from masterplans.states import ChapterState
from programs.models import (
    ChapterPlan,
    Dimension,
    Enrolment,
    GuidanceEdition,
    Horizon,
    SectionPlan,
    SubDimension,
)

NAMED = (Dimension, SubDimension, Horizon)
TEXTS = ("title", "standfirst", "guidance", "checklist")
Uses = Iterator[tuple[type[models.Model], str, Any, int]]


def reasons_against(edition: GuidanceEdition, enrolments: Iterable[Enrolment]) -> list[str]:
    """Say which dimensions and horizons are gone although records of the regions use them."""
    known = _by_code(edition)
    lost: dict[Any, int] = {}
    for _model, _field, row, count in _uses(enrolments):
        if _code_of(row) not in known:
            lost[row] = lost.get(row, 0) + count
    return [
        ngettext(
            "“%(name)s” is no longer in this revision, but %(count)d record of the regions uses it. Keep it, or let the regions move the record first.",
            "“%(name)s” is no longer in this revision, but %(count)d records of the regions use it. Keep it, or let the regions move the records first.",
            count,
        )
        % {"name": row, "count": count}
        for row, count in lost.items()
    ]


def move_records(edition: GuidanceEdition, enrolments: Iterable[Enrolment]) -> None:
    """Let the records of these regions name the dimensions and horizons of another revision."""
    enrolments = list(enrolments)
    known = _by_code(edition)
    for model, field, row, _count in list(_uses(enrolments)):
        rows = model._default_manager.filter(plan__enrolment__in=enrolments, **{field: row})
        rows.update(**{field: known[_code_of(row)]})


def follow(enrolment: Enrolment, *, by: User) -> None:
    """Bring books, chapters and sections of one plan to what its edition asks for now."""
    plan = getattr(enrolment, "masterplan", None)
    if plan is None:
        return
    books = {book.number: book for book in plan.books.all()}
    edition = enrolment.cohort.edition
    for template in edition.books.prefetch_related("chapters__sections"):
        book = books.get(template.number) or Book(plan=plan, number=template.number)
        book.title, book.short = template.title, template.short
        book.save()
        _follow_chapters(book, list(template.chapters.all()), edition, by=by)
    plans.hand_out(plan)
    checks.want_plan(plan)


def _follow_chapters(
    book: Book, templates: list[ChapterPlan], edition: GuidanceEdition, *, by: User
) -> None:
    every = list(Chapter.every.filter(book=book).select_for_update())
    pairs = paired(templates, every, lambda chapter: chapter.number)
    living = [chapter for chapter in every if chapter.removed_at is None]
    _renumber(living, "number")
    rows = []
    for template in templates:
        chapter = pairs.get(template) or plans.copy_chapter(book, template)
        if chapter.removed_at is None:
            rows.append(chapter)
    rows += [chapter for chapter in living if chapter not in rows]
    for number, chapter in enumerate(rows, 1):
        Chapter.objects.filter(pk=chapter.pk).update(number=number)
        chapter.number = number
    for template, chapter in pairs.items():
        _follow_chapter(chapter, template, edition, by=by)
    for chapter in rows:
        outlines.settle(chapter, list(Section.objects.filter(chapter=chapter)))


def _follow_chapter(
    chapter: Chapter, template: ChapterPlan, edition: GuidanceEdition, *, by: User
) -> None:
    was = chapter.title
    for name in TEXTS:
        setattr(chapter, name, getattr(template, name))
    if chapter.asked_as and chapter.asked_as != was:
        chapter.title = was
    chapter.asked_as = template.title
    chapter.save(update_fields=[*TEXTS, "asked_as"])
    if chapter.removed_at is None:
        _follow_sections(chapter, list(template.sections.all()), edition, by=by)


def _follow_sections(
    chapter: Chapter, templates: list[SectionPlan], edition: GuidanceEdition, *, by: User
) -> None:
    every = list(Section.every.filter(chapter=chapter))
    elsewhere = Section.every.filter(chapter__book__plan=chapter.plan).exclude(chapter=chapter)
    known = set(elsewhere.exclude(asked_as="").values_list("asked_as", flat=True))
    pairs = paired(templates, every, lambda section: section.order)
    new = [row for row in templates if row not in pairs and row.title not in known]
    moved = {
        block
        for row in every
        if row.removed_at is None and row not in pairs.values()
        for block in row.blocks
    }
    asked = [template.title for template in new]
    asked += [
        template.title
        for template, section in pairs.items()
        if set(template.blocks) - set(section.blocks) - moved and section.removed_at is None
    ]
    for template, section in pairs.items():
        _follow_section(section, template, moved)
    made = {template: plans.section_from(template, chapter) for template in new}
    for place, section in enumerate(made.values()):
        section.order = outlines.ARRIVING + place
        section.save()
    outlines.settle(chapter, _in_place(chapter, every, templates, {**pairs, **made}))
    if asked:
        _ask_more(chapter, asked, edition, by=by)


def _follow_section(section: Section, template: SectionPlan, moved: set[str]) -> None:
    """The region's own title stays; what is asked is asked anew.

    Records that the region shows in a section of its own, `moved`, are not shown twice.
    """
    if not section.asked_as or section.asked_as == section.title:
        section.title = template.title
    section.asked_as = template.title
    section.guidance = template.guidance
    section.blocks = [block for block in template.blocks if block not in moved]
    section.checklist, section.example = template.checklist, template.example
    section.save(update_fields=["title", "asked_as", "guidance", "blocks", "checklist", "example"])


def _in_place(
    chapter: Chapter, every: list[Section], templates: list[SectionPlan], of: dict[Any, Section]
) -> list[Section]:
    """The order of the guidance; once the region arranged the chapter, its own, with what is new in it."""
    living = [section for section in every if section.removed_at is None]
    if not _was_arranged(chapter):
        planned = [of[row] for row in templates if row in of]
        for row in templates:
            if row in of:
                of[row].level = row.level
        rows = [section for section in planned if section.removed_at is None]
        return [*rows, *(section for section in living if section not in rows)]
    before: Section | None = None
    for row in templates:
        section = of.get(row)
        if section is None or section.removed_at is not None:
            continue
        if section not in living:
            living.insert(living.index(before) + 1 if before in living else 0, section)
        before = section
    return living


def _was_arranged(chapter: Chapter) -> bool:
    moves = history.history_of(chapter).filter(verb__startswith="masterplans.outline.")
    return moves.exists()


def _ask_more(
    chapter: Chapter, asked: Sequence[str], edition: GuidanceEdition, *, by: User
) -> None:
    """A chapter that was handed in or approved is written on: it does not yet say all that is asked."""
    if not chapter.is_locked:
        return
    chapter.state, chapter.state_since = ChapterState.WRITING, timezone.now()
    chapter.save(update_fields=["state", "state_since"])
    titles = ", ".join(asked)
    history.record("masterplans.chapter.ask_more", chapter, by=by, sections=titles)
    note = _("The guidance asks for more: %(sections)s. %(reason)s") % {
        "sections": titles,
        "reason": edition.reason,
    }
    notices.chapter_reopened(chapter, by=by, note=note)


def paired(templates: list[Any], rows: list[Any], place_of: Any) -> dict[Any, Any]:
    """Find the row of each template: first by title, then by place among what the guidance asked for."""
    titles = {(row.asked_as or row.title).casefold(): row for row in reversed(rows)}
    pairs = {
        template: titles[template.title.casefold()]
        for template in templates
        if template.title.casefold() in titles
    }
    left = [row for row in rows if row not in pairs.values() and row.removed_at is None]
    free = {place_of(row): row for row in left}
    for template in templates:
        if template not in pairs and place_of(template) in free:
            pairs[template] = free.pop(place_of(template))
    return pairs


def _renumber(rows: list[Any], name: str) -> None:
    """Take the rows out of the way, so that places can be given anew."""
    for row in rows:
        type(row)._default_manager.filter(pk=row.pk).update(**{name: getattr(row, name) + 1000})


def _uses(enrolments: Iterable[Enrolment]) -> Uses:
    """Every dimension, sub-dimension and horizon that records of the regions name, with how many."""
    for model in apps.get_app_config("masterplans").get_models():
        for field in model._meta.concrete_fields:
            if field.related_model not in NAMED:
                continue
            rows = model._default_manager.filter(plan__enrolment__in=list(enrolments)).order_by()
            counts = rows.exclude(**{field.name: None}).values_list(field.name)
            found = dict(counts.annotate(many=models.Count("pk")))
            for row in _named_rows(field.related_model, found):
                yield model, field.name, row, found[row.pk]


def _named_rows(model: Any, keys: Iterable[int]) -> Iterable[Any]:
    rows = model.objects.filter(pk__in=list(keys))
    return rows.select_related("dimension") if model is SubDimension else rows


def _code_of(row: Any) -> tuple[str, ...]:
    if isinstance(row, SubDimension):
        return ("SubDimension", row.dimension.code, row.code)
    return (type(row).__name__, row.code)


def _by_code(edition: GuidanceEdition) -> dict[tuple[str, ...], Any]:
    rows = [
        *edition.dimensions.all(),
        *SubDimension.objects.filter(dimension__edition=edition).select_related("dimension"),
        *edition.horizons.all(),
    ]
    return {_code_of(row): row for row in rows}
