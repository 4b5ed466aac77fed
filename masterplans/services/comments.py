"""How do mentor and writers talk about a text? Open, answered, asked again, closed."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans import notices
from masterplans.models import Chapter, ChapterRevision, Comment, CommentReply, Section
from masterplans.states import COMMENT, ChapterState
from smartcity_portal.kit.machine import Blocked

LONGEST_QUOTE = 300
LONGEST_EDGE = 60


@transaction.atomic
def add(
    chapter: Chapter,
    *,
    text: str,
    by: Any,
    section: Section | None = None,
    quote: str = "",
    prefix: str = "",
    suffix: str = "",
    revision: ChapterRevision | None = None,
    at: datetime | None = None,
) -> Comment:
    """Comment on a chapter or one of its sections, with the passage it is about when there is one."""
    chapter = Chapter.objects.select_for_update().get(pk=chapter.pk)
    if not by.has_perm("masterplans.add_comment", chapter):
        raise PermissionDenied("masterplans.add_comment")
    if chapter.state == ChapterState.APPROVED:
        raise Blocked([_("This chapter is approved. Reopen it before you comment on it.")])
    if section is not None and section.chapter_id != chapter.pk:
        raise ValidationError({"section": _("This section belongs to another chapter.")})
    comment = Comment.objects.create(
        chapter=chapter,
        section=section,
        revision=revision or chapter.latest_revision,
        quote=" ".join(quote.split())[:LONGEST_QUOTE],
        prefix=prefix[-LONGEST_EDGE:],
        suffix=suffix[:LONGEST_EDGE],
        text=_words(text),
        by=by,
        at=at or timezone.now(),
    )
    history.record("masterplans.comment.add", comment, by=by, at=at)
    if not chapter.with_mentor:
        notices.comment_added(comment, by=by)
    return comment


@transaction.atomic
def answer(comment: Comment, *, text: str, by: Any, at: datetime | None = None) -> Comment:
    """Answer a comment; its author is told."""
    comment = _replied("answer", comment, text, by=by, at=at)
    notices.comment_answered(comment, by=by, text=text)
    return comment


@transaction.atomic
def ask_again(comment: Comment, *, text: str, by: Any, at: datetime | None = None) -> Comment:
    """Open an answered comment again with a further question."""
    comment = _replied("ask_again", comment, text, by=by, at=at)
    notices.comment_added(comment, by=by, text=text)
    return comment


@transaction.atomic
def close(comment: Comment, *, by: Any, at: datetime | None = None) -> Comment:
    """Close a comment that has been dealt with."""
    return _moved("close", _locked(comment), by=by, at=at)


def _locked(comment: Comment) -> Comment:
    return Comment.objects.select_for_update().get(pk=comment.pk)


def _replied(verb: str, comment: Comment, text: str, *, by: Any, at: datetime | None) -> Comment:
    words = _words(text)
    comment = _moved(verb, _locked(comment), by=by, at=at)
    CommentReply.objects.create(comment=comment, text=words, by=by, at=at or timezone.now())
    return comment


def _moved(verb: str, comment: Comment, *, by: Any, at: datetime | None) -> Comment:
    COMMENT.take(verb, comment, by=by)
    comment.save(update_fields=["state"])
    history.record(f"masterplans.comment.{verb}", comment, by=by, at=at)
    return comment


def _words(text: str) -> str:
    words = text.strip()
    if not words:
        raise ValidationError({"text": _("Write what you want to say.")})
    return words
