"""How do the officials of a region and their offices leave and enter as a spreadsheet?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from programs.lists.lookups import AGENCY
from programs.models import Capacity, Official, Region, Tenure
from programs.services import officials
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import Choice, Column, Day, Row, Sheet, Text, register


def _rows(region: Region, user: User) -> Iterator[dict[str, Any]]:
    tenures = Tenure.objects.filter(office__region=region).select_related(
        "official", "office__agency"
    )
    for tenure in tenures.order_by("office__agency__name", "office__title", "since", "pk"):
        yield {
            "id": tenure.pk,
            "agency": tenure.office.agency,
            "title": tenure.office.title,
            "name": tenure.official.name,
            "nip": tenure.official.nip,
            "rank": tenure.official.rank,
            "capacity": tenure.capacity,
            "since": tenure.since,
            "until": tenure.until,
            "decree": tenure.decree,
        }


def _save(region: Region, row: Row, *, by: User) -> None:
    if row.id:
        _end(Tenure.objects.select_related("official").get(pk=row.id), row, by=by)
        return
    office = officials.office_of(region, row.get("agency"), by=by, title=row["title"])
    officials.appoint(
        office,
        _person(region, row, by=by),
        by=by,
        capacity=row.get("capacity") or Capacity.DEFINITIVE,
        since=row.get("since"),
        until=row.get("until"),
        decree=row.get("decree", ""),
    )


def _end(tenure: Tenure, row: Row, *, by: User) -> None:
    """Of a tenure that is known already, a file may only bring the last day."""
    same = {"nip": tenure.official.nip, "rank": tenure.official.rank, "decree": tenure.decree}
    differs = any(row.get(name, value) != value for name, value in same.items())
    if differs or row.get("since", tenure.since) != tenure.since or tenure.until is not None:
        raise Blocked(
            [
                _(
                    "This tenure is recorded already. A file can only add its last day; correct the rest on the page of the agency."
                )
            ]
        )
    if row.get("until"):
        officials.end(tenure, by=by, until=row["until"])


def _person(region: Region, row: Row, *, by: User) -> Official:
    """Return the official of this name and NIP in the region, registered when unknown."""
    known = Official.objects.of_region(region).filter(name__iexact=row["name"])
    if row.get("nip"):
        known = known.filter(nip__in=["", row["nip"]])
    return known.first() or officials.register(
        row["name"], by=by, region=region, nip=row.get("nip", ""), rank=row.get("rank", "")
    )


register(
    Sheet(
        name="programs.officials",
        title=gettext_lazy("Officials"),
        scope=Region,
        columns=[
            Column(
                "agency",
                gettext_lazy("Agency (OPD)"),
                AGENCY,
                help=gettext_lazy("Empty for the offices of the region itself, such as the mayor."),
            ),
            Column(
                "title",
                gettext_lazy("Office"),
                Text(160),
                required=True,
                width=44,
                example="Kepala Dinas Komunikasi dan Informatika",
            ),
            Column("name", gettext_lazy("Name"), Text(150), required=True, width=34),
            Column("nip", "NIP", Text(18, digits=18)),
            Column("rank", gettext_lazy("Rank"), Text(80)),
            Column(
                "capacity",
                gettext_lazy("Capacity"),
                Choice(Capacity, default=Capacity.DEFINITIVE),
                width=12,
            ),
            Column("since", gettext_lazy("Since"), Day()),
            Column(
                "until",
                gettext_lazy("Until"),
                Day(),
                help=gettext_lazy("The last day; empty while the tenure lasts."),
            ),
            Column("decree", gettext_lazy("Decree"), Text(120)),
        ],
        key=("title", "name", "since"),
        rows=_rows,
        save=_save,
        may_export="programs.appoint_official",
        may_import="programs.appoint_official",
        page=lambda region: reverse("programs:agency_list", args=[region.slug]),
        scopes_of=lambda enrolment: [enrolment.region],
        note=gettext_lazy("Whoever holds an office now leaves it the day before the next begins."),
    )
)
