"""What if three hundred people confirm in the same instant? Nobody is lost, nobody is there twice."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from smartcity_portal.bench.phones import name_of
from tests.workshops.attending import TODAY, expected, room, session_of
from workshops import wall_codes
from workshops.models import Attendance, Participation, Receipt
from workshops.services import roster_imports

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PEOPLE, THREADS = 300, 8


@pytest.fixture(autouse=True)
def _ten_o_clock(settings):
    settings.PORTAL_TODAY = TODAY.isoformat()


def at_once(act, items) -> list:
    def run(item):
        try:
            return act(item)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, items))


def confirm(session, row: int, key: str) -> int:
    address = reverse("workshops:check_in_person", args=[wall_codes.give_pass(session.pk)])
    message = {"ticket": wall_codes.ticket_of(row), "key": key, "age": "0"}
    return Client().post(address, message, headers={"accept": "application/json"}).status_code


def test_three_hundred_people_are_there_once_each(town):
    meeting = room(town)
    people = [{"name": name_of(n), "agency": town.coordinating} for n in range(PEOPLE)]
    roster_imports.enter_many(meeting, people, by=town["coordinator"])
    rows = list(Participation.objects.values_list("pk", flat=True))
    session = session_of(meeting)

    statuses = at_once(lambda row: confirm(session, row, str(uuid4())), rows)

    assert set(statuses) == {200}
    present = list(Attendance.objects.values_list("participation", flat=True))
    assert sorted(present) == sorted(rows)


def test_one_message_sent_by_many_is_one_attendance(town):
    meeting = room(town)
    row, session, key = expected(town, meeting), session_of(meeting), str(uuid4())

    statuses = at_once(lambda _n: confirm(session, row.pk, key), range(16))

    assert set(statuses) == {200}
    assert Attendance.objects.count() == Receipt.objects.count() == 1
