"""How do mentor and writers talk about a text? Open, answered, asked again, closed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans import notices, passages
from masterplans.cells import Cell
from masterplans.models import Chapter, ChapterRevision, Comment, CommentReply, Phrase, Section
from masterplans.services import anchors
from masterplans.states import COMMENT, ChapterState
from smartcity_portal.kit.machine import Blocked

LONGEST_QUOTE = 300
LONGEST_EDGE = 60
NEARLY = 0.8
LONGEST_REPLACEMENT = 2000


@dataclass(frozen=True)
class About:
    """What a remark is about beside its section: a passage, a cell of a record, a kind of fault."""

    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    cell: Cell | None = None
    category: str = ""
    phrase: Phrase | None = None
    replacement: str | None = None


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
    cell: Cell | None = None,
    category: str = "",
    phrase: Phrase | None = None,
    replacement: str | None = None,
    revision: ChapterRevision | None = None,
    at: datetime | None = None,
) -> Comment:
    """Comment on a chapter, a section, a passage of it or a cell of a record.

    With a `replacement` it is a suggestion: the passage must stand in one paragraph word for word.
    """
    chapter = Chapter.objects.select_for_update().get(pk=chapter.pk)
    if not by.has_perm("masterplans.add_comment", chapter):
        raise PermissionDenied("masterplans.add_comment")
    if chapter.state == ChapterState.APPROVED:
        raise Blocked([_("This chapter is approved. Reopen it before you comment on it.")])
    if section is not None and section.chapter_id != chapter.pk:
        raise ValidationError({"section": _("This section belongs to another chapter.")})
    about = About(quote, prefix, suffix, cell, category, phrase, replacement)
    comment = Comment(
        chapter=chapter,
        section=section,
        revision=revision or chapter.latest_revision,
        category=category or (phrase.category if phrase else ""),
        phrase=phrase,
        text=_said(text, about),
        by=by,
        at=at or timezone.now(),
    )
    _put_in_place(comment, about)
    _suggest(comment, about)
    comment.save()
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


def _said(text: str, about: About) -> str:
    """A suggestion may go without words: what it suggests says enough."""
    if not text.strip() and about.replacement is not None:
        return _("Suggested wording")
    if not text.strip() and about.phrase is not None:
        return about.phrase.text
    return _words(text)


def _put_in_place(comment: Comment, about: About) -> None:
    """Tie a remark to the cell, or to the passage as the section has it now."""
    if about.cell is not None:
        comment.record, comment.record_field = about.cell.record, about.cell.field
        comment.record_name, comment.quote = about.cell.name, about.cell.value[:LONGEST_QUOTE]
        return
    comment.quote = passages.plain(about.quote)[:LONGEST_QUOTE].strip()
    comment.prefix = about.prefix[-LONGEST_EDGE:]
    comment.suffix = about.suffix[:LONGEST_EDGE]
    if not comment.quote or comment.section is None:
        return
    text = passages.words_of(comment.section.html)
    found = passages.find(text, comment.quote, prefix=about.prefix, suffix=about.suffix)
    found = found or passages.fuzzy(text, comment.quote, least=NEARLY)
    if found:
        comment.quote = found.words[:LONGEST_QUOTE].strip()
        anchors.place(comment, text, passages.cut(found, len(comment.quote)))


def _suggest(comment: Comment, about: About) -> None:
    if about.replacement is None:
        return
    words = passages.plain(about.replacement)
    if len(words) > LONGEST_REPLACEMENT:
        raise ValidationError(
            {
                "replacement": _("A suggestion has at most %(count)d letters.")
                % {"count": LONGEST_REPLACEMENT}
            }
        )
    if comment.section is None or comment.position is None:
        raise ValidationError(
            {
                "quote": _(
                    "Mark the words that the suggestion replaces; they have to stand in the text."
                )
            }
        )
    passage = passages.Passage(
        comment.position, comment.position + len(comment.quote), comment.quote
    )
    if not passages.one_block(comment.section.html, passage):
        raise ValidationError({"quote": _("A suggestion stays within one paragraph or cell.")})
    if words == comment.quote:
        raise ValidationError({"replacement": _("These are the words that stand there already.")})
    comment.is_suggestion, comment.replacement = True, words


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
