"""Does every kind of requirement that a shipped edition names exist, and does it answer before anything is there?"""

import tomllib

import pytest

from programs.models import Cohort
from tests.factories import EDITIONS, EnrolmentFactory
from tests.people import people_around
from tests.workshops.factories import journey
from workshops.gates import gate_of
from workshops.requirements import KINDS, SENTENCES

YEARS = sorted(int(path.stem) for path in EDITIONS.glob("*.toml"))


def test_all_seven_editions_are_there():
    assert YEARS == [2017, 2018, 2019, 2021, 2022, 2023, 2024]


@pytest.mark.parametrize("year", YEARS)
def test_every_kind_of_an_edition_has_its_function_and_its_sentence(year):
    stages = tomllib.loads((EDITIONS / f"{year}.toml").read_text())["stages"]
    named = {row["kind"] for stage in stages for row in stage["requirements"]}
    assert named and named <= set(KINDS) and named <= set(SENTENCES)


@pytest.mark.django_db
@pytest.mark.parametrize("year", YEARS)
def test_the_gates_of_every_edition_answer_at_the_very_beginning(year):
    from tests.factories import CohortFactory

    cohort: Cohort = CohortFactory(year=year)
    town = people_around(EnrolmentFactory(cohort=cohort))
    journey(town)
    for stage in range(1, 5):
        gate = gate_of(town.enrolment, stage)
        assert gate.unmet and all(line.items for line in gate.unmet), gate.as_text
