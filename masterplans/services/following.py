"""How does a plan follow a revision of its guidance? Texts stay, what is newly asked is laid out.

Chapters and sections are found again by their titles, then by their place; records by the codes
of dimension, sub-dimension and horizon. What the revision no longer has stays in the plan.
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
from masterplans.services import plans
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


def _follow_chapters(
    book: Book, templates: list[ChapterPlan], edition: GuidanceEdition, *, by: User
) -> None:
    chapters = list(book.chapters.select_for_update().prefetch_related("sections"))
    pairs = paired(templates, chapters, lambda chapter: chapter.number)
    left = [chapter for chapter in chapters if chapter not in pairs.values()]
    _renumber(chapters, "number")
    for template in templates:
        chapter = pairs.get(template)
        if chapter is None:
            plans.copy_chapter(book, template)
            continue
        for name in (*TEXTS, "number"):
            setattr(chapter, name, getattr(template, name))
        chapter.save(update_fields=[*TEXTS, "number"])
        _follow_sections(chapter, list(template.sections.all()), edition, by=by)
    _place(left, "number", len(templates) + 1)


def _follow_sections(
    chapter: Chapter, templates: list[SectionPlan], edition: GuidanceEdition, *, by: User
) -> None:
    sections = list(chapter.sections.all())
    pairs = paired(templates, sections, lambda section: section.order)
    left = [section for section in sections if section not in pairs.values()]
    asked = [template.title for template in templates if template not in pairs]
    asked += [
        template.title
        for template, section in pairs.items()
        if set(template.blocks) - set(section.blocks)
    ]
    _renumber(sections, "order")
    for order, template in enumerate(templates, 1):
        section = pairs.get(template) or Section(chapter=chapter)
        section.order, section.title = order, template.title
        section.guidance, section.blocks = template.guidance, template.blocks
        if section.pk:
            section.save(update_fields=["order", "title", "guidance", "blocks"])
        else:
            section.save()
    _place(left, "order", len(templates) + 1)
    if asked:
        _ask_more(chapter, asked, edition, by=by)


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
    """Find the row of each template: first by title, then by place among what is left."""
    titles = {row.title.casefold(): row for row in reversed(rows)}
    pairs = {
        template: titles[template.title.casefold()]
        for template in templates
        if template.title.casefold() in titles
    }
    free = {place_of(row): row for row in rows if row not in pairs.values()}
    for template in templates:
        if template not in pairs and place_of(template) in free:
            pairs[template] = free.pop(place_of(template))
    return pairs


def _renumber(rows: list[Any], name: str) -> None:
    """Take the rows out of the way, so that places can be given anew."""
    for row in rows:
        type(row)._default_manager.filter(pk=row.pk).update(**{name: getattr(row, name) + 1000})


def _place(rows: list[Any], name: str, first: int) -> None:
    for number, row in enumerate(rows, first):
        type(row)._default_manager.filter(pk=row.pk).update(**{name: number})


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
