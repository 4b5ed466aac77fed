"""Who is told what happens to a region in its cohort: enrolled, guided, agreed, revised?"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.notices import register, tell
from programs.models import Enrolment, GuidanceEdition, Memorandum, MentorAssignment
from programs.notices.phrases import COORDINATES, home
from programs.people import coordinators_of, mentors_of

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
        tell([user], MENTOR_RELEASED, enrolment, by=by, url=home(), region=enrolment.region)


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
