"""Does a book show how the nominations ranked, and never who gave what or what is still secret?"""

import re

import pytest
from django.utils import translation

from masterplans import snapshot
from masterplans.models import Section
from masterplans.pdf.blocks import render_block
from masterplans.pdf.numbering import Numbering
from masterplans.pdf.plan_context import plan_records
from masterplans.ranking import criteria_of
from masterplans.services import quick_win_scores, quick_wins
from masterplans.stored_rows import behind

pytestmark = pytest.mark.django_db
KIND = "quick_win_ranking"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def wins(plan, town):
    dimension = plan.enrolment.cohort.edition.dimensions.first()
    return [
        quick_wins.nominate(plan, by=town["coordinator"], name=name, dimension=dimension)
        for name in ("Antrean", "Bank sampah", "Cerdas")
    ]


@pytest.fixture
def hand_in(plan, town, wins):
    """Hand in points for every nomination, the same for each criterion, as one of those asked."""
    quick_win_scores.ask(plan, [town["writer"], town["mentor"]], by=town["coordinator"])
    codes = [row.code for row in criteria_of(plan.enrolment.cohort.edition)]

    def hand_in(role, *points):
        scorer = plan.scorers.get(user=town[role])
        sheet = {win.pk: dict.fromkeys(codes, n) for win, n in zip(wins, points, strict=True)}
        quick_win_scores.hand_in(scorer, by=scorer.user, points=sheet)

    return hand_in


def words(plan, numbering=None):
    markup = render_block(KIND, plan_records(plan), numbering)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)).strip()


def test_the_best_stands_first_with_the_mean_of_all(plan, town, hand_in):
    hand_in("writer", 2, 5, 1)
    hand_in("mentor", 4, 4, 1)
    said = words(plan)
    assert said.index("Bank sampah") < said.index("Antrean") < said.index("Cerdas")
    assert "90.00" in said and "4.5" in said
    assert "Writer" not in said and "Mentor" not in said


def test_nothing_is_shown_while_somebody_still_scores(plan, hand_in):
    hand_in("writer", 2, 5, 1)
    assert "Bank sampah" not in words(plan)
    assert KIND not in snapshot.records_behind(plan, {KIND})


def test_without_any_scoring_one_query_is_all_it_costs(plan, django_assert_num_queries):
    from masterplans.ranking import rankings_of

    assert plan.enrolment.cohort.edition
    with django_assert_num_queries(1):
        assert rankings_of(plan) == []


def test_what_was_chosen_is_said_with_its_reason(plan, town, wins, hand_in):
    hand_in("writer", 2, 5, 1)
    hand_in("mentor", 4, 4, 1)
    reason = "Anggaran sudah tersedia."
    quick_wins.choose(wins[0], by=town["coordinator"], reason=reason)
    said = words(plan)
    assert said.count("Not chosen") == 2
    assert f"Antrean: {reason}" in said


def test_the_table_is_numbered_in_print_like_every_other(plan, hand_in):
    hand_in("writer", 2, 5, 1)
    hand_in("mentor", 4, 4, 1)
    assert words(plan, Numbering(3)).startswith("Table 3.1")


def test_a_kept_page_knows_when_the_points_change(plan, chapter, hand_in):
    Section.objects.filter(pk=chapter.sections.first().pk).update(blocks=[KIND])
    before = behind(chapter)
    hand_in("writer", 2, 5, 1)
    assert behind(chapter) != before


def test_the_snapshot_holds_sums_and_no_names(plan, wins, hand_in):
    hand_in("writer", 2, 5, 1)
    hand_in("mentor", 4, 4, 1)
    assert snapshot.records_behind(plan, {KIND})[KIND][str(wins[1].pk)] == "90.00"
