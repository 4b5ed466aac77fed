"""When may a candidate or a guidance edition move, and what must be true first?"""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from smartcity_portal.kit.machine import Machine, Step

if TYPE_CHECKING:
    from programs.models import Candidacy, GuidanceEdition


class CandidacyState(models.TextChoices):
    INVITED = "invited", _("Waiting for assessment")
    ASSESSED = "assessed", _("Has been assessed")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", pgettext_lazy("candidate", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("candidate", "Withdrawn")


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


def everybody_has_handed_in(candidacy: "Candidacy") -> list[str]:
    """Every assessor who was asked has handed in."""
    waiting = candidacy.sheets.waiting().count()
    if not waiting:
        return somebody_has_handed_in(candidacy)
    return [
        gettext("%(count)d assessors of %(region)s have not handed in yet.")
        % {"count": waiting, "region": candidacy.region}
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
    complete=Step(
        sources=frozenset({CandidacyState.INVITED}),
        target=CandidacyState.ASSESSED,
        label=_("Complete the assessment"),
        guard=everybody_has_handed_in,
    ),
    assess=Step(
        sources=frozenset({CandidacyState.INVITED}),
        target=CandidacyState.ASSESSED,
        label=_("Close the assessment"),
        guard=somebody_has_handed_in,
    ),
    resume=Step(
        sources=frozenset({CandidacyState.ASSESSED}),
        target=CandidacyState.INVITED,
        label=_("Open the assessment again"),
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


class Approvals(models.TextChoices):
    """How many of a region's mentors have to approve a chapter."""

    ONE = "one", _("One mentor is enough")
    ALL = "all", _("Every mentor of the region")


class EditionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("In use")
    FROZEN = "frozen", _("Frozen")


def no_cohort_uses_it(edition: "GuidanceEdition") -> list[str]:
    """No cohort goes by this edition."""
    years = sorted(edition.cohorts.values_list("year", flat=True))
    if not years:
        return []
    return [
        gettext("The cohort %(years)s goes by this edition. Choose another edition for it first.")
        % {"years": ", ".join(str(year) for year in years)}
    ]


EDITION = Machine(
    "programs",
    "edition",
    open=Step(
        sources=frozenset({EditionState.DRAFT}), target=EditionState.OPEN, label=_("Take into use")
    ),
    withdraw=Step(
        sources=frozenset({EditionState.OPEN}),
        target=EditionState.DRAFT,
        label=_("Take back into draft"),
        guard=no_cohort_uses_it,
    ),
    enforce=Step(
        sources=frozenset({EditionState.DRAFT}),
        target=EditionState.FROZEN,
        label=_("Put in force"),
    ),
)
