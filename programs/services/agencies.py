"""Which agencies (OPD) does a region have, and which of them coordinates?"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs.models import Agency, Region
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def add(
    region: Region,
    *,
    name: str,
    short_name: str,
    by: User | None,
    kind: str = Agency.Kind.OTHER,
    **facts: Any,
) -> Agency:
    """Add an agency to a region."""
    region = Region.objects.select_for_update().get(pk=region.pk)
    agency = Agency(region=region, name=name, short_name=short_name, kind=kind, **facts)
    permission.require("programs.manage_agency", agency, by=by)
    if reasons := _reasons_against(agency):
        raise Blocked(reasons)
    agency.save()
    history.record("programs.agency.add", agency, by=by, name=name)
    return agency


@transaction.atomic
def change(agency: Agency, *, by: User | None, **facts: Any) -> Agency:
    """Correct the name, short name or kind of an agency."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    permission.require("programs.manage_agency", agency, by=by)
    for name, value in facts.items():
        setattr(agency, name, value)
    if reasons := _reasons_against(agency):
        raise Blocked(reasons)
    agency.save(update_fields=list(facts))
    history.record("programs.agency.change", agency, by=by, name=agency.name)
    return agency


def require_of_region(agency: Agency, region: Region) -> None:
    """Raise Blocked when the agency belongs to another region."""
    if agency.region_id != region.pk:
        raise Blocked(
            [
                _(
                    "%(agency)s belongs to %(other)s, not to %(region)s. Choose an agency of %(region)s."
                )
                % {"agency": agency.name, "other": agency.region, "region": region}
            ]
        )


def _reasons_against(agency: Agency) -> list[str]:
    others = Agency.objects.filter(region=agency.region_id).exclude(pk=agency.pk)
    reasons = []
    if others.filter(name__iexact=agency.name).exists():
        reasons.append(
            _("%(region)s already has an agency called %(name)s.")
            % {"region": agency.region, "name": agency.name}
        )
    if agency.kind == Agency.Kind.COORDINATOR:
        for other in others.filter(kind=Agency.Kind.COORDINATOR):
            reasons.append(
                _(
                    "%(other)s already coordinates in %(region)s. Change its kind first; a region has one coordinating agency."
                )
                % {"other": other.name, "region": agency.region}
            )
    return reasons
