"""Who is told what happens in the programme, and why?"""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.notices import register, tell
from programs.models import Enrolment, Memorandum, MentorAssignment, Tenure
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
APPOINTED = register(
    "programs.official_appointed",
    title=_("You are registered as %(title)s"),
    body=_("The portal knows you as %(title)s of %(region)s and will ask you for your signature."),
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
