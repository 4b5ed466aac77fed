"""What do one tick and three hundred phones cost, with 300 people and eight sessions?

A roster is laid beside the demo's own, on the database that is configured (SQLite or PostgreSQL).
The phones meet one web process and two workers; the people are taken away afterwards.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from statistics import median

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from smartcity_portal.bench.figure import Figure, at_most, beside, for_the_record
from smartcity_portal.bench.phones import name_of, rush
from smartcity_portal.bench.web import portal
from smartcity_portal.kit import clock
from workshops.attendance_sheet import current
from workshops.models import (
    AgendaSession,
    Attendance,
    Participant,
    Participation,
    Receipt,
    Workshop,
)
from workshops.services import roster_imports

PEOPLE, TICKS, RUNS = 300, 20, 7
KILOBYTE = 1000
MINUTE = 60.0
MARK = "bench"


def figures() -> Iterator[Figure]:
    """Yield size, time and queries of a tick, cost of the sheet, and what the phones left behind."""
    workshop = Workshop.objects.with_names().get(enrolment__slug="kota-batam-2022", number=4)
    with _crowd(workshop) as session:
        yield from _desk(workshop, session)
        yield from _phones(session)


def _desk(workshop: Workshop, session: AgendaSession) -> Iterator[Figure]:
    client = Client(headers={"host": "localhost", "accept": "application/json"})
    by = User.objects.get(username="koordinator")
    client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")
    here = [workshop.enrolment.slug, workshop.number]
    rows = list(_guests(workshop).values_list("pk", flat=True)[:TICKS])
    sizes, taken, asked = [], [], 0
    for row in rows:
        started = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(
                reverse("workshops:attendance_mark", args=here),
                {"mark": f"{row}-{session.pk}-present"},
            )
        taken.append(time.perf_counter() - started)
        sizes.append(len(answer.content) if answer.status_code == 200 else 10**6)
        asked = len(queries)
    Attendance.objects.filter(participation__in=rows, session=session).delete()
    yield at_most("attendance.tick.size", max(sizes), KILOBYTE, unit="bytes")
    yield for_the_record("attendance.tick.time", median(taken) * 1000, unit="ms")
    yield for_the_record("attendance.tick.queries", asked, unit="queries")
    empty = reverse("accounts:notices")
    for name in ("attendance_detail", "attendance_grid"):
        address = reverse(f"workshops:{name}", args=here)
        spent, base = beside(partial(client.get, address), partial(client.get, empty), runs=RUNS)
        yield for_the_record(f"attendance.{name}.time", spent / base, unit="× empty page")
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        yield for_the_record(f"attendance.{name}.queries", len(queries), unit="queries")


def _phones(session: AgendaSession) -> Iterator[Figure]:
    with portal(workers=2) as port:
        done = rush(port, session.pk, [name_of(n) for n in range(PEOPLE)])
    marks = Attendance.objects.filter(
        session=session, participation__participant__source=MARK, how=Attendance.How.SELF
    )
    found = list(marks.values_list("participation", flat=True))
    yield at_most("attendance.phones.lost", PEOPLE - len(set(found)), 0, unit="of 300")
    yield at_most("attendance.phones.double", len(found) - len(set(found)), 0, unit="of 300")
    yield at_most("attendance.phones.refused", PEOPLE - done.statuses[200], 0, unit="of 300")
    yield at_most("attendance.phones.time", done.seconds, MINUTE, unit="s")
    yield for_the_record("attendance.phones.slowest", done.slowest, unit="s")


@contextmanager
def _crowd(workshop: Workshop) -> Iterator[AgendaSession]:
    """Seat 300 invented people in the room for as long as it takes."""
    if not settings.PORTAL_DEMO:
        raise RuntimeError("the crowd is only invited to the demo")
    by = User.objects.get(username="koordinator")
    agency = workshop.enrolment.region.agencies.get(kind="coordinator")
    people = [{"name": name_of(n), "agency": agency} for n in range(PEOPLE)]
    _away(workshop)
    roster_imports.enter_many(workshop, people, by=by)
    names = [person["name"] for person in people]
    guests = Participant.objects.filter(enrolment=workshop.enrolment, name__in=names)
    guests.update(source=MARK, is_example=True)
    sessions = list(workshop.sessions.all())
    for session in sessions:
        session.workshop = workshop
    running = current(sessions, clock.now())
    if running is None:
        raise LookupError("the demo's bimtek has no sessions")
    try:
        yield running
    finally:
        _away(workshop)


def _away(workshop: Workshop) -> None:
    rows = _guests(workshop)
    Attendance.objects.filter(participation__in=rows).delete()
    rows.delete()
    Participant.objects.filter(enrolment=workshop.enrolment, source=MARK).delete()
    Receipt.objects.all().delete()


def _guests(workshop: Workshop):
    rows = Participation.objects.filter(workshop=workshop, participant__source=MARK)
    return rows.order_by("code")
