"""Do writers and readers at the same moment leave a row of the board that is out of date?"""

import threading

import pytest
from django.db import connection

from masterplans.models import SwotItem
from tests.factories import EnrolmentFactory
from tests.people import people_around
from tests.workshops.factories import hold, journey
from workshops.facts import Facts
from workshops.models import Standing
from workshops.services import standings
from workshops.standings import standing_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

WRITES = 8


def test_rows_are_up_to_date_after_everybody_has_written():
    town = people_around(EnrolmentFactory())
    plan = journey(town)
    hold(town, 1)
    faults: list[BaseException] = []

    def at_once(act):
        def run():
            try:
                for number in range(WRITES):
                    act(number)
            except BaseException as fault:
                faults.append(fault)
            finally:
                connection.close()

        return threading.Thread(target=run)

    def write(quadrant):
        return lambda number: SwotItem.objects.create(
            plan=plan, quadrant=quadrant, statement=f"{quadrant} {number}"
        )

    people = [at_once(write(quadrant)) for quadrant in "SWOT"]
    people += [at_once(lambda _number: standings.bring_up_to_date()) for _reader in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert not faults
    standings.bring_up_to_date()
    enrolment = type(town.enrolment).objects.get(pk=town.enrolment.pk)
    kept, fresh = Standing.objects.get(pk=enrolment.pk), standing_of(enrolment, Facts([enrolment]))
    assert (kept.done, kept.asked, kept.sentence) == (fresh.done, fresh.asked, fresh.sentence)
    assert standings.bring_up_to_date() == 0
