"""When may a candidate move towards a place in a cohort, and what must be true first?"""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartcity_portal.kit.machine import Machine, Step

if TYPE_CHECKING:
    from programs.models import Candidacy


class CandidacyState(models.TextChoices):
    INVITED = "invited", _("Waiting for assessment")
    ASSESSED = "assessed", _("Has been assessed")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


def somebody_has_handed_in(candidacy: "Candidacy") -> list[str]:
    """At least one assessor has handed in a score sheet."""
    if candidacy.sheets.handed_in().exists():
        return []
    return [
        gettext(
            "No assessor of %(region)s has handed in a score sheet yet. Wait for one, then close the assessment."
        )
        % {"region": candidacy.region}
    ]


def not_enrolled_yet(candidacy: "Candidacy") -> list[str]:
    """The region has not yet been enrolled in the cohort."""
    if not candidacy.cohort.enrolments.filter(region=candidacy.region_id).exists():
        return []
    return [
        gettext("%(region)s already takes part in the cohort %(year)s; its selection is over.")
        % {"region": candidacy.region, "year": candidacy.cohort.year}
    ]


CANDIDACY = Machine(
    "programs",
    "candidacy",
    assess=Step(
        sources=frozenset({CandidacyState.INVITED}),
        target=CandidacyState.ASSESSED,
        label=_("Close the assessment"),
        guard=somebody_has_handed_in,
    ),
    accept=Step(
        sources=frozenset({CandidacyState.ASSESSED}),
        target=CandidacyState.ACCEPTED,
        label=_("Accept"),
    ),
    decline=Step(
        sources=frozenset({CandidacyState.INVITED, CandidacyState.ASSESSED}),
        target=CandidacyState.DECLINED,
        label=_("Decline"),
    ),
    withdraw=Step(
        sources=frozenset(
            {CandidacyState.INVITED, CandidacyState.ASSESSED, CandidacyState.ACCEPTED}
        ),
        target=CandidacyState.WITHDRAWN,
        label=_("Record the withdrawal"),
        guard=not_enrolled_yet,
    ),
    reopen=Step(
        sources=frozenset(
            {CandidacyState.ACCEPTED, CandidacyState.DECLINED, CandidacyState.WITHDRAWN}
        ),
        target=CandidacyState.INVITED,
        label=_("Take the decision back"),
        guard=not_enrolled_yet,
    ),
)
