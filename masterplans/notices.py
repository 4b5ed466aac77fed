"""Who is told what about a masterplan, and why?"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.notices import register, tell
from masterplans.models import (
    BookEdition,
    Chapter,
    ChapterRevision,
    Comment,
    Masterplan,
    MentorEdit,
    QuickWin,
    QuickWinScorer,
    Section,
    VolumeEdition,
)
from programs.people import coordinators_of, members_of, mentors_of

FOR_MENTORS = _("You get this mail because you mentor %(region)s.")
FOR_WRITERS = _("You get this mail because your agency writes this chapter of %(region)s.")
FOR_AUTHOR = _("You get this mail because you wrote the comment.")

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
DUE = register(
    "masterplans.sections_due",
    title=_("%(count)s sections of the masterplan of %(region)s are waited for"),
    body=_("Please finish: %(sections)s."),
    reason=_("You get this mail because you write these sections of %(region)s."),
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
SECTION_ASSIGNED = register(
    "masterplans.section_assigned",
    title=_("%(agency)s writes %(section)s"),
    body=_("%(who)s gave %(book)s, section %(section)s to %(agency)s."),
    reason=FOR_WRITERS,
)
PEN_TAKEN = register(
    "masterplans.pen_taken",
    title=_("%(who)s now writes %(section)s"),
    body=_(
        "%(who)s took over the writing of %(book)s, section %(section)s. What you wrote until then is kept."
    ),
    reason=_("You get this mail because you were writing this section."),
)
SECTION_GIVEN = register(
    "masterplans.section_given",
    title=_("You write %(section)s"),
    body=_("%(who)s gave you %(book)s, section %(section)s. Due: %(due)s."),
    reason=FOR_WRITERS,
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
QUICK_WIN_FINAL = register(
    "masterplans.quick_win_final",
    title=_("The quick win “%(name)s” is final"),
    body=_("%(who)s made “%(name)s” of %(region)s final."),
    reason=FOR_MENTORS,
)
FOR_SCORERS = _("You get this mail because you score the quick wins of %(region)s.")
SCORING_ASKED = register(
    "masterplans.scoring_asked",
    title=_("You are asked to score the quick wins of %(region)s"),
    body=_(
        "%(who)s asks you to score the nominations of %(year)s. You see what others gave once you have handed in."
    ),
    reason=FOR_SCORERS,
)
SCORING_REMINDED = register(
    "masterplans.scoring_reminded",
    title=_("Your scores of the quick wins of %(region)s are still missing"),
    body=_(
        "%(who)s reminds you of the nominations of %(year)s. What you have kept so far is still there; hand it in once every nomination has its points."
    ),
    reason=FOR_SCORERS,
)
SCORING_REOPENED = register(
    "masterplans.scoring_reopened",
    title=_("Your scores of the quick wins of %(region)s are open again"),
    body=_("%(who)s opened them: %(why)s"),
    reason=FOR_SCORERS,
)
SCORING_COMPLETE = register(
    "masterplans.scoring_complete",
    title=_("All scores of the quick wins of %(region)s are there"),
    body=_("Everybody has handed in for %(year)s. The quick wins can be chosen."),
    reason=_("You get this mail because you coordinate %(region)s."),
)

FOR_REGION = _("You get this mail because you take part in the masterplan of %(region)s.")
EDITION_ISSUED = register(
    "masterplans.edition_issued",
    title=_("%(book)s of %(region)s was issued"),
    body=_("%(who)s issued edition %(edition)s with %(pages)s pages. It can be downloaded now."),
    reason=FOR_REGION,
)
EDITION_WITHDRAWN = register(
    "masterplans.edition_withdrawn",
    title=_("Edition %(edition)s of %(book)s of %(region)s was withdrawn"),
    body=_("%(who)s withdrew the edition: %(note)s"),
    reason=FOR_REGION,
)


def chapter_submitted(chapter: Chapter, revision: ChapterRevision, *, by: Any) -> None:
    tell(
        mentors_of(chapter.enrolment),
        SUBMITTED,
        chapter,
        by=by,
        revision=revision.number,
        **_about(chapter, by),
    )


def chapter_waits_for_head(chapter: Chapter, revision: ChapterRevision, *, by: Any) -> None:
    about = _about(chapter, by) | {"revision": revision.number, "agency": chapter.agency}
    tell(members_of(chapter.agency, "head"), WAITS_FOR_HEAD, chapter, by=by, **about)


def chapter_returned(chapter: Chapter, *, by: Any, note: str) -> None:
    about = _about(chapter, by) | {"note": note, "agency": chapter.agency}
    tell(_writers(chapter), RETURNED, chapter, by=by, **about)


def sections_due(user: User, plan: Masterplan, sections: Sequence[str]) -> None:
    """One mail for all that a person owes to a plan; `sections` are lines with their days."""
    words: dict[str, Any] = {"count": len(sections), "sections": "; ".join(sections)}
    tell([user], DUE, plan, region=plan.enrolment.region.name, **words)


def chapter_withdrawn(chapter: Chapter, *, by: Any) -> None:
    tell(mentors_of(chapter.enrolment), WITHDRAWN, chapter, by=by, **_about(chapter, by))


def chapter_sent_back(chapter: Chapter, *, by: Any, note: str, comments: int) -> None:
    about = _about(chapter, by)
    tell(_writers(chapter), SENT_BACK, chapter, by=by, note=note, comments=comments, **about)


def chapter_approved(chapter: Chapter, *, by: Any, note: str = "") -> None:
    tell(_writers(chapter), APPROVED, chapter, by=by, note=note, **_about(chapter, by))


def chapter_approved_in_part(chapter: Chapter, others: Any, *, by: Any) -> None:
    tell(others, APPROVED_IN_PART, chapter, by=by, **_about(chapter, by))


def edits_offered(edit: MentorEdit, sections: str, *, by: Any) -> None:
    chapter = edit.chapter
    about = _about(chapter, by) | {"sections": sections, "note": edit.note}
    tell(_writers(chapter), EDITS_OFFERED, edit, by=by, **about)


def edits_taken_back(edit: MentorEdit, *, by: Any) -> None:
    tell(_writers(edit.chapter), EDITS_TAKEN_BACK, edit.chapter, by=by, **_about(edit.chapter, by))


def edits_confirmed(edit: MentorEdit, *, by: Any) -> None:
    tell([edit.by], EDITS_DECIDED, edit.chapter, by=by, **_about(edit.chapter, by))


def edits_refused(edit: MentorEdit, *, by: Any) -> None:
    about = _about(edit.chapter, by) | {"note": edit.reason}
    tell([edit.by], EDITS_REFUSED, edit.chapter, by=by, **about)


def suggestion_accepted(comment: Comment, *, by: Any) -> None:
    about = _about(comment.chapter, by) | {"text": comment.replacement[:200]}
    tell([comment.by], SUGGESTION_ACCEPTED, comment, by=by, **about)


def suggestion_declined(comment: Comment, *, by: Any, text: str) -> None:
    about = _about(comment.chapter, by)
    tell([comment.by], SUGGESTION_DECLINED, comment, by=by, text=text, **about)


def chapter_reopened(chapter: Chapter, *, by: Any, note: str = "") -> None:
    people = [*_writers(chapter), *mentors_of(chapter.enrolment)]
    tell(people, REOPENED, chapter, by=by, note=note, **_about(chapter, by))


def chapter_assigned(chapter: Chapter, *, by: Any) -> None:
    about = _about(chapter, by) | {"agency": chapter.agency, "due": chapter.due_on or "—"}
    tell(members_of(chapter.agency), ASSIGNED, chapter, by=by, **about)


def section_given(section: Section, people: Sequence[User], *, by: Any) -> None:
    """Tell those to whom a section is new."""
    about: dict[str, Any] = _about(section.chapter, by)
    about |= {"section": section, "due": section.deadline or "—"}
    tell(people, SECTION_GIVEN, section, by=by, **about)


def section_assigned(section: Section, *, by: Any) -> None:
    about = _about(section.chapter, by) | {"agency": section.agency, "section": section}
    tell(members_of(section.agency), SECTION_ASSIGNED, section, by=by, **about)


def pen_taken(section: Section, before: User, *, by: Any) -> None:
    about = _about(section.chapter, by) | {"section": section}
    tell([before], PEN_TAKEN, section, by=by, **about)


def comment_added(comment: Comment, *, by: Any, text: str = "") -> None:
    """Only while the agency holds the ball: during a review the verdict brings all comments at once."""
    chapter = comment.chapter
    agency = (comment.section and comment.section.agency) or chapter.agency
    people = members_of(agency) if agency else coordinators_of(chapter.enrolment)
    words = text or comment.text
    tell(people, COMMENT_ADDED, comment, by=by, text=words, **_about(chapter, by))


def comment_answered(comment: Comment, *, by: Any, text: str) -> None:
    tell([comment.by], COMMENT_ANSWERED, comment, by=by, text=text, **_about(comment.chapter, by))


def quick_win_final(quick_win: QuickWin, *, by: Any) -> None:
    enrolment = quick_win.enrolment
    people = [*mentors_of(enrolment), *coordinators_of(enrolment)]
    tell(
        people,
        QUICK_WIN_FINAL,
        quick_win,
        by=by,
        name=quick_win.name,
        region=enrolment.region.name,
        who=str(by),
    )


def scoring_asked(scorers: list[QuickWinScorer], *, by: Any) -> None:
    for scorer in scorers:
        tell([scorer.user], SCORING_ASKED, scorer, by=by, **_scoring(scorer, by))


def scoring_reminded(scorers: list[QuickWinScorer], *, by: Any) -> None:
    for scorer in scorers:
        tell([scorer.user], SCORING_REMINDED, scorer, by=by, **_scoring(scorer, by))


def scoring_reopened(scorer: QuickWinScorer, *, by: Any, reason: str) -> None:
    tell([scorer.user], SCORING_REOPENED, scorer, by=by, why=reason, **_scoring(scorer, by))


def scoring_complete(scorer: QuickWinScorer, *, by: Any) -> None:
    people = coordinators_of(scorer.enrolment)
    tell(people, SCORING_COMPLETE, scorer, by=by, **_scoring(scorer, by))


def _scoring(scorer: QuickWinScorer, by: Any) -> dict[str, Any]:
    return {"region": scorer.enrolment.region.name, "year": scorer.year, "who": str(by)}


def edition_issued(edition: BookEdition, *, by: Any) -> None:
    _tell_region(EDITION_ISSUED, edition, edition.book.short, by=by, pages=edition.pages)


def edition_withdrawn(edition: BookEdition, *, by: Any) -> None:
    note = edition.withdrawn_reason
    _tell_region(EDITION_WITHDRAWN, edition, edition.book.short, by=by, note=note)


def volume_issued(edition: VolumeEdition, *, by: Any) -> None:
    _tell_region(EDITION_ISSUED, edition, _short(edition), by=by, pages=edition.pages)


def volume_withdrawn(edition: VolumeEdition, *, by: Any) -> None:
    note = edition.withdrawn_reason
    _tell_region(EDITION_WITHDRAWN, edition, _short(edition), by=by, note=note)


def _short(edition: VolumeEdition) -> str:
    """What a volume is called where others say "Buku 1"."""
    books = edition.plan.books.order_by("number").values_list("short", flat=True)
    return ", ".join(books)


def _tell_region(
    kind: str, edition: BookEdition | VolumeEdition, book: str, *, by: Any, **data: Any
) -> None:
    enrolment = edition.enrolment
    people = [*mentors_of(enrolment), *coordinators_of(enrolment)]
    about = {"book": book, "region": enrolment.region.name, "who": str(by)}
    tell(people, kind, edition, by=by, edition=edition.number, **about, **data)


def _writers(chapter: Chapter) -> list[User]:
    """The people of every agency that writes the chapter, and the region's coordinators."""
    agencies = {chapter.agency}
    for section in chapter.sections.select_related("agency").prefetch_related("co_agencies"):
        agencies |= {section.agency, *section.co_agencies.all()}
    people = [person for agency in agencies if agency for person in members_of(agency)]
    named = User.objects.filter(is_active=True, sections_to_write__chapter=chapter).distinct()
    return [*people, *named, *coordinators_of(chapter.enrolment)]


def _about(chapter: Chapter, by: Any) -> dict[str, Any]:
    return {
        "chapter": chapter.label,
        "book": chapter.book.short,
        "region": chapter.enrolment.region.name,
        "who": str(by),
    }
