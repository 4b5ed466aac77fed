"""How do tests of the selection get their rows? A cohort with criteria, candidates and assessors."""

from accounts.models import User
from programs.models import Candidacy, Cohort
from programs.services import candidacies, score_sheets
from tests.factories import CohortFactory, RegionFactory, UserFactory

FULL = {"administrasi": 80, "paparan": 70, "wawancara": 60}


def cohort_of_2022() -> Cohort:
    """The cohort whose edition weighs administrasi 20, paparan 40, wawancara 40."""
    return CohortFactory(year=2022, places=2)


def candidate(ministry: User, **region) -> Candidacy:
    """A candidate of 2022, put on the list by the ministry."""
    return candidacies.add(cohort_of_2022(), RegionFactory(**region), by=ministry)


def scored(
    candidacy: Candidacy, ministry: User, *scores: dict, note: str = "Catatan."
) -> list[User]:
    """Let one new assessor per set of scores hand in; return them."""
    assessors = [UserFactory() for _ in scores]
    for assessor in assessors:
        score_sheets.ask(candidacy, assessor, by=ministry)
    for assessor, given in zip(assessors, scores, strict=True):
        score_sheets.hand_in(candidacy, by=assessor, scores=given, note=note)
    return assessors
