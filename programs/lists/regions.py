"""How does the list of regions leave as a spreadsheet? It comes from Kemendagri and is not edited here."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programs.models import Region, RegionKind
from smartcity_portal.kit.sheets import Choice, Column, Sheet, Text, register


def _rows(scope: None, user: User) -> Iterator[dict[str, Any]]:
    for region in Region.objects.select_related("province"):
        yield {
            "code": region.code,
            "name": region.name,
            "kind": region.kind,
            "province": region.province.name if region.province else "",
            "timezone": region.timezone,
        }


register(
    Sheet(
        name="programs.regions",
        title=_("Regions"),
        scope=None,
        columns=[
            Column("code", _("Kemendagri code"), Text(), width=14),
            Column("name", _("Name"), Text()),
            Column("kind", _("Kind"), Choice(RegionKind)),
            Column("province", _("Province"), Text()),
            Column("timezone", _("Time zone"), Text()),
        ],
        rows=_rows,
        may_export="programs.export_regions",
        page=lambda scope: reverse("public_regions"),
    )
)
