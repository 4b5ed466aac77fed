"""Who holds which office from when to when? The office stays, people come and go."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from programs import notices
from programs.models import Agency, Capacity, Office, Official, Region, RegionKind, Tenure
from programs.people import forget_relations
from programs.services import handovers
from programs.services.agencies import require_of_region
from programs.services.dates import reasons_against_order
from smartcity_portal.kit.formats import day
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def register(
    name: str,
    *,
    by: User | None,
    region: Region,
    nip: str = "",
    rank: str = "",
    user: User | None = None,
    **facts: Any,
) -> Official:
    """Write down a person who holds an office in the region; an account may follow."""
    permission.require("programs.appoint_official", region, by=by)
    official = Official.objects.create(name=name, nip=nip, rank=rank, user=user, **facts)
    history.record("programs.official.register", official, by=by, name=name)
    return official


@transaction.atomic
def office_of(
    region: Region,
    agency: Agency | None = None,
    *,
    by: User | None,
    title: str = "",
    is_head: bool = True,
) -> Office:
    """Return the office with this title, made when missing; without a title, the head's office."""
    permission.require("programs.appoint_official", region, by=by)
    if agency is not None:
        require_of_region(agency, region)
    title = title or head_title_of(region, agency)
    office, created = Office.objects.get_or_create(
        region=region, agency=agency, title=title, defaults={"is_head": is_head}
    )
    if created:
        history.record("programs.office.open", office, by=by, title=title)
    return office


def head_title_of(region: Region, agency: Agency | None = None) -> str:
    """Return the usual title of a head: "Wali Kota Bontang", "Kepala Dinas Kesehatan"."""
    if agency is None:
        name = region.name if region.kind == RegionKind.PROVINCE else region.short_name
        return f"{region.head_title} {name}"
    for start, title in AGENCY_HEADS.items():
        if agency.name.startswith(start):
            return f"{title}{agency.name.removeprefix(start)}"
    return f"Kepala {agency.name}"


AGENCY_HEADS = {
    "Sekretariat Daerah": "Sekretaris Daerah",
    "Sekretariat DPRD": "Sekretaris DPRD",
    "Inspektorat": "Inspektur",
    "Kecamatan": "Camat",
    "Kelurahan": "Lurah",
    "Rumah Sakit": "Direktur Rumah Sakit",
}


@transaction.atomic
def appoint(
    office: Office,
    official: Official,
    *,
    by: User | None,
    capacity: str = Capacity.DEFINITIVE,
    since: date | None,
    decree: str = "",
    until: date | None = None,
    **facts: Any,
) -> Tenure:
    """Give the office to an official; whoever holds it leaves the day before."""
    office = Office.objects.select_for_update().get(pk=office.pk)
    permission.require("programs.appoint_official", office, by=by)
    if reasons := _reasons_against(office, official, since, until):
        raise Blocked(reasons)
    if until is None:
        _make_room(office, since)
    tenure = Tenure.objects.create(
        office=office,
        official=official,
        capacity=capacity,
        since=since,
        until=until,
        decree=decree,
        **facts,
    )
    if official.user:
        forget_relations(official.user)
    history.record(
        "programs.office.appoint", office, by=by, name=official.name, title=tenure.printed_title
    )
    if handovers.hand_over(tenure, by=by) is None:
        notices.official_appointed(tenure, by=by)
    return tenure


def _reasons_against(
    office: Office, official: Official, since: date | None, until: date | None
) -> list[str]:
    reasons = reasons_against_order(since, until, _("the first day"), _("The last day"))
    for other in office.tenures.select_related("official"):
        if other.official == official and other.until is None:
            reasons.append(_("%(name)s already holds this office.") % {"name": other.official.name})
        elif _overlap(other, since, until):
            reasons.append(
                _("%(name)s holds this office in that time. Choose a day after %(day)s.")
                % {"name": other.official.name, "day": _day_of(other)}
            )
    return reasons


def _day_of(tenure: Tenure) -> str:
    last = tenure.until or tenure.since
    return day(last) if last else "–"


def _overlap(other: Tenure, since: date | None, until: date | None) -> bool:
    """Say whether the new term collides; an open term gives way when the new one begins later."""
    earliest, latest = date.min, date.max
    if other.until is None and until is None:
        return since is None or since <= (other.since or earliest)
    return (since or earliest) <= (other.until or latest) and (other.since or earliest) <= (
        until or latest
    )


def _make_room(office: Office, since: date | None) -> None:
    for tenure in office.tenures.filter(until=None):
        tenure.until = since - timedelta(days=1) if since else timezone.localdate()
        tenure.save(update_fields=["until"])


@transaction.atomic
def end(tenure: Tenure, *, by: User | None, until: date) -> Tenure:
    """End a tenure; `until` is its last day."""
    tenure = Tenure.objects.select_for_update().get(pk=tenure.pk)
    permission.require("programs.appoint_official", tenure.office, by=by)
    if tenure.until is not None:
        raise Blocked([_("This tenure has already ended.")])
    if reasons := reasons_against_order(tenure.since, until, _("the first day"), _("The last day")):
        raise Blocked(reasons)
    tenure.until = until
    tenure.save(update_fields=["until"])
    if tenure.official.user:
        forget_relations(tenure.official.user)
    history.record("programs.office.end", tenure.office, by=by, name=tenure.official.name)
    return tenure
