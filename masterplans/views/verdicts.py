"""Which verdict can be given now, and which ones were given before, by whom?"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masterplans.forms import NoteForm
from masterplans.models import Chapter, ChapterRevision, ReviewSheet, Verdict
from masterplans.services import approvals, reviewing
from masterplans.states import EditState
from masterplans.views import reading, rereading
from programs.people import mentors_of
from programs.states import Approvals
from smartcity_portal.kit.formats import moment

TONES = {Verdict.Outcome.APPROVED: "ok", Verdict.Outcome.NEEDS_WORK: "redo"}


def verdict_dock(
    chapter: Chapter, user: Any, open_comments: int, place: tuple[int, int], forms: dict[str, Any]
) -> dict[str, Any]:
    """Return the dock of the review page, bound to the revision that is shown."""
    revision = chapter.latest_revision
    read = {
        "revision": revision.pk if revision else "",
        "records": reading.records_hash(chapter),
    }
    number = revision.number if revision else 0
    sheet = _sheet(chapter, user)
    note = {"note": sheet.note if sheet else ""}
    hint = "" if open_comments else _("No comment is open, so say here what has to be improved.")
    return {
        "place": place[0],
        "total": place[1],
        "revision": number,
        "fields": read,
        "open_comments": open_comments,
        "reasons": [
            _("%(count)d comments are still open. Close them or ask for improvement.")
            % {"count": open_comments}
        ],
        "skip": reverse("masterplans:review_skip", kwargs={"pk": chapter.pk}),
        "approve_url": reverse("masterplans:chapter_approve", kwargs={"pk": chapter.pk}),
        "edit_url": reverse("masterplans:mentor_edit_begin", kwargs={"pk": chapter.pk}),
        "changed_since": bool(revision and revision.records_sha256 != read["records"]),
        "given": any(
            one.revision_id == revision.pk
            and one.by_id == user.pk
            and one.outcome == Verdict.Outcome.APPROVED
            for one in rereading.verdicts_on(chapter)
        )
        if revision
        else False,
        "send_back": {
            "label": _("Ask for improvement and go on"),
            "title": _("Ask for improvement of revision %(number)s") % {"number": number},
            "text": _("The agency gets the chapter back together with your comments."),
            "url": reverse("masterplans:chapter_send_back", kwargs={"pk": chapter.pk}),
            "submit": _("Ask for improvement"),
            "fields": read,
            "form": forms.get("send_back")
            or NoteForm(required=not open_comments, hint=hint, initial=note),
            "open": "send_back" in forms,
        },
    }


def _sheet(chapter: Chapter, user: Any) -> ReviewSheet | None:
    """Return what the mentor prepared; asked once for each page."""
    if "_sheet" not in chapter.__dict__:
        chapter.__dict__["_sheet"] = reviewing.sheet_of(chapter.latest_revision, user)
    return chapter.__dict__["_sheet"]


def checklist_of(chapter: Chapter, user: Any) -> dict[str, Any] | None:
    """Return the mentor's checklist while the chapter is reviewed."""
    revision = chapter.latest_revision
    if not (chapter.with_mentor and revision and chapter.checklist):
        return None
    if not user.has_perm("masterplans.approve_chapter", chapter):
        return None
    sheet = _sheet(chapter, user)
    ticks = sheet.ticks if sheet else []
    return {
        "url": reverse("masterplans:review_prepare", kwargs={"pk": chapter.pk}),
        "revision": revision.pk,
        "lines": [{"text": line, "met": line in ticks} for line in chapter.checklist],
        "met": sum(line in ticks for line in chapter.checklist),
        "note": sheet.note if sheet else "",
    }


def given(chapter: Chapter) -> dict[str, Any]:
    """Return what the mentors said to the chapter's revisions, newest first, and who is awaited."""
    region = chapter.enrolment.region
    newest = chapter.latest_revision
    shown = [
        {
            "who": verdict.by,
            "word": verdict.get_outcome_display(),
            "tone": TONES[Verdict.Outcome(verdict.outcome)],
            "revision": verdict.revision.number,
            "when": moment(verdict.at, region),
            "note": verdict.note,
            "checklist": verdict.checklist,
            "met": sum(line["met"] for line in verdict.checklist),
        }
        for verdict in rereading.verdicts_on(chapter)
    ]
    all_needed = approvals.rule_of(chapter.plan) == Approvals.ALL
    awaited = _awaited(chapter, newest) if all_needed and chapter.with_mentor else []
    return {
        "verdicts": shown,
        "rule": Approvals.ALL.label if all_needed else "",
        "awaited": awaited,
    }


def _awaited(chapter: Chapter, newest: ChapterRevision | None) -> list[Any]:
    done = set(approvals.approvers_of(newest)) if newest else set()
    return [mentor for mentor in mentors_of(chapter.enrolment) if mentor.pk not in done]


def edits_waiting(chapter: Chapter, user: Any) -> dict[str, Any] | None:
    """Return the edits of a mentor that wait for an answer, or were just refused, for a notice."""
    revision = chapter.latest_revision
    if revision is None:
        return None
    edit = revision.mentor_edits.select_related("by").exclude(state=EditState.WITHDRAWN).first()
    if edit is None or edit.state == EditState.CONFIRMED:
        return None
    if edit.is_draft and edit.by_id != user.pk:
        return None
    return {"edit": edit, "state": edit.state}
