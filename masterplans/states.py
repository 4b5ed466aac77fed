"""When may a chapter, a quick win and a comment move, and what must be true first?"""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartcity_portal.kit.machine import Machine, Step

if TYPE_CHECKING:
    from masterplans.models import Chapter, QuickWin


class ChapterState(models.TextChoices):
    EMPTY = "empty", _("Not begun")
    WRITING = "writing", _("Being written")
    WITH_HEAD = "with_head", _("Waiting for the head of the agency")
    IN_REVIEW = "in_review", _("Waiting for review")
    NEEDS_WORK = "needs_work", _("Needs improving")
    APPROVED = "approved", _("Approved")


# Nobody writes in a chapter that is handed in or approved.
LOCKED = frozenset({ChapterState.WITH_HEAD, ChapterState.IN_REVIEW, ChapterState.APPROVED})


class SectionState(models.TextChoices):
    """How complete a section is; masterplans.progress derives it, nothing stores it."""

    EMPTY = "empty", _("Empty")
    STARTED = "started", _("Started")
    SUBMITTED = "submitted", _("Handed in")
    NEEDS_WORK = "needs_work", _("Needs improving")
    APPROVED = "approved", _("Approved")


def every_section_has_text(chapter: "Chapter") -> list[str]:
    """Each section holds text, or shows records that exist."""
    empty = [section.title for section in chapter.sections.all() if not section.has_content]
    return [
        gettext("“%(section)s” is still empty. Write it, then send the chapter in.")
        % {"section": title}
        for title in empty
    ]


def nothing_unanswered(chapter: "Chapter") -> list[str]:
    """Every comment of the mentor has been answered before the chapter goes back."""
    reasons = every_section_has_text(chapter)
    waiting = chapter.comments.open().count()
    if waiting:
        reasons.append(
            gettext(
                "%(count)d comments are not answered yet. Answer them, then send the chapter in."
            )
            % {"count": waiting}
        )
    return reasons


def no_open_comment(chapter: "Chapter") -> list[str]:
    """A chapter is approved when the mentor's own comments are closed or answered."""
    waiting = chapter.comments.open().count()
    if not waiting:
        return []
    return [
        gettext("%(count)d comments are still open. Close them or ask for improvement.")
        % {"count": waiting}
    ]


CHAPTER = Machine(
    "masterplans",
    "chapter",
    start=Step(
        sources=frozenset({ChapterState.EMPTY}),
        target=ChapterState.WRITING,
        label=_("Begin to write"),
    ),
    submit=Step(
        sources=frozenset({ChapterState.WRITING, ChapterState.NEEDS_WORK}),
        target=ChapterState.IN_REVIEW,
        label=_("Send to the mentor"),
        guard=nothing_unanswered,
    ),
    withdraw=Step(
        sources=frozenset({ChapterState.IN_REVIEW}),
        target=ChapterState.WRITING,
        label=_("Take back to go on writing"),
    ),
    send_back=Step(
        sources=frozenset({ChapterState.IN_REVIEW}),
        target=ChapterState.NEEDS_WORK,
        label=_("Ask for improvement"),
    ),
    approve=Step(
        sources=frozenset({ChapterState.IN_REVIEW}),
        target=ChapterState.APPROVED,
        label=_("Approve"),
        guard=no_open_comment,
    ),
    reopen=Step(
        sources=frozenset({ChapterState.APPROVED}),
        target=ChapterState.WRITING,
        label=_("Reopen"),
    ),
)


class QuickWinState(models.TextChoices):
    NOMINATED = "nominated", _("Nominated")
    CHOSEN = "chosen", _("Chosen")
    FINAL = "final", _("Final")
    DROPPED = "dropped", _("Dropped")


def profile_is_complete(quick_win: "QuickWin") -> list[str]:
    """A final quick win has its profile, its owner, at most the edition's months and a risk."""
    return quick_win.missing


QUICK_WIN = Machine(
    "masterplans",
    "quickwin",
    choose=Step(
        sources=frozenset({QuickWinState.NOMINATED}), target=QuickWinState.CHOSEN, label=_("Choose")
    ),
    finalise=Step(
        sources=frozenset({QuickWinState.CHOSEN}),
        target=QuickWinState.FINAL,
        label=_("Make final"),
        guard=profile_is_complete,
    ),
    return_to_choice=Step(
        sources=frozenset({QuickWinState.FINAL}),
        target=QuickWinState.CHOSEN,
        label=_("Back to the choice"),
    ),
    drop=Step(
        sources=frozenset({QuickWinState.NOMINATED, QuickWinState.CHOSEN}),
        target=QuickWinState.DROPPED,
        label=_("Drop"),
    ),
)


class CommentState(models.TextChoices):
    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")


COMMENT = Machine(
    "masterplans",
    "comment",
    answer=Step(
        sources=frozenset({CommentState.OPEN, CommentState.ANSWERED}),
        target=CommentState.ANSWERED,
        label=_("Answer"),
    ),
    ask_again=Step(
        sources=frozenset({CommentState.ANSWERED}), target=CommentState.OPEN, label=_("Ask again")
    ),
    close=Step(
        sources=frozenset({CommentState.OPEN, CommentState.ANSWERED}),
        target=CommentState.CLOSED,
        label=_("Close"),
    ),
)
