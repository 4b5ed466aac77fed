"""Who closes a stage, when, and what stays behind when it closes despite its gate?"""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Notice
from accounts.services import history
from smartcity_portal.kit.machine import Blocked
from tests.workshops.factories import hold, meet_stage_one
from workshops.models import StageClosure, StagePlea
from workshops.services import stages

pytestmark = pytest.mark.django_db

NOT_THE_MINISTRY = [
    "mentor", "coordinator", "writer", "agency_head", "head_of_region", "assessor", "observer",
    "mentor_elsewhere", "coordinator_elsewhere", "stranger",
]  # fmt: skip


def test_a_stage_closes_when_its_gate_is_met(town, plan):
    meet_stage_one(town, plan)
    enrolment = stages.close(town.enrolment, by=town["ministry"])
    assert enrolment.stage == 2
    closure = StageClosure.objects.get(enrolment=enrolment)
    assert not closure.overridden and closure.unmet == []
    assert Notice.objects.filter(to=town["coordinator"], kind="workshops.stage_closed").exists()


def test_an_unmet_gate_refuses_with_what_is_missing(town, plan):
    with pytest.raises(Blocked) as refused:
        stages.close(town.enrolment, by=town["ministry"])
    assert len(refused.value.reasons) == 6
    town.enrolment.refresh_from_db()
    assert town.enrolment.stage == 1


def test_an_override_keeps_what_was_missing_next_to_the_reason(town, plan):
    stages.close(town.enrolment, by=town["ministry"], despite="Jadwal 17 hari.")
    closure = StageClosure.objects.get(enrolment=town.enrolment)
    assert closure.overridden and closure.reason == "Jadwal 17 hari." and len(closure.unmet) == 6
    entry = history.last_move(town.enrolment, "workshops.stage.override")
    assert entry.data["unmet"] == closure.unmet and "17 hari" in entry.sentence


@pytest.mark.parametrize("role", NOT_THE_MINISTRY)
@pytest.mark.parametrize("despite", ["", "Alasan"])
def test_nobody_but_the_ministry_closes(town, plan, role, despite):
    with pytest.raises(PermissionDenied):
        stages.close(town.enrolment, by=town[role], despite=despite)


def test_a_second_click_does_not_close_the_next_stage(town, plan):
    meet_stage_one(town, plan)
    stages.close(town.enrolment, by=town["ministry"], stage=1)
    with pytest.raises(Blocked):
        stages.close(town.enrolment, by=town["ministry"], stage=1, despite="Dua kali")
    town.enrolment.refresh_from_db()
    assert town.enrolment.stage == 2


def test_a_bimtek_cannot_be_held_before_the_stage_before_it_is_closed(town, plan):
    with pytest.raises(Blocked) as refused:
        hold(town, 2)
    assert "I" in refused.value.reasons[0]
    stages.close(town.enrolment, by=town["ministry"], despite="Jadwal mendesak")
    assert hold(town, 2).held


def test_reopening_keeps_the_closure_and_its_reason(town, plan):
    meet_stage_one(town, plan)
    stages.close(town.enrolment, by=town["ministry"])
    stages.reopen(town.enrolment, by=town["ministry"], reason="SK keliru")
    town.enrolment.refresh_from_db()
    assert town.enrolment.stage == 1
    assert StageClosure.objects.get(enrolment=town.enrolment).reopened_reason == "SK keliru"
    stages.close(town.enrolment, by=town["ministry"])
    assert StageClosure.objects.filter(enrolment=town.enrolment, stage=1).count() == 2


def test_reopening_needs_a_reason_and_a_closed_stage(town, plan):
    with pytest.raises(Blocked):
        stages.reopen(town.enrolment, by=town["ministry"], reason="Ada")
    stages.close(town.enrolment, by=town["ministry"], despite="Alasan")
    with pytest.raises(Blocked):
        stages.reopen(town.enrolment, by=town["ministry"], reason="  ")
    with pytest.raises(PermissionDenied):
        stages.reopen(town.enrolment, by=town["coordinator"], reason="Ada")


def test_a_coordinator_asks_and_the_ministry_declines(town, plan):
    plea = stages.plead(town.enrolment, by=town["coordinator"], reason="Bimtek II besok")
    assert Notice.objects.filter(to=town["ministry"], kind="workshops.stage_pleaded").exists()
    with pytest.raises(Blocked):
        stages.plead(town.enrolment, by=town["coordinator"], reason="Sekali lagi")
    stages.decline(plea, by=town["ministry"], answer="SK belum ada")
    plea.refresh_from_db()
    assert plea.granted is False
    assert Notice.objects.filter(to=town["coordinator"], kind="workshops.stage_declined").exists()


def test_closing_grants_the_open_request(town, plan):
    stages.plead(town.enrolment, by=town["coordinator"], reason="Bimtek II besok")
    stages.close(town.enrolment, by=town["ministry"], despite="Disetujui")
    assert StagePlea.objects.get(enrolment=town.enrolment).granted is True


@pytest.mark.parametrize("role", ["mentor", "writer", "ministry", "coordinator_elsewhere"])
def test_only_the_coordinator_asks(town, plan, role):
    with pytest.raises(PermissionDenied):
        stages.plead(town.enrolment, by=town[role], reason="Alasan")


def test_after_the_fourth_stage_nothing_closes(town, plan):
    for number in range(1, 5):
        stages.close(town.enrolment, by=town["ministry"], stage=number, despite="Contoh")
    town.enrolment.refresh_from_db()
    assert town.enrolment.is_finished
    with pytest.raises(Blocked):
        stages.close(town.enrolment, by=town["ministry"], despite="Contoh")


def close_until(town, stage):
    for number in range(1, stage + 1):
        stages.close(town.enrolment, by=town["ministry"], stage=number, despite="Contoh")
    town.enrolment.refresh_from_db()


def test_reopening_an_early_stage_takes_the_later_closings_back_with_it(town, plan):
    close_until(town, 3)
    stages.plead(town.enrolment, by=town["coordinator"], reason="Jadwal")
    stages.reopen(town.enrolment, by=town["ministry"], stage=2, reason="SWOT keliru")
    town.enrolment.refresh_from_db()
    assert town.enrolment.stage == 2
    standing = StageClosure.objects.filter(enrolment=town.enrolment, reopened_at=None)
    assert [closure.stage for closure in standing] == [1]
    assert StagePlea.objects.get(enrolment=town.enrolment).granted is False
    with pytest.raises(Blocked):
        stages.close(town.enrolment, by=town["ministry"], stage=3, despite="Loncat")
    stages.close(town.enrolment, by=town["ministry"], stage=2, despite="Sudah diperbaiki")


def test_a_stage_that_is_not_closed_is_not_reopened(town, plan):
    close_until(town, 1)
    with pytest.raises(Blocked):
        stages.reopen(town.enrolment, by=town["ministry"], stage=2, reason="Keliru")
    assert StageClosure.objects.get(enrolment=town.enrolment).reopened_at is None


def test_the_ministry_reopens_an_early_stage_on_its_page(client, town, plan):
    from django.urls import reverse

    close_until(town, 2)
    client.force_login(town["ministry"])
    slug = town.enrolment.slug
    page = client.get(reverse("workshops:stage_detail", args=[slug, 1])).content.decode()
    assert 'name="stage" value="1"' in page
    client.post(reverse("workshops:stage_reopen", args=[slug]), {"stage": "1", "reason": "Keliru"})
    town.enrolment.refresh_from_db()
    assert town.enrolment.stage == 1
