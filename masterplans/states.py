"""When may a chapter, a quick win and a comment move, and what must be true first?"""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masterplans.html import undescribed
from smartcity_portal.kit.machine import Machine, Step

if TYPE_CHECKING:
    from masterplans.models import Chapter, Comment, QuickWin


class ChapterState(models.TextChoices):
    EMPTY = "empty", _("Not begun")
    WRITING = "writing", _("Being written")
    WITH_HEAD = "with_head", _("Waiting for the head of the agency")
    IN_REVIEW = "in_review", _("Waiting for review")
    TO_CONFIRM = "to_confirm", _("Edits to confirm")
    NEEDS_WORK = "needs_work", _("Needs improving")
    APPROVED = "approved", _("Approved")


# Nobody writes in a chapter that is handed in or approved.
LOCKED = frozenset(
    {
        ChapterState.WITH_HEAD,
        ChapterState.IN_REVIEW,
        ChapterState.TO_CONFIRM,
        ChapterState.APPROVED,
    }
)


class SectionState(models.TextChoices):
    """How complete a section is; masterplans.progress derives it, nothing stores it."""

    EMPTY = "empty", _("Empty")
    STARTED = "started", _("Started")
    SUBMITTED = "submitted", _("Handed in")
    NEEDS_WORK = "needs_work", _("Needs improving")
    APPROVED = "approved", _("Approved")


def every_section_has_text(chapter: "Chapter") -> list[str]:
    """Each section holds text, or shows records that exist; each picture is put into words."""
    sections = list(chapter.sections.all())
    empty = [section.title for section in sections if not section.has_content]
    reasons = [
        gettext("“%(section)s” is still empty. Write it, then send the chapter in.")
        % {"section": title}
        for title in empty
    ]
    return reasons + [
        gettext(
            "A picture in “%(section)s” is not described yet. Describe it, then send the chapter in."
        )
        % {"section": section.title}
        for section in sections
        if undescribed(section.html)
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
    ask_head=Step(
        sources=frozenset({ChapterState.WRITING, ChapterState.NEEDS_WORK}),
        target=ChapterState.WITH_HEAD,
        label=_("Send to the head of the agency"),
        guard=nothing_unanswered,
    ),
    endorse=Step(
        sources=frozenset({ChapterState.WITH_HEAD}),
        target=ChapterState.IN_REVIEW,
        label=_("Agree and send to the mentor"),
    ),
    return_to_writers=Step(
        sources=frozenset({ChapterState.WITH_HEAD}),
        target=ChapterState.NEEDS_WORK,
        label=_("Return to the writers"),
    ),
    withdraw=Step(
        sources=frozenset({ChapterState.WITH_HEAD, ChapterState.IN_REVIEW}),
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
    offer_edits=Step(
        sources=frozenset({ChapterState.IN_REVIEW}),
        target=ChapterState.TO_CONFIRM,
        label=_("Approve with my edits"),
        guard=no_open_comment,
    ),
    confirm_edits=Step(
        sources=frozenset({ChapterState.TO_CONFIRM}),
        target=ChapterState.APPROVED,
        label=_("Confirm the edits"),
    ),
    refuse_edits=Step(
        sources=frozenset({ChapterState.TO_CONFIRM}),
        target=ChapterState.IN_REVIEW,
        label=_("Refuse the edits"),
    ),
    take_back_edits=Step(
        sources=frozenset({ChapterState.TO_CONFIRM}),
        target=ChapterState.IN_REVIEW,
        label=_("Take the edits back"),
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


class Suggestion(models.TextChoices):
    """What became of the words that a comment suggests; empty while nobody decided."""

    ACCEPTED = "accepted", _("Suggestion accepted")
    DECLINED = "declined", _("Suggestion declined")


class Fault(models.TextChoices):
    """What is amiss, in the words under which the ministry counts it."""

    EVIDENCE = "evidence", _("Data and sources")
    ALIGNMENT = "alignment", _("Link with RPJMD and other plans")
    COMPLETENESS = "complete", _("Something is missing")
    ANALYSIS = "analysis", _("Analysis")
    CONSISTENCY = "consistency", _("Consistency between parts")
    INDICATOR = "indicator", _("Indicators and targets")
    BUDGET = "budget", _("Budget and sources of funds")
    OWNER = "owner", _("Who is responsible")
    SCHEDULE = "schedule", _("Years and horizons")
    INNOVATION = "innovation", _("Quick wins and innovation")
    LANGUAGE = "language", _("Language and terms")
    FORM = "form", _("Tables, figures and layout")


class EditState(models.TextChoices):
    """How far a mentor's own edits of a chapter are."""

    DRAFT = "draft", _("Being edited")
    OFFERED = "offered", _("Waiting for confirmation")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back")


def suggestion_waits(comment: "Comment") -> list[str]:
    """A comment that suggests words which nobody has decided on yet."""
    if not comment.is_suggestion or comment.suggestion:
        return [gettext("There is no suggestion that waits for a decision.")]
    return []


def suggestion_still_fits(comment: "Comment") -> list[str]:
    """The passage that the suggestion replaces stands in the text word for word."""
    if reasons := suggestion_waits(comment):
        return reasons
    if comment.lost or comment.standing != comment.quote:
        return [
            gettext(
                "The passage has changed since this was suggested. Take over by hand what still fits, then answer."
            )
        ]
    return []


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
    accept=Step(
        sources=frozenset({CommentState.OPEN, CommentState.ANSWERED}),
        target=CommentState.CLOSED,
        label=_("Accept the suggestion"),
        guard=suggestion_still_fits,
    ),
    decline=Step(
        sources=frozenset({CommentState.OPEN, CommentState.ANSWERED}),
        target=CommentState.ANSWERED,
        label=_("Decline the suggestion"),
        guard=suggestion_waits,
    ),
    close=Step(
        sources=frozenset({CommentState.OPEN, CommentState.ANSWERED}),
        target=CommentState.CLOSED,
        label=_("Close"),
    ),
)
