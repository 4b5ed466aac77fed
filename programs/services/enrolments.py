"""How does a region get its place in a cohort? Once, and it freezes the cohort's edition."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs import notices
from programs.models import Candidacy, Cohort, Enrolment, Region, RegionKind
from programs.services import editions
from programs.states import CandidacyState
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def enrol(
    cohort: Cohort,
    region: Region,
    *,
    by: User | None,
    period_start: int,
    enrolled_on: date | None = None,
) -> Enrolment:
    """Give the region a place in the cohort; the period is as long as the edition says."""
    cohort = Cohort.objects.select_for_update().select_related("edition").get(pk=cohort.pk)
    permission.require("programs.enrol_region", cohort, by=by)
    if reasons := reasons_against(cohort, region, period_start, enrolled_on):
        raise Blocked(reasons)
    enrolment = Enrolment.objects.create(
        cohort=cohort,
        region=region,
        slug=f"{region.slug}-{cohort.year}",
        period_start=period_start,
        period_end=period_start + cohort.edition.period_years - 1,
        enrolled_on=enrolled_on,
    )
    cohort.edition = editions.freeze(cohort.edition, by=by)
    history.record("programs.enrolment.enrol", enrolment, by=by, year=cohort.year)
    notices.region_enrolled(enrolment, by=by)
    return enrolment


def reasons_against(
    cohort: Cohort, region: Region, period_start: int, enrolled_on: date | None
) -> list[str]:
    """Return sentences that say why the region can't enrol like this; empty when it can."""
    reasons = []
    words = {"region": region, "year": cohort.year}
    if region.kind == RegionKind.PROVINCE:
        reasons.append(_("Only regencies and cities take part; %(region)s is a province.") % words)
    if Enrolment.objects.filter(cohort=cohort, region=region).exists():
        reasons.append(_("%(region)s already takes part in the cohort %(year)s.") % words)
    reasons += _reasons_of_selection(cohort, region)
    if not cohort.year - 1 <= period_start <= cohort.year + 2:
        reasons.append(
            _("The plan must begin between %(first)s and %(last)s.")
            % {"first": cohort.year - 1, "last": cohort.year + 2}
        )
    if enrolled_on and not cohort.year - 1 <= enrolled_on.year <= cohort.year + 1:
        reasons.append(
            _("The day of enrolment does not lie near the cohort's year %(year)s.") % words
        )
    return reasons


def _reasons_of_selection(cohort: Cohort, region: Region) -> list[str]:
    """A candidate is enrolled once accepted; a region that never was a candidate just enrols."""
    candidacy = Candidacy.objects.filter(cohort=cohort, region=region).first()
    if candidacy is None or candidacy.state == CandidacyState.ACCEPTED:
        return []
    return [
        _(
            "%(region)s is a candidate for the cohort %(year)s and stands at “%(state)s”. Accept it in the selection first."
        )
        % {"region": region, "year": cohort.year, "state": candidacy.get_state_display()}
    ]
