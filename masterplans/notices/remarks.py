"""Who is told of comments, suggestions and a mentor's own edits?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.services.notices import register, tell
from masterplans.models import Comment, MentorEdit
from masterplans.notices.phrases import (
    FOR_AUTHOR,
    FOR_MENTORS,
    FOR_WRITERS,
    about_chapter,
    writers_of,
)
from programs.people import coordinators_of, members_of

EDITS_OFFERED = register(
    "masterplans.edits_offered",
    title=_("%(chapter)s is approved with edits that you confirm"),
    body=_(
        "%(who)s edited %(book)s, %(chapter)s (%(sections)s). It is approved as soon as you confirm the edits. %(note)s"
    ),
    reason=FOR_WRITERS,
)
EDITS_TAKEN_BACK = register(
    "masterplans.edits_taken_back",
    title=_("The edits of %(chapter)s were taken back"),
    body=_("%(who)s goes on reviewing %(book)s, %(chapter)s. There is nothing for you to do."),
    reason=FOR_WRITERS,
)
EDITS_DECIDED = register(
    "masterplans.edits_confirmed",
    title=_("Your edits of %(chapter)s were confirmed"),
    body=_("%(who)s confirmed your edits of %(book)s, %(chapter)s of %(region)s. It is approved."),
    reason=FOR_MENTORS,
)
EDITS_REFUSED = register(
    "masterplans.edits_refused",
    title=_("Your edits of %(chapter)s were refused"),
    body=_("%(who)s: “%(note)s” The chapter waits for your review again."),
    reason=FOR_MENTORS,
)
SUGGESTION_DECLINED = register(
    "masterplans.suggestion_declined",
    title=_("Your suggestion for %(chapter)s was declined"),
    body=_("%(who)s: “%(text)s”"),
    reason=FOR_AUTHOR,
)
SUGGESTION_ACCEPTED = register(
    "masterplans.suggestion_accepted",
    title=_("Your suggestion for %(chapter)s was accepted"),
    body=_("%(who)s put “%(text)s” into the text."),
    reason=FOR_AUTHOR,
)
COMMENT_ADDED = register(
    "masterplans.comment_added",
    title=_("A comment on %(chapter)s waits for your answer"),
    body=_("%(who)s: “%(text)s”"),
    reason=FOR_WRITERS,
)
COMMENT_ANSWERED = register(
    "masterplans.comment_answered",
    title=_("Your comment on %(chapter)s was answered"),
    body=_("%(who)s: “%(text)s”"),
    reason=FOR_AUTHOR,
)


def edits_offered(edit: MentorEdit, sections: str, *, by: Any) -> None:
    chapter = edit.chapter
    about = about_chapter(chapter, by) | {"sections": sections, "note": edit.note}
    tell(writers_of(chapter), EDITS_OFFERED, edit, by=by, **about)


def edits_taken_back(edit: MentorEdit, *, by: Any) -> None:
    tell(
        writers_of(edit.chapter),
        EDITS_TAKEN_BACK,
        edit.chapter,
        by=by,
        **about_chapter(edit.chapter, by),
    )


def edits_confirmed(edit: MentorEdit, *, by: Any) -> None:
    tell([edit.by], EDITS_DECIDED, edit.chapter, by=by, **about_chapter(edit.chapter, by))


def edits_refused(edit: MentorEdit, *, by: Any) -> None:
    about = about_chapter(edit.chapter, by) | {"note": edit.reason}
    tell([edit.by], EDITS_REFUSED, edit.chapter, by=by, **about)


def suggestion_accepted(comment: Comment, *, by: Any) -> None:
    about = about_chapter(comment.chapter, by) | {"text": comment.replacement[:200]}
    tell([comment.by], SUGGESTION_ACCEPTED, comment, by=by, **about)


def suggestion_declined(comment: Comment, *, by: Any, text: str) -> None:
    about = about_chapter(comment.chapter, by)
    tell([comment.by], SUGGESTION_DECLINED, comment, by=by, text=text, **about)


def comment_added(comment: Comment, *, by: Any, text: str = "") -> None:
    """Only while the agency holds the ball: during a review the verdict brings all comments at once."""
    chapter = comment.chapter
    agency = (comment.section and comment.section.agency) or chapter.agency
    people = members_of(agency) if agency else coordinators_of(chapter.enrolment)
    words = text or comment.text
    tell(people, COMMENT_ADDED, comment, by=by, text=words, **about_chapter(chapter, by))


def comment_answered(comment: Comment, *, by: Any, text: str) -> None:
    tell(
        [comment.by],
        COMMENT_ANSWERED,
        comment,
        by=by,
        text=text,
        **about_chapter(comment.chapter, by),
    )
