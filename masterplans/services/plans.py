"""How does a masterplan come into being? Its books, chapters and sections copied from the edition."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.services import history
from masterplans import outline
from masterplans.models import Book, Chapter, Masterplan, Section
from programs.models import Agency, ChapterPlan, Enrolment, SectionPlan


@transaction.atomic
def open_for(enrolment: Enrolment, *, by: Any, at: datetime | None = None) -> Masterplan:
    """Return the enrolment's masterplan, opened from its edition the first time.

    Safe to call again: chapters without an agency are then given to the one that the edition names.
    """
    if not by.has_perm("masterplans.open_masterplan", enrolment):
        raise PermissionDenied("masterplans.open_masterplan")
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    plan = Masterplan.objects.filter(enrolment=enrolment).first()
    if plan is None:
        plan = Masterplan.objects.create(enrolment=enrolment)
        _copy_books(plan)
        history.record("masterplans.masterplan.open", plan, by=by, at=at)
    hand_out(plan)
    return plan


def _copy_books(plan: Masterplan) -> None:
    edition = plan.enrolment.cohort.edition
    for template in edition.books.prefetch_related("chapters__sections"):
        book = Book.objects.create(
            plan=plan, number=template.number, title=template.title, short=template.short
        )
        for chapter in template.chapters.all():
            copy_chapter(book, chapter)


def copy_chapter(book: Book, template: ChapterPlan) -> Chapter:
    """Lay out a chapter with its sections as the edition plans it."""
    chapter = Chapter.objects.create(
        book=book,
        number=template.number,
        title=template.title,
        asked_as=template.title,
        standfirst=template.standfirst,
        guidance=template.guidance,
        checklist=template.checklist,
    )
    sections = [section_from(plan, chapter) for plan in template.sections.all()]
    outline.settle(sections, chapter.number)
    Section.objects.bulk_create(sections)
    return chapter


def section_from(template: SectionPlan, chapter: Chapter) -> Section:
    """Lay out a section as the edition plans it; its place is settled with the others."""
    return Section(
        chapter=chapter,
        level=template.level,
        title=template.title,
        asked_as=template.title,
        guidance=template.guidance,
        checklist=template.checklist,
        example=template.example,
        blocks=template.blocks,
    )


def hand_out(plan: Masterplan) -> None:
    """Give chapters to the agency their edition names; "any" begins with the coordinating one."""
    agencies = {
        agency.kind: agency
        for agency in Agency.objects.filter(region=plan.enrolment.region_id).exclude(kind="other")
    }
    coordinating = agencies.get(Agency.Kind.COORDINATOR)
    owners = {
        (chapter.book.number, chapter.title): chapter.owner
        for chapter in ChapterPlan.objects.filter(
            book__edition=plan.enrolment.cohort.edition_id
        ).select_related("book")
    }
    for chapter in Chapter.objects.filter(book__plan=plan, agency=None).select_related("book"):
        owner = owners.get((chapter.book.number, chapter.asked_as or chapter.title), "")
        chapter.agency = agencies.get(owner, coordinating)
        if chapter.agency:
            chapter.save(update_fields=["agency"])
