"""What do the floors above hand in for a plan's volume: who came, who promised?"""

import pytest

from commitments.book_annexes import commitments
from masterplans import annexes
from tests.workshops.factories import hold, journey
from workshops.book_annexes import attendance

pytestmark = pytest.mark.django_db


def test_every_floor_hands_in_its_annexes_in_order():
    assert list(annexes.MAKERS) and len(annexes.labels()) == len(annexes.MAKERS)
    assert {"programs.decrees", "workshops.attendance", "commitments.sheets"} <= set(annexes.MAKERS)


def test_nothing_held_and_nothing_signed_is_no_annex(town):
    assert attendance(town.enrolment) is None
    assert commitments(town.enrolment) is None


def test_a_bimtek_that_was_held_stands_in_the_summary(town):
    journey(town)
    workshop = hold(town, 1)
    workshop.participants = 41
    workshop.save()
    found = attendance(town.enrolment)
    assert found is not None
    [row] = found.tables[0].rows
    assert row[0] == workshop.title and row[4] == "41"
