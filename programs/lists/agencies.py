"""How do the agencies (OPD) of a region leave and enter as a spreadsheet?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programs.models import Agency, Region
from programs.services import agencies
from smartcity_portal.kit.sheets import Choice, Column, Row, Sheet, Text, register


def _rows(region: Region, user: User) -> Iterator[dict[str, Any]]:
    for agency in region.agencies.all():
        yield {
            "id": agency.pk,
            "name": agency.name,
            "short_name": agency.short_name,
            "kind": agency.kind,
        }


def _save(region: Region, row: Row, *, by: User) -> None:
    if row.id:
        agencies.change(Agency.objects.get(pk=row.id), by=by, **row)
    else:
        agencies.add(region, by=by, **row)


register(
    Sheet(
        name="programs.agencies",
        title=_("Agencies (OPD)"),
        scope=Region,
        columns=[
            Column(
                "name",
                _("Name"),
                Text(160),
                required=True,
                width=48,
                example="Dinas Komunikasi dan Informatika",
            ),
            Column("short_name", _("Short name"), Text(40), required=True, example="Diskominfo"),
            Column(
                "kind",
                _("Kind"),
                Choice(Agency.Kind, default=Agency.Kind.OTHER),
                help=_("A region has one coordinating agency."),
                example=Agency.Kind.COORDINATOR,
            ),
        ],
        key=("name",),
        rows=_rows,
        save=_save,
        may_export="programs.manage_agency",
        may_import="programs.manage_agency",
        page=lambda region: reverse("programs:agency_list", args=[region.slug]),
        scopes_of=lambda enrolment: [enrolment.region],
    )
)
