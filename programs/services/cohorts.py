"""How does a cohort begin, and what may still change about it?"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs.models import Cohort, EditionState, GuidanceEdition
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def start(year: int, edition: GuidanceEdition, *, by: User | None, **facts: Any) -> Cohort:
    """Open the cohort of a year on a guidance edition; `facts` are its other columns."""
    permission.require("programs.manage_cohort", None, by=by)
    if Cohort.objects.filter(year=year).exists():
        raise Blocked([_("There is already a cohort %(year)s.") % {"year": year}])
    _require_usable(edition)
    _require_counts(facts)
    cohort = Cohort.objects.create(year=year, edition=edition, **facts)
    history.record("programs.cohort.start", cohort, by=by, year=year)
    return cohort


@transaction.atomic
def change(cohort: Cohort, *, by: User | None, **facts: Any) -> Cohort:
    """Change facts of a cohort; its edition only while no region has enrolled."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    permission.require("programs.manage_cohort", cohort, by=by)
    edition = facts.get("edition", cohort.edition)
    if edition != cohort.edition:
        if cohort.enrolments.exists():
            raise Blocked(
                [
                    _(
                        "Regions already work with the edition of this cohort; it can no longer be exchanged."
                    )
                ]
            )
        _require_usable(edition)
    _require_counts({**_counts_of(cohort), **facts})
    for name, value in facts.items():
        setattr(cohort, name, value)
    cohort.save(update_fields=list(facts))
    history.record("programs.cohort.change", cohort, by=by, fields=sorted(facts))
    return cohort


def _counts_of(cohort: Cohort) -> dict[str, int | None]:
    return {
        "invited": cohort.invited,
        "assessed": cohort.assessed,
        "places": cohort.places,
    }


def _require_usable(edition: GuidanceEdition) -> None:
    if edition.state == EditionState.DRAFT:
        raise Blocked(
            [_("The guidance edition %(edition)s is still a draft.") % {"edition": edition}]
        )


def _require_counts(facts: dict[str, Any]) -> None:
    assessed, places = facts.get("assessed"), facts.get("places")
    if assessed is not None and places is not None and places > assessed:
        raise Blocked([_("More regions were chosen than assessed. Check both numbers.")])
