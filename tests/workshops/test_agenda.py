"""Does an agenda hold together: no collisions, no days beyond, late starts, copies, time zones?"""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.services import history
from smartcity_portal.kit.machine import Blocked
from tests.workshops.factories import workshop
from workshops import agenda_sources
from workshops.models import AgendaSession
from workshops.services import agenda, speakers, workshops
from workshops.services import agenda_sources as sources

pytestmark = pytest.mark.django_db
NINE, TEN, ELEVEN = time(9), time(10), time(11)


@pytest.fixture
def first(town, plan):
    bimtek = workshop(town, 1)
    bimtek.sessions.all().delete()
    return bimtek


def add(town, bimtek, title, starts, ends, **values):
    values = {"day": 1, "title": title, "starts_at": starts, "ends_at": ends, **values}
    return agenda.add(bimtek, by=town["coordinator"], **values)


def test_nobody_speaks_in_two_sessions_at_one_time(town, first):
    add(town, first, "SWOT", NINE, TEN, room="A", presenter="Dr. Sari, M.T.; Budi")
    with pytest.raises(Blocked) as refused:
        add(town, first, "Visi", time(9, 30), ELEVEN, room="B", presenter="  budi ")
    assert "Budi" in refused.value.reasons[0] and "SWOT" in refused.value.reasons[0]
    add(town, first, "Visi", TEN, ELEVEN, room="B", presenter="budi")


def test_a_linked_speaker_is_busy_too(town, first):
    swot = add(town, first, "SWOT", NINE, TEN, room="A")
    vision = add(town, first, "Visi", NINE, TEN, room="B")
    sari = speakers.add(first, by=town["coordinator"], name="Sari", sessions=[swot])
    with pytest.raises(Blocked):
        speakers.change(sari, by=town["coordinator"], sessions=[swot, vision])
    with pytest.raises(Blocked):
        agenda.change(vision, by=town["coordinator"], presenter="sari")
    assert list(sari.sessions.all()) == [swot]


def test_a_session_stands_on_a_day_of_the_bimtek(town, first):
    with pytest.raises(Blocked) as refused:
        add(town, first, "Susulan", NINE, TEN, day=3)
    assert "2 hari" in refused.value.reasons[0]
    workshops.schedule(
        first, by=town["coordinator"], starts_on=date(2019, 7, 8), ends_on=date(2019, 7, 10)
    )
    add(town, first, "Susulan", NINE, TEN, day=3)


def test_sessions_keep_their_day_when_the_dates_move(town, first):
    session = add(town, first, "Kunjungan", NINE, TEN, day=2)
    for start in (date(2019, 7, 8), date(2019, 7, 15)):
        workshops.schedule(
            first, by=town["coordinator"], starts_on=start, ends_on=start + timedelta(days=1)
        )
        session = AgendaSession.objects.get(pk=session.pk)
        assert session.start.date() == start + timedelta(days=1)


def test_times_are_those_of_the_place(town, first):
    session = add(town, first, "Pembukaan", NINE, TEN)
    workshops.schedule(first, by=town["coordinator"], starts_on=date(2019, 7, 8), ends_on=None)
    session = AgendaSession.objects.get(pk=session.pk)
    assert session.start.isoformat() == "2019-07-08T09:00:00+08:00"
    workshops.schedule(
        first,
        by=town["coordinator"],
        starts_on=date(2019, 7, 8),
        ends_on=None,
        timezone="Asia/Jayapura",
    )
    session = AgendaSession.objects.get(pk=session.pk)
    assert session.start.isoformat() == "2019-07-08T09:00:00+09:00"


def test_a_delay_moves_what_follows_and_nothing_else(town, first):
    opening = add(town, first, "Pembukaan", time(8), NINE)
    swot = add(town, first, "SWOT", NINE, TEN)
    add(town, first, "Visi", TEN, ELEVEN)
    tomorrow = add(town, first, "Besok", NINE, TEN, day=2)
    agenda.delay(swot, by=town["coordinator"], minutes=45)
    hours = dict(first.sessions.values_list("title", "starts_at"))
    assert hours == {
        "Pembukaan": time(8),
        "SWOT": time(9, 45),
        "Visi": time(10, 45),
        "Besok": NINE,
    }
    assert "45 menit" in history.history_of(first)[0].sentence
    assert opening.pk != tomorrow.pk


@pytest.mark.parametrize("minutes", [0, -30, 601, 900])
def test_a_delay_that_cannot_be_leaves_everything(town, first, minutes):
    add(town, first, "Pembukaan", time(8), NINE)
    swot = add(town, first, "SWOT", NINE, TEN)
    with pytest.raises(Blocked):
        agenda.delay(swot, by=town["coordinator"], minutes=minutes)
    swot.refresh_from_db()
    assert swot.starts_at == NINE


def test_a_delay_does_not_pass_midnight(town, first):
    late = add(town, first, "Malam keakraban", time(20), time(23))
    with pytest.raises(Blocked):
        agenda.delay(late, by=town["coordinator"], minutes=90)


def test_the_agenda_of_the_edition_comes_back_and_own_sessions_stay(town, plan):
    bimtek = workshop(town, 1)
    gone, moved = bimtek.sessions.order_by("pk")[:2]
    agenda.remove(gone, by=town["coordinator"])
    hours = (moved.starts_at, moved.ends_at)
    agenda.change(moved, by=town["coordinator"], starts_at=time(17), ends_at=time(18), room="Aula")
    own = add(town, bimtek, "Doa bersama", time(18, 30), NINE.replace(hour=19))
    proposal = agenda_sources.from_edition(bimtek)
    assert sorted(c.kind for c in proposal.acts) == ["add", "change"]
    sources.rebuild(bimtek, by=town["coordinator"], seen=proposal.fingerprint)
    moved.refresh_from_db()
    assert (moved.starts_at, moved.ends_at) == hours and moved.room == "Aula"
    assert bimtek.sessions.filter(title=gone.title).exists()
    assert bimtek.sessions.filter(pk=own.pk).exists()
    assert bimtek.sessions.count() == 9


def test_a_session_of_the_edition_that_collides_is_left_out_with_its_reason(town, plan):
    bimtek = workshop(town, 1)
    taken = bimtek.sessions.first()
    agenda.remove(taken, by=town["coordinator"])
    own = add(town, bimtek, "Kuliah umum", taken.starts_at, taken.ends_at)
    proposal = agenda_sources.from_edition(bimtek)
    left = [change for change in proposal.changes if change.kind == "skip"]
    assert [change.title for change in left] == [taken.title]
    assert own.title in left[0].reason
    with pytest.raises(Blocked):
        sources.rebuild(bimtek, by=town["coordinator"])


def test_what_changed_after_the_preview_is_looked_at_again(town, plan):
    bimtek = workshop(town, 1)
    agenda.remove(bimtek.sessions.first(), by=town["coordinator"])
    seen = agenda_sources.from_edition(bimtek).fingerprint
    agenda.remove(bimtek.sessions.first(), by=town["coordinator"])
    with pytest.raises(Blocked):
        sources.rebuild(bimtek, by=town["coordinator"], seen=seen)
    assert bimtek.sessions.count() == 6


def test_an_agenda_is_copied_from_the_bimtek_before(town, plan):
    former, bimtek = workshop(town, 1), workshop(town, 2)
    own = add(town, bimtek, "Doa bersama", time(19), time(20))
    agenda.change(former.sessions.first(), by=town["coordinator"], presenter="Sekda", room="Aula")
    sources.copy(bimtek, former=former, by=town["coordinator"])
    assert bimtek.sessions.count() == former.sessions.count() + 1
    assert bimtek.sessions.filter(pk=own.pk).exists()
    copied = bimtek.sessions.first()
    assert (copied.presenter, copied.room) == ("Sekda", "Aula")
    with pytest.raises(Blocked):
        sources.copy(bimtek, former=former, by=town["coordinator"])


@pytest.mark.parametrize("role", ["mentor", "writer", "observer", "coordinator_elsewhere"])
def test_others_do_not_touch_the_agenda(town, plan, role):
    bimtek = workshop(town, 2)
    session = bimtek.sessions.first()
    for act in (
        lambda: sources.rebuild(bimtek, by=town[role]),
        lambda: sources.copy(bimtek, former=workshop(town, 1), by=town[role]),
        lambda: agenda.delay(session, by=town[role], minutes=5),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_stage_seventeen_days_after_the_last_is_allowed_and_said(town, plan, client):
    for number, day in ((1, 6), (2, 23)):
        workshops.schedule(
            workshop(town, number),
            by=town["coordinator"],
            starts_on=date(2021, 9, day),
            ends_on=None,
        )
    assert "17 hari" in workshops.short_interval(workshop(town, 2))
    assert workshops.short_interval(workshop(town, 1)) == ""
    client.force_login(town["coordinator"], backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("workshops:agenda_detail", args=[town.enrolment.slug, 2])
    assert "17 hari" in client.get(url).content.decode()


def test_a_stage_before_its_predecessor_needs_the_ministry_and_a_reason(town, plan):
    workshops.schedule(
        workshop(town, 1), by=town["coordinator"], starts_on=date(2019, 7, 8), ends_on=None
    )
    early = {"starts_on": date(2019, 7, 1), "ends_on": None}
    second = workshop(town, 2)
    with pytest.raises(Blocked):
        workshops.schedule(second, by=town["ministry"], **early)
    with pytest.raises(PermissionDenied):
        workshops.schedule(second, by=town["coordinator"], despite="Mau saja.", **early)
    workshops.schedule(second, by=town["ministry"], despite="Jadwal nasional.", **early)
    entry = history.history_of(second)[0]
    assert entry.verb == "workshops.workshop.schedule_despite"
    assert "Jadwal nasional." in entry.sentence


def test_a_bimtek_before_its_stage_is_recorded_only_with_a_reason(town, plan):
    second = workshop(town, 2)
    with pytest.raises(Blocked):
        workshops.record_held(second, by=town["ministry"])
    with pytest.raises(PermissionDenied):
        workshops.record_held(second, by=town["coordinator"], despite="Sudah terjadi.")
    held = workshops.record_held(second, by=town["ministry"], despite="Sudah terjadi.")
    assert held.held and "Sudah terjadi." in history.history_of(second)[0].sentence
