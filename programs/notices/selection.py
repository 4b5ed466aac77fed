"""Who is told what happens in the selection: candidates, letters, score sheets?"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.notices import register, tell
from programs.models import Candidacy, Cohort, ScoreSheet
from programs.notices.phrases import COORDINATES
from programs.people import coordinators_of

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
