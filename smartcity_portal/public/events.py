"""What happened, when, and who says so? Dated public facts of enrolments, from rows with a source."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from commitments.models import Sheet
from masterplans.models import BookEdition, VolumeEdition
from programs.models import Enrolment, Region
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day_range
from workshops.models import Milestone, Workshop


@dataclass(frozen=True)
class Event:
    """One dated fact of a region."""

    region: Region
    starts_on: date
    title: str
    ends_on: date | None = None
    place: str = ""
    text: str = ""
    source: str = ""
    is_example: bool = False
    url: str = ""

    @property
    def when(self) -> str:
        return day_range(self.starts_on, self.ends_on)

    @property
    def as_row(self) -> dict[str, Any]:
        """The event as parts/timeline.html draws it."""
        link = self.source if self.source.startswith(("http://", "https://")) else ""
        return {
            "when": self.when,
            "title": self.title,
            "text": ". ".join(part for part in (self.place, self.text) if part),
            "url": self.url,
            "source": self.source,
            "source_url": link,
            "example": self.is_example,
        }


def latest_events(count: int) -> list[Event]:
    """Return the newest sourced event of each region, of the regions where something happened last."""
    until, enough = clock.today(), count * 5
    workshops = (
        Workshop.objects.filter(held=True, starts_on__lte=until)
        .exclude(source="")
        .select_related("enrolment__region")
        .order_by("-starts_on")[:enough]
    )
    milestones = (
        Milestone.objects.sourced()
        .filter(starts_on__lte=until)
        .select_related("enrolment__region")
        .order_by("-starts_on")[:enough]
    )
    events = [_workshop(w) for w in workshops] + [_milestone(m) for m in milestones]
    newest: dict[int, Event] = {}
    for event in sorted(events, key=lambda event: event.starts_on, reverse=True):
        newest.setdefault(event.region.pk, event)
    return list(newest.values())[:count]


def events_of(enrolment: Enrolment) -> list[Event]:
    """Return everything dated that is known about one enrolment, oldest first."""
    held = enrolment.workshops.filter(held=True, starts_on__isnull=False)
    events = [
        *_memorandum(enrolment),
        *(_workshop(w) for w in held.select_related("enrolment__region", "plan")),
        *(_milestone(m) for m in enrolment.milestones.public().select_related("enrolment__region")),
        *_editions(enrolment),
        *_sheets(enrolment),
    ]
    return sorted(events, key=lambda event: event.starts_on)


def _workshop(workshop: Workshop) -> Event:
    text = workshop.goals[0] if workshop.goals else ""
    if workshop.participants:
        text = _("%(count)d participants") % {"count": workshop.participants}
    return Event(
        region=workshop.enrolment.region,
        starts_on=workshop.starts_on,
        ends_on=workshop.last_day,
        title=workshop.title,
        place=workshop.venue,
        text=text,
        source=workshop.source,
        is_example=workshop.is_example,
    )


def _milestone(milestone: Milestone) -> Event:
    return Event(
        region=milestone.enrolment.region,
        starts_on=milestone.starts_on,
        ends_on=milestone.ends_on,
        title=_("%(event)s (planned)") % {"event": milestone}
        if milestone.planned
        else milestone.title,
        place=milestone.place,
        text=". ".join(part for part in (milestone.text, milestone.result) if part),
        source=milestone.source,
        is_example=milestone.is_example,
    )


def _memorandum(enrolment: Enrolment) -> list[Event]:
    own = getattr(enrolment, "memorandum", None)
    if own and own.signed_on:
        number = (
            _("No. %(number)s") % {"number": own.number_ministry} if own.number_ministry else ""
        )
        return [
            Event(
                region=enrolment.region,
                starts_on=own.signed_on,
                title=own.title or _("Memorandum (MoU)"),
                place=own.place,
                text=number,
                source=own.source,
                is_example=own.is_example,
            )
        ]
    cohort = enrolment.cohort
    if not cohort.memorandum_on:
        return []
    return [
        Event(
            region=enrolment.region,
            starts_on=cohort.memorandum_on,
            title=_("Day of the MoU of the cohort %(year)s") % {"year": cohort.year},
            place=cohort.memorandum_place,
            source=cohort.source,
        )
    ]


def _editions(enrolment: Enrolment) -> list[Event]:
    editions = BookEdition.objects.standing().filter(book__plan__enrolment=enrolment)
    volumes = VolumeEdition.objects.standing().filter(plan__enrolment=enrolment)
    return [
        *(
            _issued(_("%(book)s issued") % {"book": row.book}, row, enrolment)
            for row in editions.select_related("book").defer("records", "revisions")
        ),
        *(
            _issued(_("All books issued as one volume"), row, enrolment)
            for row in volumes.defer("records", "revisions")
        ),
    ]


def _issued(title: str, edition: BookEdition | VolumeEdition, enrolment: Enrolment) -> Event:
    return Event(
        region=enrolment.region,
        starts_on=edition.issued_at.date(),
        title=title,
        text=_("Edition %(number)d, %(pages)d pages")
        % {"number": edition.number, "pages": edition.pages},
        is_example=True,
    )


def _sheets(enrolment: Enrolment) -> list[Event]:
    """One event for each day: thirty agencies that promise together are one thing that happened."""
    sheets = Sheet.objects.completed().promises().filter(enrolment=enrolment)
    days: dict[date, list[Sheet]] = {}
    for sheet in sheets.order_by("version", "pk"):
        days.setdefault(sheet.dated, []).append(sheet)
    return [
        Event(
            region=enrolment.region,
            starts_on=dated,
            title=_("Commitment sheet")
            if len(rows) == 1
            else _("%(count)d commitment sheets") % {"count": len(rows)},
            text=_("Everybody named on it has signed"),
            is_example=rows[0].is_example,
            url=rows[0].public_url,
        )
        for dated, rows in days.items()
    ]
