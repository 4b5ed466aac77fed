"""How are the tables of a plan kept right, and frozen while an approved chapter shows them?"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.services import history
from masterplans.models import (
    ActionItem,
    Chapter,
    GapItem,
    Mission,
    PlanProgram,
    ReadinessItem,
    SwotItem,
)
from masterplans.services import chapters, quick_wins, records
from smartcity_portal.kit.machine import Blocked
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(plan):
    return plan.enrolment.cohort.edition


@pytest.fixture
def far(town):
    """An agency of another region."""
    return town["writer_elsewhere"].agency_memberships.get().agency


def test_records_stand_in_the_order_in_which_they_were_entered(plan, town):
    for word in ("pertama", "kedua"):
        records.add(SwotItem, plan, by=town["coordinator"], quadrant="S", statement=word)

    assert [item.statement for item in plan.swotitems.all()] == ["pertama", "kedua"]


def test_a_record_of_each_kind_is_added_and_remembered(plan, town, edition):
    by = town["coordinator"]
    dimension = edition.dimensions.first()
    rows = [
        records.add(
            ReadinessItem,
            plan,
            by=by,
            component="Struktur",
            indicator="SDM",
            condition="Ada",
            rating=2,
        ),
        records.add(GapItem, plan, by=by, dimension=dimension, current="a", target="b", gap="c"),
        records.add(Mission, plan, by=by, text="Layanan mudah"),
        records.add(
            ActionItem,
            plan,
            by=by,
            strand="policy",
            action="Perwali",
            first_year=2020,
            last_year=2021,
        ),
    ]

    for row in rows:
        assert history.last_move(row).verb == "masterplans.record.add"


def test_an_agency_of_another_region_is_refused(plan, town, edition, far):
    by, dimension = town["coordinator"], edition.dimensions.first()
    with pytest.raises(ValidationError) as refused:
        records.add(SwotItem, plan, by=by, quadrant="S", statement="x", agency=far)
    with pytest.raises(ValidationError):
        records.add_program(
            plan, by=by, name="x", dimension=dimension, horizon=edition.horizons.first(), agency=far
        )
    with pytest.raises(ValidationError):
        quick_wins.nominate(plan, by=by, name="x", dimension=dimension, agency=far)
    assert "agency" in refused.value.message_dict


def test_years_outside_the_period_are_refused(plan, town, edition):
    by = town["coordinator"]
    program = {
        "name": "x",
        "dimension": edition.dimensions.first(),
        "horizon": edition.horizons.first(),
    }
    with pytest.raises(ValidationError):
        records.add(
            ActionItem, plan, by=by, strand="policy", action="x", first_year=2019, last_year=2021
        )
    with pytest.raises(ValidationError):
        records.add(
            ActionItem, plan, by=by, strand="policy", action="x", first_year=2022, last_year=2021
        )
    with pytest.raises(ValidationError):
        records.add_program(plan, by=by, targets={2031: "1"}, **program)
    with pytest.raises(ValidationError):
        quick_wins.nominate(plan, by=by, name="x", dimension=edition.dimensions.first(), year=2031)
    assert not PlanProgram.objects.exists()


def test_a_programme_replaces_its_years_and_remembers_it(plan, town, edition):
    by = town["coordinator"]
    program = records.add_program(
        plan,
        by=by,
        name="Satu Data",
        dimension=edition.dimensions.first(),
        horizon=edition.horizons.first(),
        targets={2020: "60%"},
        budgets={(2020, "APBD"): 100},
    )

    records.change_program(program, by=by, budgets={(2021, "CSR"): 5}, targets={2020: "60%"})

    assert [(b.year, b.fund, b.amount) for b in program.budgets.all()] == [(2021, "CSR", 5)]
    assert history.last_move(program).data["fields"] == ["budgets"]
    before = history.history_of(program).count()
    records.change_program(program, by=by, budgets={(2021, "CSR"): 5})
    assert history.history_of(program).count() == before


@pytest.mark.parametrize("budgets", [{(2020, "APBD"): -1}, {(2020, "UANG"): 1}])
def test_impossible_money_is_refused(plan, town, edition, budgets):
    with pytest.raises(ValidationError):
        records.add_program(
            plan,
            by=town["coordinator"],
            name="x",
            dimension=edition.dimensions.first(),
            horizon=edition.horizons.first(),
            budgets=budgets,
        )


def test_a_table_in_an_approved_chapter_is_frozen_until_it_is_reopened(plan, town):
    by = town["coordinator"]
    item = records.add(SwotItem, plan, by=by, quadrant="S", statement="Pantai")
    chapter = Chapter.objects.get(book__plan=plan, book__number=1, number=4)
    write_all(chapter, by=by)
    chapter = chapters.submit(chapter, by=by)
    chapters.approve(chapter, by=town["mentor"])

    for act in (
        lambda: records.change(item, by=by, statement="Laut"),
        lambda: records.remove(item, by=by),
        lambda: records.add(SwotItem, plan, by=by, quadrant="W", statement="Jalan"),
    ):
        with pytest.raises(Blocked) as blocked:
            act()
        assert chapter.label in blocked.value.reasons[0]

    chapters.reopen(chapter, by=by, note="SWOT berubah")
    assert records.change(item, by=by, statement="Laut").statement == "Laut"


def test_who_may_enter_and_change_records(plan, town):
    item = records.add(
        SwotItem, plan, by=town["coordinator"], quadrant="S", statement="x", agency=town.works
    )

    def allowed(permission, subject):
        return {
            role for role, person in town.people.items() if person.has_perm(permission, subject)
        }

    assert allowed("masterplans.add_record", plan) == {"coordinator"}
    assert allowed("masterplans.edit_record", item) == {"coordinator", "writer_of_another_agency"}
    with pytest.raises(PermissionDenied):
        records.remove(item, by=town["writer_of_another_agency"])


def test_no_more_quick_wins_are_chosen_than_the_guidance_allows(plan, town, edition):
    by = town["coordinator"]
    wins = [
        quick_wins.nominate(plan, by=by, name=f"QW {n}", dimension=edition.dimensions.first())
        for n in range(edition.quick_win_maximum + 1)
    ]
    for win in wins[:-1]:
        quick_wins.choose(win, by=by)

    with pytest.raises(Blocked):
        quick_wins.choose(wins[-1], by=by)

    quick_wins.drop(wins[0], by=by, reason="Digabung")
    assert quick_wins.choose(wins[-1], by=town["mentor"]).state == "chosen"


def test_a_quick_win_over_twelve_months_cannot_be_final(plan, town, edition):
    by = town["coordinator"]
    win = quick_wins.nominate(
        plan,
        by=by,
        name="QW",
        dimension=edition.dimensions.first(),
        agency=town.works,
        problem="a",
        innovation="b",
        indicator="c",
        months=13,
        risks=[{"risk": "r", "likelihood": 2, "impact": 3}],
    )
    quick_wins.choose(win, by=by)

    with pytest.raises(Blocked) as blocked:
        quick_wins.finalise(win, by=by)

    assert len(blocked.value.reasons) == 1
    quick_wins.save_profile(win, by=by, months=10)
    assert quick_wins.finalise(win, by=by).state == "final"
