"""Who is told what happens in the programme, and why?"""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.notices import register, tell
from programs.models import (
    Acknowledgement,
    Candidacy,
    Cohort,
    Enrolment,
    GuidanceEdition,
    Memorandum,
    MentorAssignment,
    ScoreSheet,
    Tenure,
)
from programs.people import coordinators_of, mentors_of

COORDINATES = _("You coordinate %(region)s.")

ENROLLED = register(
    "programs.region_enrolled",
    title=_("%(region)s takes part in %(programme)s %(year)s"),
    body=_(
        "The ministry has enrolled your region. Next, register the memorandum of understanding and the decrees of the council and the team; the portal shows what bimtek I asks for."
    ),
    reason=COORDINATES,
)
MEMORANDUM = register(
    "programs.memorandum_registered",
    title=_("The MoU of %(region)s is registered"),
    body=_("Number of the ministry: %(number_ministry)s. Number of the region: %(number_region)s."),
    reason=COORDINATES,
)
MENTOR_ASSIGNED = register(
    "programs.mentor_assigned",
    title=_("You guide %(region)s"),
    body=_("The ministry has assigned you to %(region)s, cohort %(year)s."),
    reason=_("You were assigned as mentor."),
)
MENTOR_CAME = register(
    "programs.mentor_came",
    title=_("%(mentor)s guides %(region)s"),
    body=_("The ministry has assigned %(mentor)s as your mentor."),
    reason=COORDINATES,
)
MENTOR_RELEASED = register(
    "programs.mentor_released",
    title=_("Your assignment to %(region)s has ended"),
    body=_("Chapters of %(region)s no longer come to you for review."),
    reason=_("You were the mentor of %(region)s."),
)
MEMORANDUM_MISSING = register(
    "programs.memorandum_missing",
    title=_("The MoU of %(region)s is still missing"),
    body=_(
        "%(region)s takes part since %(day)s, and no signed memorandum of understanding is registered. Bimtek I can't be closed without it. Send the signed document to the ministry."
    ),
    reason=COORDINATES,
)
GUIDANCE_REVISED = register(
    "programs.guidance_revised",
    title=_("The guidance of %(region)s has changed"),
    body=_(
        "The ministry has put revision %(revision)s of the guidance %(year)s in force. Reason: %(why)s Nothing that you have written was removed; the page shows what changed."
    ),
    reason=_("You coordinate or guide %(region)s."),
)
APPOINTED = register(
    "programs.official_appointed",
    title=_("You are registered as %(title)s"),
    body=_("The portal knows you as %(title)s of %(region)s and will ask you for your signature."),
    reason=_("You hold this office."),
)
ACCEPTED = register(
    "programs.candidacy_accepted",
    title=_("%(region)s has been accepted for the cohort %(year)s"),
    body=_("The ministry has accepted your region. The pass letter follows. %(reason)s"),
    reason=COORDINATES,
)
DECLINED = register(
    "programs.candidacy_declined",
    title=_("%(region)s has not been accepted for the cohort %(year)s"),
    body=_("The ministry says why: %(reason)s"),
    reason=COORDINATES,
)
REOPENED = register(
    "programs.candidacy_reopened",
    title=_("The decision about %(region)s was taken back"),
    body=_("A pass letter that you received no longer counts. The ministry says why: %(reason)s"),
    reason=COORDINATES,
)
PASS_LETTER = register(
    "programs.pass_letter_issued",
    title=_("The pass letter of %(region)s is here"),
    body=_("Letter %(number)s. You can read and print it in the portal."),
    reason=COORDINATES,
)
ASSESSOR_ASKED = register(
    "programs.assessor_asked",
    title=_("You are asked to assess candidates of the cohort %(year)s"),
    body=_(
        "Number of regions: %(count)s. Fill in one score sheet for each and hand it in; you see other assessors' sheets only after that."
    ),
    reason=_("You were asked to be an assessor."),
)
SHEET_GIVEN_BACK = register(
    "programs.sheet_given_back",
    title=_("Your score sheet of %(region)s came back"),
    body=_("The ministry asks you to correct it: %(reason)s"),
    reason=_("You assess %(region)s."),
)
HANDED_OVER = register(
    "programs.acknowledgement_asked",
    title=_("You follow %(predecessor)s as %(title)s: please acknowledge what the office holds"),
    body=_(
        "Signatures, tasks and programmes of the office in the smart city programme of %(region)s are yours now. The page lists them; one click acknowledges that you have seen them."
    ),
    reason=_("You hold this office."),
)
REMINDED = register(
    "programs.acknowledgement_reminded",
    title=_("Reminder: acknowledge what your office holds, %(title)s"),
    body=_("The page lists everything that %(predecessor)s left to the office."),
    reason=_("You hold this office."),
)
GRANTED = register(
    "programs.relation_granted",
    title=_("You have a new task in the portal: %(relation)s"),
    body=_("%(relation)s %(place)s. You find it under “My work”."),
    reason=_("You were given this task."),
)


def region_enrolled(enrolment: Enrolment, *, by: User | None) -> None:
    tell(
        coordinators_of(enrolment),
        ENROLLED,
        enrolment,
        by=by,
        region=enrolment.region,
        programme=enrolment.cohort.edition.programme,
        year=enrolment.cohort.year,
    )


def memorandum_registered(memorandum: Memorandum, *, by: User | None) -> None:
    enrolment = memorandum.enrolment
    tell(
        coordinators_of(enrolment),
        MEMORANDUM,
        enrolment,
        by=by,
        region=enrolment.region,
        number_ministry=memorandum.number_ministry or "–",
        number_region=memorandum.number_region or "–",
    )


def memorandum_missing(enrolment: Enrolment, *, day: str, by: User | None) -> int:
    """Remind the region's coordinators; return how many were told."""
    told = tell(
        coordinators_of(enrolment),
        MEMORANDUM_MISSING,
        enrolment,
        by=by,
        region=enrolment.region,
        day=day,
    )
    return len(told)


def mentor_assigned(assignment: MentorAssignment, *, by: User | None) -> None:
    enrolment, mentor = assignment.enrolment, assignment.mentor
    words: dict[str, Any] = {
        "region": enrolment.region,
        "year": enrolment.cohort.year,
        "mentor": mentor.name,
    }
    if mentor.user:
        tell([mentor.user], MENTOR_ASSIGNED, enrolment, by=by, **words)
    tell(coordinators_of(enrolment), MENTOR_CAME, enrolment, by=by, **words)


def mentor_released(assignment: MentorAssignment, *, by: User | None) -> None:
    enrolment, user = assignment.enrolment, assignment.mentor.user
    if user and not mentors_of(enrolment).filter(pk=user.pk).exists():
        tell([user], MENTOR_RELEASED, enrolment, by=by, url=_home(), region=enrolment.region)


def guidance_revised(enrolment: Enrolment, edition: GuidanceEdition, *, by: User | None) -> None:
    """Tell those who run the year of a region that its edition was revised."""
    tell(
        (coordinators_of(enrolment) | mentors_of(enrolment)).distinct(),
        GUIDANCE_REVISED,
        enrolment,
        by=by,
        url=reverse("programs:edition_changes", args=[edition.year, edition.revision]),
        region=enrolment.region,
        year=edition.year,
        revision=edition.revision,
        why=edition.reason,
    )


def official_appointed(tenure: Tenure, *, by: User | None) -> None:
    if tenure.official.user and tenure.until is None:
        tell(
            [tenure.official.user],
            APPOINTED,
            tenure.office,
            by=by,
            url=_home(),
            title=tenure.printed_title,
            region=tenure.office.region,
        )


def candidacy_accepted(candidacy: Candidacy, *, by: User | None) -> None:
    _tell_region(ACCEPTED, candidacy, by=by, reason=candidacy.reason)


def candidacy_declined(candidacy: Candidacy, *, by: User | None) -> None:
    _tell_region(DECLINED, candidacy, by=by, reason=candidacy.reason)


def candidacy_reopened(candidacy: Candidacy, reason: str, *, by: User | None) -> None:
    _tell_region(REOPENED, candidacy, by=by, reason=reason)


def pass_letter_issued(candidacy: Candidacy) -> None:
    number = candidacy.letter.number if candidacy.letter else ""
    _tell_region(PASS_LETTER, candidacy, by=None, number=number)


def _tell_region(kind: str, candidacy: Candidacy, *, by: User | None, **words: str) -> None:
    tell(
        coordinators_of(candidacy),
        kind,
        candidacy,
        by=by,
        region=candidacy.region,
        year=candidacy.cohort.year,
        **words,
    )


def assessor_asked(user: User, cohort: Cohort, count: int, *, by: User | None) -> None:
    url = reverse("programs:score_sheet_list")
    tell([user], ASSESSOR_ASKED, cohort, by=by, url=url, year=cohort.year, count=count)


def sheet_given_back(sheet: ScoreSheet, reason: str, *, by: User | None) -> None:
    url = reverse("programs:score_sheet_fill", args=[sheet.candidacy_id])
    tell(
        [sheet.assessor],
        SHEET_GIVEN_BACK,
        sheet.candidacy,
        by=by,
        url=url,
        region=sheet.candidacy.region,
        reason=reason,
    )


def acknowledgement_asked(asked: Acknowledgement, *, by: User | None) -> None:
    _tell_successor(HANDED_OVER, asked, by=by)


def acknowledgement_reminded(asked: Acknowledgement, *, by: User | None) -> None:
    _tell_successor(REMINDED, asked, by=by)


def _tell_successor(kind: str, asked: Acknowledgement, *, by: User | None) -> None:
    user, office = asked.tenure.official.user, asked.office
    if user is None:
        return
    tell(
        [user],
        kind,
        office,
        by=by,
        url=asked.get_absolute_url(),
        title=asked.tenure.printed_title,
        region=office.region,
        predecessor=asked.predecessor.official.name if asked.predecessor else "–",
    )


def relation_granted(
    user: User, relation: str, subject: Any, *, label: str, place: str, by: User | None
) -> None:
    """Tell the person; mentors are told by their assignment."""
    if relation != "mentor":
        tell([user], GRANTED, subject or user, by=by, url=_home(), relation=label, place=place)


def _home() -> str:
    try:
        return reverse("home")
    except NoReverseMatch:
        return "/"
