"""By which words does a spreadsheet name a region, an agency or a person of the programme?"""

from typing import Any

from programs.models import GuidanceEdition, Region, RegionKind
from smartcity_portal.kit.sheets import Lookup


def _region_of(scope: Any) -> Region:
    if isinstance(scope, Region):
        return scope
    return getattr(scope, "enrolment", scope).region


AGENCY = Lookup(
    lambda scope: _region_of(scope).agencies.all(),
    words=lambda agency: [agency.short_name, agency.name],
    label=lambda agency: agency.name,
)
REGION = Lookup(
    lambda scope: Region.objects.exclude(kind=RegionKind.PROVINCE),
    words=lambda region: [region.code, region.name],
    label=lambda region: region.name,
    offered=False,
)
EDITION = Lookup(
    lambda scope: GuidanceEdition.objects.usable(),
    words=lambda edition: [f"{edition.year}-{edition.revision}"],
    label=lambda edition: f"{edition.year}-{edition.revision}",
)
