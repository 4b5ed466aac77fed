"""Are those reminded who have not handed in their scores, and does their home say so?"""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from accounts.models import Notice
from masterplans.ranking import criteria_of
from masterplans.services import quick_win_scores, quick_wins
from smartcity_portal.dashboards.scoring import scoring_of
from smartcity_portal.kit.machine import Blocked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def win(plan, town):
    dimension = plan.enrolment.cohort.edition.dimensions.first()
    return quick_wins.nominate(plan, by=town["coordinator"], name="Antrean", dimension=dimension)


@pytest.fixture
def scorers(plan, town, win):
    people = [town["coordinator"], town["writer"], town["mentor"]]
    quick_win_scores.ask(plan, people, by=town["coordinator"])
    return {row.user_id: row for row in plan.scorers.select_related("user")}


def hand_in(plan, town, win, scorers, role):
    points = dict.fromkeys([row.code for row in criteria_of(plan.enrolment.cohort.edition)], 4)
    scorer = scorers[town[role].pk]
    quick_win_scores.hand_in(scorer, by=town[role], points={win.pk: points})


def test_only_those_who_are_missing_are_reminded_and_once_a_day(plan, town, win, scorers):
    hand_in(plan, town, win, scorers, "mentor")
    year = win.year

    reminded = quick_win_scores.remind(plan, by=town["coordinator"], year=year)

    assert [row.user for row in reminded] == [town["writer"]]
    told = Notice.objects.filter(kind="masterplans.scoring_reminded")
    assert [notice.to for notice in told] == [town["writer"]]
    with pytest.raises(Blocked, match="reminded today"):
        quick_win_scores.remind(plan, by=town["coordinator"], year=year)
    with pytest.raises(PermissionDenied):
        quick_win_scores.remind(plan, by=town["writer"], year=year)


def test_nobody_is_reminded_when_all_others_have_handed_in(plan, town, win, scorers):
    for role in ("mentor", "writer"):
        hand_in(plan, town, win, scorers, role)
    with pytest.raises(Blocked, match="nobody to remind"):
        quick_win_scores.remind(plan, by=town["coordinator"], year=win.year)


def test_the_home_of_a_scorer_names_what_waits(plan, town, win, scorers, client):
    client.force_login(town["writer"])
    sheet = reverse("masterplans:quick_win_score", args=[scorers[town["writer"].pk].pk])
    assert sheet in client.get(reverse("home")).content.decode()
    hand_in(plan, town, win, scorers, "writer")
    assert scoring_of(town["writer"]) == []
    assert sheet not in client.get(reverse("home")).content.decode()


def test_the_button_stands_where_somebody_is_missing(plan, town, win, scorers, client):
    page = reverse("masterplans:quick_win_choice", args=[plan.enrolment.slug])
    remind = reverse("masterplans:quick_win_scorers_remind", args=[plan.enrolment.slug])
    client.force_login(town["coordinator"])
    before = client.get(page).content.decode()
    assert remind in before and "data-copy" in before
    client.post(f"{remind}?tahun={win.year}")
    assert remind not in client.get(page).content.decode()
    client.force_login(town["writer"])
    assert remind not in client.get(page).content.decode()
