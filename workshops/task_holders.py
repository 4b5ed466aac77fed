"""Who can hold a task that comes out of a meeting? Agencies, offices and roles, by one key each."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from programs.models import Agency, Enrolment, Office
from workshops.models import Task, Workshop

ROLES = (Task.Holder.COORDINATOR, Task.Holder.MENTOR, Task.Holder.MINISTRY)


@dataclass(frozen=True)
class Holding:
    """The columns of a task that say who holds it."""

    enrolment: Enrolment
    holder: str
    agency: Agency | None = None
    office: Office | None = None

    @property
    def key(self) -> str:
        if self.agency:
            return f"agency:{self.agency.pk}"
        if self.office:
            return f"office:{self.office.pk}"
        return f"{self.holder}:{self.enrolment.pk}"

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "enrolment": self.enrolment,
            "holder": self.holder,
            "agency": self.agency,
            "office": self.office,
        }


def enrolments_of(meeting: Workshop) -> list[Enrolment]:
    """The regions that sit in the room, the host first."""
    guests = meeting.guests.select_related("enrolment__region", "enrolment__cohort")
    return [meeting.enrolment, *(guest.enrolment for guest in guests)]


def holding_of(task: Task) -> Holding:
    return Holding(task.enrolment, task.holder, task.agency, task.office)


def holdings(meeting: Workshop) -> dict[str, Holding]:
    """Everybody who can hold a task of this meeting, by key."""
    found = []
    for enrolment in enrolments_of(meeting):
        found += [Holding(enrolment, role.value) for role in ROLES]
        agencies = Agency.objects.filter(region=enrolment.region_id)
        found += [Holding(enrolment, "agency", agency=agency) for agency in agencies]
        offices = Office.objects.filter(region=enrolment.region_id, agency=None)
        found += [Holding(enrolment, "office", office=office) for office in offices]
    return {holding.key: holding for holding in found}


def choices(meeting: Workshop) -> list[tuple[str, list[tuple[str, str]]]]:
    """The same as groups of choices for a form."""
    groups: dict[str, list[tuple[str, str]]] = {}
    together = len(enrolments_of(meeting)) > 1
    titles = {
        "agency": _("Agencies (OPD)"),
        "office": _("Offices"),
    }
    for key, holding in holdings(meeting).items():
        title = titles.get(holding.holder, _("Programme"))
        if together:
            title = f"{title}, {holding.enrolment.region}"
        groups.setdefault(title, []).append((key, label_of(holding)))
    return list(groups.items())


def label_of(holding: Holding) -> str:
    """Name a holder in full."""
    if holding.agency:
        return holding.agency.name
    if holding.office:
        return holding.office.title
    return str(Task.Holder(holding.holder).label)
