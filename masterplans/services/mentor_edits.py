"""How does a mentor approve with own edits? In a copy, which the region confirms or refuses."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from masterplans import html as permitted
from masterplans import notices, snapshot
from masterplans.models import (
    Chapter,
    ChapterRevision,
    MentorEdit,
    MentorEditPart,
    Section,
    SectionText,
    Verdict,
)
from masterplans.services import approvals, chapters, sections
from masterplans.services.kept_texts import Origin
from masterplans.states import CHAPTER, ChapterState, EditState
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def begin(chapter: Chapter, *, by: Any, at: datetime | None = None) -> MentorEdit:
    """Open a copy of the newest revision; the one that is open already is gone on with."""
    chapter = chapters.locked(chapter)
    _must_be_in_review(chapter, by=by)
    revision = chapters.the_one_read(chapter, None)
    edit = revision.mentor_edits.filter(by=by, state=EditState.DRAFT).first()
    if edit is None:
        edit = MentorEdit.objects.create(revision=revision, by=by, at=at or timezone.now())
    return edit


@transaction.atomic
def write(edit: MentorEdit, section: Section, html: str, *, by: Any) -> MentorEditPart:
    """Save one section of the copy; the region's text stays as it is."""
    edit = _locked(edit)
    _must_be_own_draft(edit, by=by)
    if section.chapter_id != edit.revision.chapter_id:
        raise ValidationError({"section": _("This section belongs to another chapter.")})
    if len(html) > sections.LONGEST_TEXT:
        raise Blocked([_("This text is too long.")])
    read = _as_read(edit.revision, section)
    part, _made = MentorEditPart.objects.update_or_create(
        edit=edit,
        section=section,
        defaults={"read": read, "html": permitted.clean(html, slug=edit.enrolment.slug)},
    )
    return part


@transaction.atomic
def discard(edit: MentorEdit, *, by: Any) -> None:
    """Throw the copy away before it is offered."""
    edit = _locked(edit)
    _must_be_own_draft(edit, by=by)
    edit.delete()


@transaction.atomic
def offer(edit: MentorEdit, *, note: str = "", by: Any, at: datetime | None = None) -> MentorEdit:
    """Approve the chapter with these edits, if the region confirms them."""
    chapter = chapters.locked(edit.chapter)
    edit = _locked(edit)
    _must_be_own_draft(edit, by=by)
    CHAPTER.take("offer_edits", chapter, by=by)
    read = chapters.the_one_read(chapter, edit.revision_id)
    changed = [part for part in edit.parts.select_related("section__chapter") if part.is_changed]
    if not changed:
        raise Blocked([_("You have not changed anything yet. Without edits, simply approve.")])
    edit.state, edit.note, edit.offered_at = EditState.OFFERED, note.strip(), at or timezone.now()
    edit.save(update_fields=["state", "note", "offered_at"])
    names = ", ".join(part.section.number for part in changed)
    chapters.written(
        "offer_edits",
        chapter,
        by=by,
        at=at,
        note=note.strip(),
        revision=read.number,
        sections=names,
    )
    notices.edits_offered(edit, names, by=by)
    return edit


@transaction.atomic
def take_back(edit: MentorEdit, *, by: Any, at: datetime | None = None) -> MentorEdit:
    """Take offered edits back to go on reviewing."""
    chapter, edit = _offered(edit)
    if edit.by_id != by.pk:
        raise PermissionDenied("masterplans.take_back_edits_chapter")
    CHAPTER.take("take_back_edits", chapter, by=by)
    edit.state = EditState.WITHDRAWN
    edit.save(update_fields=["state"])
    chapters.written("take_back_edits", chapter, by=by, at=at, revision=edit.revision.number)
    notices.edits_taken_back(edit, by=by)
    return edit


@transaction.atomic
def confirm(edit: MentorEdit, *, by: Any, at: datetime | None = None) -> Chapter:
    """Take the edits into the text: a new revision, approved by the mentor who made them."""
    chapter, edit = _offered(edit)
    CHAPTER.take("confirm_edits", chapter, by=by)
    for part in edit.parts.select_related("section"):
        if part.is_changed:
            _take_over(part, chapter, by=by, at=at)
    chapter = Chapter.objects.select_related("book__plan").get(pk=chapter.pk)
    revision = chapters.revision_of(chapter, by=by, at=at)
    _decide(edit, EditState.CONFIRMED, by=by, at=at)
    chapters.judge(revision, Verdict.Outcome.APPROVED, by=edit.by, note=edit.note, at=at)
    others = approvals.still_needed(chapter, revision)
    chapter.state = ChapterState.IN_REVIEW if others else ChapterState.APPROVED
    chapters.written(
        "confirm_edits",
        chapter,
        by=by,
        at=at,
        mentor=str(edit.by),
        revision=revision.number,
        records=snapshot.records_sha256(chapter),
    )
    if others:
        notices.chapter_approved_in_part(chapter, others, by=edit.by)
    notices.edits_confirmed(edit, by=by)
    return chapter


@transaction.atomic
def refuse(edit: MentorEdit, *, reason: str, by: Any, at: datetime | None = None) -> Chapter:
    """Leave the text as it was handed in; the mentor reads why and judges again."""
    chapter, edit = _offered(edit)
    if not reason.strip():
        raise ValidationError({"reason": _("Write down the reason.")})
    CHAPTER.take("refuse_edits", chapter, by=by)
    edit.reason = reason.strip()
    _decide(edit, EditState.REFUSED, by=by, at=at)
    chapters.written(
        "refuse_edits", chapter, by=by, at=at, mentor=str(edit.by), note=reason.strip()
    )
    notices.edits_refused(edit, by=by)
    return chapter


def _take_over(part: MentorEditPart, chapter: Chapter, *, by: Any, at: datetime | None) -> None:
    section = Section.objects.select_for_update().get(pk=part.section_id)
    section.chapter = chapter
    if section.html != part.read:
        raise Blocked(
            [
                _("“%(section)s” has changed since it was edited. Refuse the edits and say so.")
                % {"section": section}
            ]
        )
    origin = Origin(SectionText.Why.SUGGESTED, part.edit.by.name)
    sent = sections.Sent(part.html, section.version, at=at, origin=origin)
    sections.store(section, sent, by=by)


def _decide(edit: MentorEdit, state: str, *, by: Any, at: datetime | None) -> None:
    edit.state, edit.decided_by, edit.decided_at = state, by, at or timezone.now()
    edit.save(update_fields=["state", "decided_by", "decided_at", "reason"])


def _locked(edit: MentorEdit) -> MentorEdit:
    return MentorEdit.objects.select_for_update(of=("self",)).select_related("by").get(pk=edit.pk)


def _offered(edit: MentorEdit) -> tuple[Chapter, MentorEdit]:
    """Lock chapter and edits, in this order; Blocked unless they wait for an answer."""
    chapter = chapters.locked(edit.chapter)
    edit = _locked(edit)
    if edit.state != EditState.OFFERED:
        raise Blocked([_("These edits do not wait for an answer any more.")])
    return chapter, edit


def _must_be_in_review(chapter: Chapter, *, by: Any) -> None:
    if not by.has_perm("masterplans.offer_edits_chapter", chapter):
        raise PermissionDenied("masterplans.offer_edits_chapter")
    if not chapter.with_mentor:
        raise Blocked([_("This chapter does not wait for your review any more.")])


def _must_be_own_draft(edit: MentorEdit, *, by: Any) -> None:
    if edit.by_id != by.pk:
        raise PermissionDenied("masterplans.offer_edits_chapter")
    _must_be_in_review(edit.chapter, by=by)
    if edit.state != EditState.DRAFT:
        raise Blocked([_("These edits were offered already.")])


def _as_read(revision: ChapterRevision, section: Section) -> str:
    """Return what the revision says in a section."""
    for part in revision.sections:
        if part["pk"] == section.pk:
            return part["html"]
    return ""
