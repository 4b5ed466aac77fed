"""Who is told of an office, of what it holds, and of a new task?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.notices import register, tell
from programs.models import Acknowledgement, Tenure
from programs.notices.phrases import home

APPOINTED = register(
    "programs.official_appointed",
    title=_("You are registered as %(title)s"),
    body=_("The portal knows you as %(title)s of %(region)s and will ask you for your signature."),
    reason=_("You hold this office."),
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


def official_appointed(tenure: Tenure, *, by: User | None) -> None:
    if tenure.official.user and tenure.until is None:
        tell(
            [tenure.official.user],
            APPOINTED,
            tenure.office,
            by=by,
            url=home(),
            title=tenure.printed_title,
            region=tenure.office.region,
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
        tell([user], GRANTED, subject or user, by=by, url=home(), relation=label, place=place)
