"""Does a gate say in one sentence where the stage stands, at the same price for one and for three?"""

import pytest
from django.utils import translation

from tests.factories import EnrolmentFactory
from tests.workshops.factories import meet_stage_one, sign_memorandum
from workshops.gates import gate_of, gates_of
from workshops.services.journeys import lay_out

pytestmark = pytest.mark.django_db


def test_the_title_counts_what_is_met(town, plan):
    sign_memorandum(town)
    with translation.override("en"):
        assert gate_of(town.enrolment).title == (
            "Bimtek I cannot be closed yet: 1 of 6 requirements are met"
        )


def test_the_title_changes_when_everything_is_met(town, plan):
    meet_stage_one(town, plan)
    with translation.override("en"):
        assert gate_of(town.enrolment).title == "Bimtek I can be closed: all 6 requirements are met"


def test_the_text_for_a_chat_names_holder_and_thing(town, plan):
    text = gate_of(town.enrolment).as_text
    assert str(town.enrolment.region) in text
    assert "Diskominfo" in text
    assert "<" not in text


def test_sentences_keep_who_holds_what(town, plan):
    with translation.override("en"):
        sentences = gate_of(town.enrolment).sentences
    assert any("No decree of the Dewan Smart City" in sentence for sentence in sentences)


def _enrolments(town, many):
    from masterplans.services import plans

    found = [town.enrolment]
    for _n in range(many - 1):
        enrolment = EnrolmentFactory(cohort=town.enrolment.cohort)
        plans.open_for(enrolment, by=town["ministry"])
        lay_out(enrolment)
        found.append(enrolment)
    return found


@pytest.mark.parametrize("stage", [1, 4])
@pytest.mark.parametrize("many", [1, 3])
def test_gates_cost_the_same_for_one_and_for_three(
    town, plan, many, stage, django_assert_max_num_queries
):
    enrolments = _enrolments(town, many)
    for enrolment in enrolments:
        enrolment.stage = stage
        enrolment.cohort.edition  # noqa: B018
    with django_assert_max_num_queries(16):
        gates = gates_of(enrolments)
        assert all(gate.unmet and gate.stuck for gate in gates.values())
