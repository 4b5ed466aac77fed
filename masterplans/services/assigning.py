"""Which agency writes a chapter, or one section of it, until when?"""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans import notices
from masterplans.models import Chapter, Section
from masterplans.services.chapters import locked
from programs.models import Agency


@transaction.atomic
def assign(
    chapter: Chapter,
    agency: Agency | None,
    *,
    by: Any,
    due_on: date | None = None,
    at: datetime | None = None,
) -> Chapter:
    """Give the chapter to an agency of the region, until a day. Raises ValidationError for others."""
    chapter = locked(chapter)
    if not by.has_perm("masterplans.assign_chapter", chapter):
        raise PermissionDenied("masterplans.assign_chapter")
    _check_agency(chapter, agency)
    if (chapter.agency_id, chapter.due_on) == (agency.pk if agency else None, due_on):
        return chapter
    was = chapter.agency_id
    changed_hands = was != (agency.pk if agency else None)
    chapter.agency, chapter.due_on = agency, due_on
    chapter.save(update_fields=["agency", "due_on"])
    said = {"agency": agency or "—", "agency_id": agency and agency.pk, "was_id": was}
    history.record("masterplans.chapter.assign", chapter, by=by, at=at, due_on=due_on, **said)
    if agency and changed_hands:
        notices.chapter_assigned(chapter, by=by)
    return chapter


@transaction.atomic
def assign_section(
    section: Section, agency: Agency | None, *, by: Any, at: datetime | None = None
) -> Section:
    """Give one section to another agency than the chapter's; None gives it back to the chapter."""
    chapter = locked(section.chapter)
    if not by.has_perm("masterplans.assign_chapter", chapter):
        raise PermissionDenied("masterplans.assign_chapter")
    _check_agency(chapter, agency)
    section = Section.objects.select_for_update().get(pk=section.pk)
    if section.agency_id == (agency.pk if agency else None):
        return section
    section.agency = agency
    section.save(update_fields=["agency"])
    history.record(
        "masterplans.section.assign", section, by=by, at=at, agency=agency or chapter.agency or "—"
    )
    if agency:
        notices.section_assigned(section, by=by)
    return section


def _check_agency(chapter: Chapter, agency: Agency | None) -> None:
    if agency and agency.region_id != chapter.enrolment.region_id:
        raise ValidationError(
            {
                "agency": _("%(agency)s belongs to another region. Choose an agency of %(region)s.")
                % {"agency": agency, "region": chapter.enrolment.region}
            }
        )
