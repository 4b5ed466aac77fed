"""Do several people's points make one ranking, blind until handed in, and is a choice explained?"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation

from accounts.services import history
from masterplans.models import QuickWin, QuickWinScorer
from masterplans.quick_win_rules import rule_lines
from masterplans.ranking import criteria_of, ranking_of
from masterplans.services import quick_win_scores, quick_wins
from smartcity_portal.kit.machine import Blocked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(town):
    for user in town.people.values():
        user.language = "en"
        user.save(update_fields=["language"])
    with translation.override("en"):
        yield


@pytest.fixture
def dimensions(plan):
    return list(plan.enrolment.cohort.edition.dimensions.all())


@pytest.fixture
def wins(plan, town, dimensions):
    return [
        quick_wins.nominate(plan, by=town["coordinator"], name=name, dimension=dimensions[0])
        for name in ("Antrean", "Bank sampah", "Cerdas")
    ]


@pytest.fixture
def scorers(plan, town):
    people = [town["coordinator"], town["writer"], town["mentor"]]
    quick_win_scores.ask(plan, people, by=town["coordinator"])
    return {row.user.username: row for row in plan.scorers.select_related("user")}


def give(plan, scorer, *points, wins):
    """Hand in the same points for every criterion of a quick win."""
    codes = [row.code for row in criteria_of(plan.enrolment.cohort.edition)]
    sheet = {win.pk: dict.fromkeys(codes, n) for win, n in zip(wins, points, strict=True)}
    quick_win_scores.hand_in(scorer, by=scorer.user, points=sheet)


def test_an_agency_nominates_for_itself_and_the_coordinator_for_everyone(plan, town, dimensions):
    mine = town.coordinating
    quick_wins.nominate(plan, by=town["writer"], name="A", dimension=dimensions[0], agency=mine)
    with pytest.raises(ValidationError, match="your own agency"):
        quick_wins.nominate(
            plan, by=town["writer"], name="B", dimension=dimensions[0], agency=town.works
        )
    for role in ("writer_elsewhere", "mentor", "assessor", "observer"):
        with pytest.raises(PermissionDenied):
            quick_wins.nominate(plan, by=town[role], name="C", dimension=dimensions[0], agency=mine)
    quick_wins.nominate(
        plan, by=town["coordinator"], name="D", dimension=dimensions[0], agency=town.works
    )


def test_sums_are_weighted_and_the_best_stands_first(plan, town, wins, scorers):
    edition = plan.enrolment.cohort.edition
    edition.quick_win_criteria = [
        {"code": "a", "title": "A", "weight": 30},
        {"code": "b", "title": "B", "weight": 10},
    ]
    edition.save()
    for name, (a, b) in {"coordinator": (5, 1), "writer": (3, 3), "mentor": (4, 2)}.items():
        sheet = {
            wins[0].pk: {"a": a, "b": b},
            wins[1].pk: {"a": 5, "b": 5},
            wins[2].pk: {"a": 1, "b": 1},
        }
        quick_win_scores.hand_in(scorers[name], by=scorers[name].user, points=sheet)
    ranking = ranking_of(plan, plan.enrolment.period_start)
    assert [row.quick_win.name for row in ranking.standings] == ["Bank sampah", "Antrean", "Cerdas"]
    assert [row.said for row in ranking.standings] == ["100.00", "70.00", "20.00"]
    first = ranking.of(wins[0])
    assert [float(n) for n in first.spread] == [60.0, 80.0]
    assert first.is_disputed(ranking.criteria[0]) and not ranking.missing


def test_nobody_sees_what_others_gave_before_handing_in(client, plan, town, wins, scorers):
    give(plan, scorers["writer"], 5, 4, 1, wins=wins)
    page = reverse("masterplans:quick_win_choice", args=[plan.enrolment.slug])
    client.force_login(town["mentor"])
    blind = client.get(page).text
    assert "100.00" not in blind and "once you have handed in" in blind
    assert "100.00" not in client.get(wins[0].get_absolute_url()).text
    client.force_login(town["writer"])
    assert "100.00" in client.get(page).text
    client.force_login(town["mentor"])
    give(plan, scorers["mentor"], 3, 3, 3, wins=wins)
    assert "80.00" in client.get(page).text


def test_missing_scorers_are_named(client, plan, town, wins, scorers):
    give(plan, scorers["writer"], 5, 4, 1, wins=wins)
    ranking = ranking_of(plan, plan.enrolment.period_start)
    assert {str(row) for row in ranking.missing} == {"Coordinator", "Mentor"}
    client.force_login(town["ministry"])
    assert (
        "2 people have not handed in yet" in client.get(scorers["writer"].get_absolute_url()).text
    )


def test_a_sheet_is_handed_in_whole_and_then_stands(plan, town, wins, scorers):
    scorer = scorers["writer"]
    codes = [row.code for row in criteria_of(plan.enrolment.cohort.edition)]
    half = {wins[0].pk: dict.fromkeys(codes, 4)}
    quick_win_scores.save(scorer, half, by=scorer.user)
    with pytest.raises(Blocked, match="Bank sampah"):
        quick_win_scores.hand_in(scorer, by=scorer.user)
    give(plan, scorer, 4, 4, 4, wins=wins)
    with pytest.raises(Blocked, match="stand"):
        quick_win_scores.save(scorer, {wins[0].pk: dict.fromkeys(codes, 1)}, by=scorer.user)


@pytest.mark.parametrize("value", [0, 6, -1, "5", 2.5, True])
def test_only_one_to_five_points_are_taken(plan, wins, scorers, value):
    scorer = scorers["writer"]
    code = criteria_of(plan.enrolment.cohort.edition)[0].code
    with pytest.raises(ValidationError):
        quick_win_scores.save(scorer, {wins[0].pk: {code: value}}, by=scorer.user)
    with pytest.raises(Blocked, match="no criterion"):
        quick_win_scores.save(scorer, {wins[0].pk: {"karangan": 3}}, by=scorer.user)
    with pytest.raises(Blocked, match="no longer open"):
        quick_win_scores.save(scorer, {10**6: {code: 3}}, by=scorer.user)


def test_nobody_fills_another_ones_sheet(client, plan, town, wins, scorers):
    with pytest.raises(PermissionDenied):
        quick_win_scores.save(scorers["writer"], {}, by=town["coordinator"])
    client.force_login(town["coordinator"])
    page = reverse("masterplans:quick_win_score", args=[scorers["writer"].pk])
    assert client.get(page).status_code == 403


def test_only_people_of_the_plan_are_asked_and_only_by_the_coordinator(plan, town):
    with pytest.raises(Blocked, match="takes no part"):
        quick_win_scores.ask(plan, [town["writer_elsewhere"]], by=town["coordinator"])
    with pytest.raises(PermissionDenied):
        quick_win_scores.ask(plan, [town["writer"]], by=town["writer"])


def test_scores_are_reopened_with_a_reason_that_history_keeps(plan, town, wins, scorers):
    scorer = scorers["writer"]
    with pytest.raises(Blocked):
        quick_win_scores.reopen(scorer, by=town["coordinator"], reason="Keliru")
    give(plan, scorer, 5, 4, 1, wins=wins)
    with pytest.raises(ValidationError):
        quick_win_scores.reopen(scorer, by=town["coordinator"], reason=" ")
    with pytest.raises(Blocked, match="stay in the ranking"):
        quick_win_scores.release(scorer, by=town["coordinator"])
    quick_win_scores.reopen(scorer, by=town["coordinator"], reason="Keliru membaca")
    assert scorer in ranking_of(plan, scorer.year).missing
    assert "Keliru membaca" in history.history_of(plan)[0].sentence
    give(plan, scorer, 1, 1, 1, wins=wins)


def test_a_late_nomination_waits_for_a_score_of_its_own(plan, town, wins, scorers, dimensions):
    give(plan, scorers["writer"], 5, 4, 1, wins=wins)
    late = quick_wins.nominate(plan, by=town["coordinator"], name="Z", dimension=dimensions[0])
    assert scorers["writer"] in ranking_of(plan, late.year).missing
    give(plan, scorers["writer"], 2, wins=[late])
    assert scorers["writer"] not in ranking_of(plan, late.year).missing


def test_choosing_past_the_ranking_in_a_tie_or_too_early_asks_for_a_reason(
    plan, town, wins, scorers
):
    by = town["coordinator"]
    with pytest.raises(Blocked, match="your own scores"):
        quick_wins.choose(wins[0], by=by)
    give(plan, scorers["coordinator"], 5, 5, 1, wins=wins)
    give(plan, scorers["writer"], 4, 4, 2, wins=wins)
    with pytest.raises(ValidationError, match="has not handed in"):
        quick_wins.choose(wins[0], by=by)
    give(plan, scorers["mentor"], 3, 3, 3, wins=wins)
    with pytest.raises(ValidationError, match="ties with “Bank sampah”"):
        quick_wins.choose(wins[0], by=by)
    with pytest.raises(ValidationError, match="ranked above"):
        quick_wins.choose(wins[2], by=by)
    chosen = quick_wins.choose(wins[2], by=by, reason="Anggaran sudah tersedia")
    assert chosen.choice_reason == "Anggaran sudah tersedia"
    assert "Anggaran sudah tersedia" in history.history_of(chosen)[0].sentence
    quick_wins.choose(wins[0], by=by, reason="Seri; dipilih rapat")
    assert quick_wins.choose(wins[1], by=by).choice_reason == ""


def test_where_each_dimension_needs_its_own_only_that_dimension_is_compared(
    plan, town, wins, scorers, dimensions
):
    edition = plan.enrolment.cohort.edition
    edition.quick_win_per_dimension = 1
    edition.save()
    other = quick_wins.nominate(plan, by=town["coordinator"], name="L", dimension=dimensions[1])
    for scorer in scorers.values():
        give(plan, scorer, 5, 4, 3, 1, wins=[*wins, other])
    assert quick_wins.choose(other, by=town["coordinator"]).state == "chosen"
    with pytest.raises(ValidationError, match="ranked above"):
        quick_wins.choose(wins[1], by=town["coordinator"])


def test_the_rule_is_said_line_by_line(plan, town, wins, dimensions):
    edition = plan.enrolment.cohort.edition
    edition.quick_win_per_dimension = 1
    by = town["coordinator"]
    quick_wins.choose(wins[0], by=by)
    quick_wins.save_profile(wins[0], by=by, months=14)
    lines = rule_lines(edition, dimensions, QuickWin.objects.prefetch_related("risks"))
    assert not any(line.met for line in lines if "At most" not in line.text)
    said = " ".join(text for line in lines for text, _url in line.lacks)
    assert "Antrean: 14 months" in said and "Smart Branding: 0 of 1" in said
    assert "more must be chosen" in said and "No risk" in said


def test_a_milestone_beyond_the_year_counts_as_too_long(plan, town, wins):
    win = quick_wins.save_profile(
        wins[0],
        by=town["coordinator"],
        months=10,
        milestones=[{"months": [3, 15], "title": "Peluncuran"}],
    )
    assert any("longer than 12" in sentence for sentence in win.missing)


def test_a_scorer_scores_on_the_page_and_hands_in(client, plan, town, wins, scorers):
    client.force_login(town["writer"])
    page = reverse("masterplans:quick_win_score", args=[scorers["writer"].pk])
    codes = [row.code for row in criteria_of(plan.enrolment.cohort.edition)]
    typed = {f"q{wins[0].pk}-{code}": "4" for code in codes} | {f"q{wins[0].pk}-note": "Siap"}
    assert client.post(page, typed).status_code == 302
    half = client.post(page, typed | {"hand_in": "1"})
    assert half.status_code == 422 and "Bank sampah" in half.text and 'value="Siap"' in half.text
    wrong = client.post(page, typed | {f"q{wins[1].pk}-{codes[0]}": "9"})
    assert wrong.status_code == 422 and "Give 1 to 5 points" in wrong.text
    for win in wins[1:]:
        typed |= {f"q{win.pk}-{code}": "3" for code in codes}
    assert client.post(page, typed | {"hand_in": "1"}).status_code == 302
    assert "Nothing waits for your score" in client.get(page).text


def test_the_coordinator_asks_reopens_and_chooses_on_the_pages(client, plan, town, wins):
    client.force_login(town["coordinator"])
    slug = plan.enrolment.slug
    ask = reverse("masterplans:quick_win_scorers_ask", args=[slug])
    assert client.post(ask, {}).status_code == 422
    assert client.post(ask, {"people": [town["writer"].pk]}).status_code == 302
    scorer = QuickWinScorer.objects.get()
    give(plan, scorer, 5, 4, 3, wins=wins)
    choose = reverse("masterplans:quick_win_choose", args=[wins[2].pk])
    refused = client.post(choose, {"reason": ""})
    assert refused.status_code == 422 and "ranked above" in refused.text
    reopen = reverse("masterplans:quick_win_scorer_reopen", args=[scorer.pk])
    assert client.post(reopen, {"reason": ""}).status_code == 422
    assert client.post(choose, {"reason": "Siap jalan"}).status_code == 302
    wins[2].refresh_from_db()
    assert wins[2].state == "chosen"
    assert client.post(reopen, {"reason": "Keliru"}).status_code == 302
    release = reverse("masterplans:quick_win_scorer_release", args=[scorer.pk])
    client.post(release)
    assert QuickWinScorer.objects.exists()


@pytest.mark.parametrize("many", [1, 3])
def test_the_choice_costs_the_same_for_one_and_for_many(
    client, plan, town, dimensions, many, django_assert_num_queries
):
    people = [town["writer"], town["mentor"], town["agency_head"]][:many]
    quick_win_scores.ask(plan, people, by=town["coordinator"])
    made = [
        quick_wins.nominate(plan, by=town["coordinator"], name=f"Q{n}", dimension=dimensions[n])
        for n in range(many)
    ]
    for scorer in plan.scorers.select_related("user"):
        give(plan, scorer, *range(1, many + 1), wins=made)
    client.force_login(town["coordinator"])
    page = reverse("masterplans:quick_win_choice", args=[plan.enrolment.slug])
    for odd in ("9" * 5000, "²⁰²⁰", "-1", "abc"):
        assert client.get(page, {"tahun": odd}).status_code == 200
    with django_assert_num_queries(CHOICE_QUERIES):
        assert client.get(page).status_code == 200


CHOICE_QUERIES = 25
