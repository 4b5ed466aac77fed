"""How does the roster of a bimtek leave and enter as a spreadsheet?"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from smartcity_portal.kit.sheets import Column, Lookup, Number, Row, Sheet, Text, register
from workshops.models import Participation, Workshop
from workshops.services import roster_imports, rosters

TOLD = ("name", "agency", "community", "position", "email", "phone")
AGENCY = Lookup(
    lambda workshop: workshop.enrolment.region.agencies.all(),
    words=lambda agency: [agency.short_name, agency.name],
)
COLUMNS = [
    Column(
        "name",
        _("Name"),
        Text(150),
        required=True,
        width=34,
        example="Dr. Siti Aminah, M.Si (contoh)",
        aliases=("Nama Lengkap", "Nama Peserta"),
    ),
    Column(
        "agency",
        _("Agency (OPD)"),
        AGENCY,
        help=_(
            "Short or full name as in the list of agencies; empty for kelurahan and communities."
        ),
        aliases=("OPD", "Instansi"),
    ),
    Column("community", _("Kelurahan or community"), Text(160), width=28, aliases=("Kelurahan",)),
    Column("position", _("Position"), Text(160), width=28, aliases=("Jabatan",)),
    Column("email", _("E-mail"), Text(254, email=True)),
    Column("phone", _("Telephone"), Text(40), aliases=("No. HP", "Telepon")),
    Column("code", _("Row code"), Number(), computed=True),
    Column("sessions", _("Sessions attended"), Number(), computed=True),
]


def _rows(workshop: Workshop, user: User) -> Iterator[dict[str, Any]]:
    rows = Participation.objects.of_region(workshop).with_names().by_agency()
    for row in rows.annotate(sessions=Count("attendances")):
        told = {name: getattr(row.participant, name) for name in TOLD}
        yield {"id": row.pk, "code": row.code, "sessions": row.sessions, **told}


def _save_many(workshop: Workshop, rows: list[Row], *, by: User) -> list[Exception | None]:
    refused: list[Exception | None] = [None] * len(rows)
    fresh = [place for place, row in enumerate(rows) if not row.id]
    told = roster_imports.enter_many(workshop, [_person(rows[place]) for place in fresh], by=by)
    for place, error in zip(fresh, told, strict=True):
        refused[place] = error
    known = Participation.objects.of_region(workshop).select_related("participant")
    standing = known.in_bulk([row.id for row in rows if row.id])
    for row in rows:
        if row.id:
            rosters.change(standing[row.id].participant, by=by, **_person(row))
    return refused


def _person(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in TOLD if name in row}


def _page(workshop: Workshop) -> str:
    return reverse("workshops:attendance_detail", args=[workshop.enrolment.slug, workshop.number])


register(
    Sheet(
        name="workshops.participants",
        title=_("Participants"),
        scope=Workshop,
        columns=COLUMNS,
        key=("name", "agency"),
        rows=_rows,
        save_many=_save_many,
        may_export="workshops.edit_roster",
        may_import="workshops.edit_roster",
        page=_page,
        note=_(
            "Who is known to the region from an earlier bimtek, in any spelling that was merged, comes back with the same history."
        ),
        scopes_of=lambda enrolment: enrolment.workshops.all(),
    )
)
