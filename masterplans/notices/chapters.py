"""Who is told that a chapter was handed in, read, approved or opened again?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.services.notices import register, tell
from masterplans.models import Chapter, ChapterRevision
from masterplans.notices.phrases import FOR_MENTORS, FOR_WRITERS, about_chapter, writers_of
from programs.people import members_of, mentors_of

SUBMITTED = register(
    "masterplans.chapter_submitted",
    title=_("%(chapter)s of %(region)s waits for your review"),
    body=_("%(who)s sent revision %(revision)s of %(book)s, %(chapter)s."),
    reason=FOR_MENTORS,
)
WAITS_FOR_HEAD = register(
    "masterplans.chapter_waits_for_head",
    title=_("%(chapter)s waits for your agreement"),
    body=_(
        "%(who)s finished revision %(revision)s of %(book)s, %(chapter)s. It goes to the mentor once you agree."
    ),
    reason=_("You get this mail because you head %(agency)s."),
)
RETURNED = register(
    "masterplans.chapter_returned",
    title=_("%(chapter)s was returned by the head of %(agency)s"),
    body=_("%(who)s returned %(book)s, %(chapter)s to its writers. %(note)s"),
    reason=FOR_WRITERS,
)
WITHDRAWN = register(
    "masterplans.chapter_withdrawn",
    title=_("%(chapter)s of %(region)s was taken back"),
    body=_("%(who)s goes on writing %(book)s, %(chapter)s. There is nothing for you to do."),
    reason=FOR_MENTORS,
)
SENT_BACK = register(
    "masterplans.chapter_sent_back",
    title=_("%(chapter)s needs improving"),
    body=_(
        "%(who)s asks for improvement of %(book)s, %(chapter)s. Open comments: %(comments)s. %(note)s"
    ),
    reason=FOR_WRITERS,
)
APPROVED = register(
    "masterplans.chapter_approved",
    title=_("%(chapter)s is approved"),
    body=_("%(who)s approved %(book)s, %(chapter)s. %(note)s"),
    reason=FOR_WRITERS,
)
APPROVED_IN_PART = register(
    "masterplans.chapter_approved_in_part",
    title=_("%(chapter)s of %(region)s also needs your approval"),
    body=_("%(who)s approved %(book)s, %(chapter)s. Every mentor of the region has to approve."),
    reason=FOR_MENTORS,
)
REOPENED = register(
    "masterplans.chapter_reopened",
    title=_("%(chapter)s was reopened"),
    body=_("%(who)s reopened %(book)s, %(chapter)s; it can be written again. %(note)s"),
    reason=FOR_WRITERS,
)
ASSIGNED = register(
    "masterplans.chapter_assigned",
    title=_("%(agency)s writes %(chapter)s"),
    body=_("%(who)s gave %(book)s, %(chapter)s to %(agency)s. Due: %(due)s."),
    reason=FOR_WRITERS,
)


def chapter_submitted(chapter: Chapter, revision: ChapterRevision, *, by: Any) -> None:
    tell(
        mentors_of(chapter.enrolment),
        SUBMITTED,
        chapter,
        by=by,
        revision=revision.number,
        **about_chapter(chapter, by),
    )


def chapter_waits_for_head(chapter: Chapter, revision: ChapterRevision, *, by: Any) -> None:
    about = about_chapter(chapter, by) | {"revision": revision.number, "agency": chapter.agency}
    tell(members_of(chapter.agency, "head"), WAITS_FOR_HEAD, chapter, by=by, **about)


def chapter_returned(chapter: Chapter, *, by: Any, note: str) -> None:
    about = about_chapter(chapter, by) | {"note": note, "agency": chapter.agency}
    tell(writers_of(chapter), RETURNED, chapter, by=by, **about)


def chapter_withdrawn(chapter: Chapter, *, by: Any) -> None:
    tell(mentors_of(chapter.enrolment), WITHDRAWN, chapter, by=by, **about_chapter(chapter, by))


def chapter_sent_back(chapter: Chapter, *, by: Any, note: str, comments: int) -> None:
    about = about_chapter(chapter, by)
    tell(writers_of(chapter), SENT_BACK, chapter, by=by, note=note, comments=comments, **about)


def chapter_approved(chapter: Chapter, *, by: Any, note: str = "") -> None:
    tell(writers_of(chapter), APPROVED, chapter, by=by, note=note, **about_chapter(chapter, by))


def chapter_approved_in_part(chapter: Chapter, others: Any, *, by: Any) -> None:
    tell(others, APPROVED_IN_PART, chapter, by=by, **about_chapter(chapter, by))


def chapter_reopened(chapter: Chapter, *, by: Any, note: str = "") -> None:
    people = [*writers_of(chapter), *mentors_of(chapter.enrolment)]
    tell(people, REOPENED, chapter, by=by, note=note, **about_chapter(chapter, by))


def chapter_assigned(chapter: Chapter, *, by: Any) -> None:
    about = about_chapter(chapter, by) | {"agency": chapter.agency, "due": chapter.due_on or "—"}
    tell(members_of(chapter.agency), ASSIGNED, chapter, by=by, **about)
