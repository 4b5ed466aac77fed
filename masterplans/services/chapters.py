"""How does a chapter move? Every verb: lock, check, write, remember, tell."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans import notices, snapshot
from masterplans.models import Chapter, ChapterRevision, Endorsement, Verdict
from masterplans.services import approvals, endorsements, reviewing
from masterplans.states import CHAPTER
from smartcity_portal.kit.machine import Blocked

Named = ChapterRevision | int | None


@transaction.atomic
def start(chapter: Chapter, *, by: Any, at: datetime | None = None) -> Chapter:
    """Begin to write; the first saved text of a section does it too."""
    chapter = locked(chapter)
    return _moved("start", chapter, by=by, at=at)


@transaction.atomic
def submit(chapter: Chapter, *, by: Any, note: str = "", at: datetime | None = None) -> Chapter:
    """Hand the chapter in: what it says and shows now becomes its next revision.

    Where the edition says so, the head of the agency reads it before the mentor does.
    """
    chapter = locked(chapter)
    if endorsements.asks_the_head(chapter, by=by):
        CHAPTER.take("ask_head", chapter, by=by)
        revision = revision_of(chapter, by=by, at=at)
        said = {"revision": revision.number, "agency": chapter.agency}
        chapter = written("ask_head", chapter, by=by, at=at, note=note, **said)
        notices.chapter_waits_for_head(chapter, revision, by=by)
        return chapter
    CHAPTER.take("submit", chapter, by=by)
    revision = revision_of(chapter, by=by, at=at)
    chapter = written("submit", chapter, by=by, at=at, note=note, revision=revision.number)
    notices.chapter_submitted(chapter, revision, by=by)
    return chapter


@transaction.atomic
def endorse(
    chapter: Chapter,
    *,
    by: Any,
    revision: Named = None,
    note: str = "",
    at: datetime | None = None,
) -> Chapter:
    """Pass the revision that the head of the agency read on to the mentor."""
    chapter = locked(chapter)
    CHAPTER.take("endorse", chapter, by=by)
    read = the_one_read(chapter, revision)
    endorsements.keep(read, Endorsement.Outcome.ENDORSED, by=by, note=note, at=at)
    chapter = written("endorse", chapter, by=by, at=at, note=note, revision=read.number)
    notices.chapter_submitted(chapter, read, by=by)
    return chapter


@transaction.atomic
def return_to_writers(
    chapter: Chapter,
    *,
    by: Any,
    revision: Named = None,
    note: str = "",
    at: datetime | None = None,
) -> Chapter:
    """Give the chapter back to its writers before the mentor sees it; the head says why."""
    chapter = locked(chapter)
    CHAPTER.take("return_to_writers", chapter, by=by)
    read = the_one_read(chapter, revision)
    if not note.strip():
        raise Blocked([_("Say what has to be improved: write a note.")])
    endorsements.keep(read, Endorsement.Outcome.RETURNED, by=by, note=note, at=at)
    chapter = written("return_to_writers", chapter, by=by, at=at, note=note, revision=read.number)
    notices.chapter_returned(chapter, by=by, note=note)
    return chapter


@transaction.atomic
def withdraw(chapter: Chapter, *, by: Any, note: str = "", at: datetime | None = None) -> Chapter:
    """Take the chapter back from the mentor, or from the head, to go on writing."""
    chapter = locked(chapter)
    knew = chapter.with_mentor
    chapter = _moved("withdraw", chapter, by=by, at=at, note=note)
    if knew:
        notices.chapter_withdrawn(chapter, by=by)
    return chapter


@transaction.atomic
def send_back(
    chapter: Chapter,
    *,
    by: Any,
    revision: Named = None,
    note: str = "",
    at: datetime | None = None,
) -> Chapter:
    """Ask for improvement of the revision that was read, with a note or open comments."""
    chapter = locked(chapter)
    CHAPTER.take("send_back", chapter, by=by)
    read = the_one_read(chapter, revision)
    comments = chapter.comments.open().count()
    if not comments and not note.strip():
        raise Blocked([_("Say what has to be improved: write a note or leave a comment open.")])
    judge(read, Verdict.Outcome.NEEDS_WORK, by=by, note=note, at=at)
    chapter = written("send_back", chapter, by=by, at=at, note=note, revision=read.number)
    notices.chapter_sent_back(chapter, by=by, note=note, comments=comments)
    return chapter


@transaction.atomic
def approve(
    chapter: Chapter,
    *,
    by: Any,
    revision: Named = None,
    records: str | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Chapter:
    """Approve the revision that was read; `records` is the hash of the tables shown beside it.

    Where every mentor has to approve, the chapter stays in review until the last of them does.
    """
    chapter = locked(chapter)
    CHAPTER.take("approve", chapter, by=by)
    read = the_one_read(chapter, revision)
    shown = snapshot.records_sha256(chapter)
    if records is not None and records != shown:
        raise Blocked(
            [_("A table in this chapter has changed since you opened it. Read it again.")]
        )
    judge(read, Verdict.Outcome.APPROVED, by=by, note=note, at=at)
    if others := approvals.still_needed(chapter, read):
        return _approved_in_part(chapter, read, others, by=by, note=note, at=at)
    chapter = written(
        "approve", chapter, by=by, at=at, note=note, revision=read.number, records=shown
    )
    notices.chapter_approved(chapter, by=by, note=note)
    return chapter


@transaction.atomic
def reopen(chapter: Chapter, *, by: Any, note: str = "", at: datetime | None = None) -> Chapter:
    """Drop the approval so that the chapter can be written again; history keeps it."""
    chapter = locked(chapter)
    last = chapter.latest_revision
    chapter = _moved(
        "reopen", chapter, by=by, at=at, note=note, revision=last.number if last else 0
    )
    notices.chapter_reopened(chapter, by=by, note=note)
    return chapter


def _approved_in_part(
    chapter: Chapter,
    read: ChapterRevision,
    others: list[Any],
    *,
    by: Any,
    note: str,
    at: datetime | None,
) -> Chapter:
    names = ", ".join(str(mentor) for mentor in others)
    said = {"note": note} if note else {}
    history.record(
        "masterplans.chapter.approve_in_part",
        chapter, by=by, at=at, revision=read.number, others=names, **said,
    )  # fmt: skip
    notices.chapter_approved_in_part(chapter, others, by=by)
    return Chapter.objects.get(pk=chapter.pk)


def locked(chapter: Chapter) -> Chapter:
    """Lock the row; what the chapter points to is read anew when somebody asks."""
    return Chapter.objects.select_for_update().get(pk=chapter.pk)


def _moved(verb: str, chapter: Chapter, *, by: Any, at: datetime | None, **data: Any) -> Chapter:
    CHAPTER.take(verb, chapter, by=by)
    return written(verb, chapter, by=by, at=at, **data)


def written(verb: str, chapter: Chapter, *, by: Any, at: datetime | None, **data: Any) -> Chapter:
    """Save the state that a chapter moved to, and remember the move."""
    chapter.state_since = at or timezone.now()
    chapter.save(update_fields=["state", "state_since"])
    said = {name: value for name, value in data.items() if value != ""}
    history.record(f"masterplans.chapter.{verb}", chapter, by=by, at=at, **said)
    return chapter


def revision_of(chapter: Chapter, *, by: Any, at: datetime | None) -> ChapterRevision:
    """Keep what the chapter says and shows now as its next revision."""
    sections = snapshot.sections_of(chapter)
    records = snapshot.records_sha256(chapter)
    last = chapter.revisions.order_by("-number").first()
    revision = ChapterRevision.objects.create(
        chapter=chapter,
        number=last.number + 1 if last else 1,
        sections=sections,
        records=snapshot.rows_of(chapter),
        records_sha256=records,
        sha256=snapshot.sha256_of({"sections": sections, "records": records}),
        submitted_by=by,
        submitted_at=at or timezone.now(),
    )
    chapter.sections.update(handed_in=F("version"))
    chapter.__dict__.pop("latest_revision", None)
    return revision


def the_one_read(chapter: Chapter, revision: Named) -> ChapterRevision:
    """Return the newest revision; Blocked when a verdict names another one."""
    newest = chapter.revisions.order_by("-number").first()
    named = newest.pk if newest and revision is None else getattr(revision, "pk", revision)
    if newest is None or named != newest.pk:
        raise Blocked(
            [_("This chapter has changed since you opened it. Read the newest revision.")]
        )
    return newest


def judge(
    revision: ChapterRevision, outcome: str, *, by: Any, note: str, at: datetime | None
) -> Verdict:
    """Keep a verdict with the checklist as the mentor ticked it."""
    if outcome == Verdict.Outcome.APPROVED and by.pk in approvals.approvers_of(revision):
        raise Blocked([_("You have approved this revision already.")])
    return Verdict.objects.create(
        revision=revision,
        outcome=outcome,
        note=note.strip(),
        checklist=reviewing.checked(revision, by),
        by=by,
        at=at or timezone.now(),
    )
