"""Can several regions share one bimtek, and does every page read the room's agenda?"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice
from smartcity_portal.kit.machine import Blocked
from tests.factories import CohortFactory, EnrolmentFactory, RegionFactory, edition
from tests.workshops.factories import PDF, workshop
from workshops.gates import gate_of
from workshops.models import AgendaSession, Attendance, Workshop
from workshops.services import agenda, materials, meetings, rosters, workshops
from workshops.services.journeys import lay_out

pytestmark = pytest.mark.django_db
AHEAD = timezone.localdate() + timedelta(days=30)


@pytest.fixture
def host(town, plan):
    return workshops.schedule(
        workshop(town, 1),
        by=town["coordinator"],
        starts_on=AHEAD,
        ends_on=AHEAD + timedelta(days=1),
        venue="Pendopo",
        mode="hibrida",
        link="https://rapat.example.org/1",
    )


@pytest.fixture
def guest(town, host):
    lay_out(town.elsewhere)
    return Workshop.objects.get(enrolment=town.elsewhere, number=1)


@pytest.fixture
def joined(town, host, guest):
    return meetings.join(guest, host=host, by=town["ministry"])


def test_a_guest_takes_over_days_venue_and_zone(town, host, joined):
    assert joined.meeting == host
    assert (joined.starts_on, joined.venue, joined.mode) == (AHEAD, "Pendopo", "hibrida")
    assert joined.link == host.link and joined.zone == host.zone
    assert joined.sessions.exists(), "its own agenda is kept aside"


def test_what_the_host_changes_holds_for_all(town, host, joined):
    later = AHEAD + timedelta(days=3)
    workshops.schedule(host, by=town["coordinator"], starts_on=later, ends_on=None, venue="Aula")
    joined.refresh_from_db()
    assert (joined.starts_on, joined.venue) == (later, "Aula")
    assert joined.sequence > 0
    told = Notice.objects.filter(kind="workshops.workshop_scheduled")
    assert told.filter(to=town["coordinator_elsewhere"]).exists()


def test_a_guest_sets_nothing_of_its_own(town, joined):
    by = town["coordinator_elsewhere"]
    with pytest.raises(Blocked) as refused:
        workshops.schedule(joined, by=by, starts_on=AHEAD, ends_on=None)
    assert str(town.enrolment.region) in refused.value.reasons[0]
    with pytest.raises(Blocked):
        workshops.record_held(joined, by=by)
    with pytest.raises(PermissionDenied):
        agenda.add(joined, by=by, day=1, title="Sambutan tamu")
    with pytest.raises(PermissionDenied):
        agenda.remove(joined.meeting.sessions.first(), by=by)


def test_held_is_held_for_all_and_counted_once(town, host, joined):
    day = date(2019, 7, 8)
    workshops.schedule(host, by=town["coordinator"], starts_on=day, ends_on=None)
    workshops.record_held(host, by=town["coordinator"], participants=90, opened_by="Sekda")
    joined.refresh_from_db()
    assert joined.held and joined.opened_by == "Sekda" and joined.participants is None
    line = next(line for line in gate_of(town.elsewhere, 1).lines if line.kind == "workshop_held")
    assert line.met


def test_a_room_waits_for_the_stage_of_every_region(town, host):
    lay_out(town.elsewhere)
    town.enrolment.stage = 2
    town.enrolment.save()
    second, guest = workshop(town, 2), Workshop.objects.get(enrolment=town.elsewhere, number=2)
    meetings.join(guest, host=second, by=town["ministry"])
    with pytest.raises(Blocked) as refused:
        workshops.record_held(second, by=town["coordinator"])
    assert str(town.elsewhere.region) in refused.value.reasons[0]


def test_dates_must_suit_every_region(town, host, joined):
    second = Workshop.objects.get(enrolment=town.elsewhere, number=2)
    workshops.schedule(
        second,
        by=town["coordinator_elsewhere"],
        starts_on=AHEAD + timedelta(days=10),
        ends_on=None,
    )
    with pytest.raises(Blocked) as refused:
        workshops.schedule(
            host, by=town["coordinator"], starts_on=AHEAD + timedelta(days=20), ends_on=None
        )
    assert str(town.elsewhere.region) in refused.value.reasons[0]


def test_leaving_brings_the_own_agenda_back(town, host, joined):
    own = joined.sessions.count()
    meetings.leave(joined, by=town["ministry"])
    joined.refresh_from_db()
    assert joined.meeting == joined and joined.sessions.count() == own
    with pytest.raises(Blocked):
        meetings.leave(joined, by=town["ministry"])


def test_only_the_ministry_lets_regions_join_and_leave(town, host, guest):
    for role in ("coordinator", "coordinator_elsewhere", "mentor"):
        with pytest.raises(PermissionDenied):
            meetings.join(guest, host=host, by=town[role])


def test_who_cannot_join_is_told_why(town, host, guest, joined):
    by = town["ministry"]
    third = EnrolmentFactory(cohort=town.enrolment.cohort, region=RegionFactory())
    far = EnrolmentFactory(
        cohort=CohortFactory(year=2022, edition=edition(2019)), region=RegionFactory()
    )
    for enrolment in (third, far):
        lay_out(enrolment)
    first = Workshop.objects.get(enrolment=third, number=1)
    refused = {
        "chain": (first, joined),
        "again": (joined, host),
        "a host is no guest": (host, first),
        "itself": (first, first),
        "another stage": (Workshop.objects.get(enrolment=third, number=2), host),
        "another cohort": (Workshop.objects.get(enrolment=far, number=1), host),
    }
    for why, (comes, to) in refused.items():
        with pytest.raises(Blocked):
            meetings.join(comes, host=to, by=by)
            pytest.fail(why)
    Workshop.objects.filter(pk=first.pk).update(held=True)
    with pytest.raises(Blocked):
        meetings.join(first, host=host, by=by)
    assert list(Workshop.objects.may_join(host)) == []


def test_days_before_the_stage_before_block_joining(town, host):
    lay_out(town.elsewhere)
    by = town["ministry"]
    first = Workshop.objects.get(enrolment=town.elsewhere, number=1)
    workshops.schedule(first, by=by, starts_on=AHEAD + timedelta(days=90), ends_on=None)
    second = workshop(town, 2)
    workshops.schedule(second, by=by, starts_on=AHEAD + timedelta(days=40), ends_on=None)
    guest = Workshop.objects.get(enrolment=town.elsewhere, number=2)
    with pytest.raises(Blocked):
        meetings.join(guest, host=second, by=by)


def test_guests_see_the_rooms_agenda_and_files_and_nobody_else_does(client, town, host, joined):
    session = agenda.add(host, by=town["coordinator"], day=2, title="Kunjungan bersama")
    from io import BytesIO

    file = materials.add(host, BytesIO(PDF), by=town["coordinator"], name="paparan.pdf")
    sees = {"coordinator": True, "writer_elsewhere": True, "stranger": False}
    for role, can in sees.items():
        rows = AgendaSession.objects.visible_to(town[role])
        assert rows.filter(pk=session.pk).exists() is can
        client.force_login(town[role], backend="django.contrib.auth.backends.ModelBackend")
        answer = client.get(reverse("workshops:material_download", args=[file.pk]))
        assert answer.status_code == (200 if can else 404)
    client.force_login(
        town["coordinator_elsewhere"], backend="django.contrib.auth.backends.ModelBackend"
    )
    for name in ("workshop_detail", "agenda_detail", "material_list"):
        page = client.get(reverse(f"workshops:{name}", args=[town.elsewhere.slug, 1]))
        text = page.content.decode()
        assert "Kunjungan bersama" in text or "paparan" in text
        assert str(town.enrolment.region) in text


def test_the_ministry_lets_a_region_join_on_the_page(client, town, host, guest):
    client.force_login(town["ministry"], backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("workshops:meeting_detail", args=[town.enrolment.slug, 1])
    assert str(town.elsewhere.region) in client.get(url).content.decode()
    client.post(url, {"guest": guest.pk})
    guest.refresh_from_db()
    assert guest.host == host
    client.post(reverse("workshops:meeting_leave", args=[town.elsewhere.slug, 1]))
    guest.refresh_from_db()
    assert guest.host is None


def test_expected_people_follow_into_the_room_and_back(town, host, guest):
    row = rosters.add(guest, by=town["coordinator_elsewhere"], name="Sari Contoh", community="PKK")
    rosters.add(host, by=town["coordinator"], name="Budi Contoh", community="PKK")
    meetings.join(guest, host=host, by=town["ministry"])
    row.refresh_from_db()
    assert row.workshop == host
    assert len(set(host.participations.values_list("code", flat=True))) == 2
    meetings.leave(guest, by=town["ministry"])
    row.refresh_from_db()
    assert row.workshop == guest


def test_who_was_present_neither_joins_nor_leaves(town, host, guest):
    row = rosters.add(guest, by=town["coordinator_elsewhere"], name="Sari Contoh", community="PKK")
    mark = Attendance.objects.create(
        participation=row, session=guest.sessions.first(), at=timezone.now()
    )
    with pytest.raises(Blocked):
        meetings.join(guest, host=host, by=town["ministry"])
    mark.delete()
    guest = meetings.join(guest, host=host, by=town["ministry"])
    Attendance.objects.create(participation=row, session=host.sessions.first(), at=timezone.now())
    with pytest.raises(Blocked):
        meetings.leave(guest, by=town["ministry"])


def test_a_session_with_attendance_stays(town, host):
    session = host.sessions.first()
    row = rosters.add(host, by=town["coordinator"], name="Sari Contoh", community="PKK")
    Attendance.objects.create(participation=row, session=session, at=timezone.now())
    with pytest.raises(Blocked) as refused:
        agenda.remove(session, by=town["coordinator"])
    assert session.title in refused.value.reasons[0]
    assert AgendaSession.objects.filter(pk=session.pk).exists()
