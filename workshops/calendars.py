"""How does a bimtek stand in somebody's calendar? iCalendar, with times in the zone of the place.

The entry of an invitation keeps one UID for ever; its SEQUENCE grows when the bimtek moves, so that
a later mail moves the entry and a cancelling mail takes it out.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from email.utils import parseaddr
from typing import cast

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from workshops.agenda import names_of
from workshops.models import AgendaSession, LetterRecipient, Workshop

UID_PLACE = "bimtek.smart-city.portal"
USUAL = (time(8), time(16))


def invitation(recipient: LetterRecipient, *, cancels: bool = False) -> bytes:
    """Return the calendar part of one person's mail: METHOD REQUEST, or CANCEL.

    One entry per bimtek: on each of its days from the first session to the last, the later days as
    repetitions with hours of their own.
    """
    workshop = recipient.letter.workshop
    calendar = _calendar("CANCEL" if cancels else "REQUEST")
    for event in _days(workshop):
        event.add("organizer", _organizer(workshop))
        event.add("attendee", _attendee(recipient))
        event.add("sequence", workshop.sequence)
        event.add("status", "CANCELLED" if cancels else "CONFIRMED")
        calendar.add_component(event)
        if cancels:
            break
    return _written(calendar)


def agenda(workshop: Workshop, *, page: str) -> bytes:
    """Return the bimtek as a calendar that anybody of the region can load: one entry per session."""
    meeting = workshop.meeting
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", f"{workshop.title} {workshop.enrolment.region}")
    sessions = list(meeting.sessions.prefetch_related("speakers"))
    for session in sessions:
        session.workshop = meeting
    timed = [session for session in sessions if session.start]
    events = [_session(session) for session in timed] or _days(workshop)
    for event in events:
        event.add("sequence", meeting.sequence)
        event.add("url", page)
        calendar.add_component(event)
    return _written(calendar)


def uid_of(workshop: Workshop) -> str:
    return f"bimtek-{workshop.pk}@{UID_PLACE}"


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Portal Smart City//Bimtek//ID")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _days(workshop: Workshop) -> list[Event]:
    """The first day as the entry, each further day as a repetition of it."""
    meeting = workshop.meeting
    if meeting.starts_on is None:
        return []
    spans = [_span(meeting, day) for day in range(1, meeting.days + 1)]
    first, first_end = spans[0]
    events = []
    for number, (start, end) in enumerate(spans):
        event = _event(uid_of(workshop), _title(workshop), start, end)
        event.add("location", _location(meeting))
        event.add("description", workshop.plan.title)
        usual = first + timedelta(days=number), first_end + timedelta(days=number)
        if number == 0 and len(spans) > 1:
            event.add("rrule", {"freq": "daily", "count": len(spans)})
        elif number and (start, end) == usual:
            continue
        elif number:
            event.add("recurrence-id", usual[0])
        events.append(event)
    return events


def _span(meeting: Workshop, day: int) -> tuple[datetime, datetime]:
    """From the first session of a day to the end of its last one; office hours while unknown."""
    rows = [session for session in meeting.sessions.all() if session.day == day]
    starts = [row.starts_at for row in rows if row.starts_at]
    ends = [at for row in rows if (at := row.ends_at or row.starts_at)]
    on = cast(date, meeting.date_of(day))
    start = datetime.combine(on, min(starts, default=USUAL[0]), meeting.zone)
    end = datetime.combine(on, max(ends, default=USUAL[1]), meeting.zone)
    return start, max(end, start + timedelta(minutes=30))


def _session(session: AgendaSession) -> Event:
    start = cast(datetime, session.start)
    end = session.end or start + timedelta(hours=1)
    event = _event(f"sesi-{session.pk}@{UID_PLACE}", session.title, start, end)
    place = ", ".join(part for part in (session.room, _location(session.workshop)) if part)
    event.add("location", place)
    if session.link:
        event.add("description", session.link)
    if names := names_of(session):
        event.add("comment", "; ".join(names))
    return event


def _event(uid: str, title: str, start: datetime, end: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("summary", title)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", start)
    event.add("dtend", end)
    return event


def _title(workshop: Workshop) -> str:
    return f"{workshop.title}: {workshop.plan.title}, {workshop.enrolment.region}"


def _location(meeting: Workshop) -> str:
    parts: Iterable[str] = (meeting.venue, meeting.link if meeting.mode != "luring" else "")
    return ", ".join(part for part in parts if part)


def _organizer(workshop: Workshop) -> vCalAddress:
    address = vCalAddress(f"MAILTO:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    with translation.override("id"):
        name = _("Government of %(region)s") % {"region": workshop.enrolment.region.name}
    address.params["CN"] = vText(name)
    return address


def _attendee(recipient: LetterRecipient) -> vCalAddress:
    address = vCalAddress(f"MAILTO:{recipient.email}")
    address.params["CN"] = vText(recipient.name or recipient.office)
    address.params["ROLE"] = vText("REQ-PARTICIPANT")
    address.params["RSVP"] = vText("FALSE")
    return address


def _written(calendar: Calendar) -> bytes:
    calendar.add_missing_timezones()
    return calendar.to_ical()
