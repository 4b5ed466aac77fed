"""Can people check themselves in with the code from the wall, and nobody else, and only once?"""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from smartcity_portal.kit import clock
from smartcity_portal.kit.machine import Blocked
from tests.workshops.attending import TODAY, expected, many, room, session_of
from workshops import wall_codes
from workshops.models import Attendance, Receipt
from workshops.services import check_ins
from workshops.views import check_in as page


@pytest.fixture(autouse=True)
def _ten_o_clock(settings):
    settings.PORTAL_TODAY = TODAY.isoformat()


@pytest.fixture
def meeting(town):
    return room(town)


@pytest.fixture
def session(meeting):
    return session_of(meeting)


@pytest.fixture
def row(town, meeting):
    return expected(town, meeting)


@pytest.fixture
def address(session):
    """Where a phone stands that has scanned the wall."""
    return reverse("workshops:check_in_person", args=[wall_codes.give_pass(session.pk)])


def scan(client, code):
    return client.get(reverse("workshops:check_in_code", args=[code]))


class TestTheCode:
    def test_it_changes_every_minute_and_the_one_before_is_still_taken(self, session):
        now = 1_600_000_020.0
        shown = wall_codes.code_now(session, at=now)
        number, letters = wall_codes.read(shown.lower())

        assert shown != wall_codes.code_now(session, at=now + 60)
        assert number == session.pk
        ages = [wall_codes.age_of(number, letters, at=now + later) for later in (0, 60, 120, 7200)]
        assert ages == [0, 1, 2, None]

    def test_it_belongs_to_one_session(self, meeting, session):
        _number, letters = wall_codes.read(wall_codes.code_now(session))

        assert wall_codes.age_of(session_of(meeting, "Diskusi").pk, letters) is None

    def test_a_good_code_opens_the_page_of_its_session(self, client, session):
        response = scan(client, wall_codes.code_now(session))

        assert response.status_code == 302
        assert client.get(response.url).context["session"] == session

    def test_an_old_code_is_told_to_be_old(self, client, session):
        import time as clock_of_the_world

        old = wall_codes.code_now(session, at=clock_of_the_world.time() - 200)

        assert scan(client, old).status_code == 410

    def test_guessing_is_refused_and_soon_even_the_right_code(self, client, session):
        guesses = {
            scan(client, f"{session.pk}-AAAA{n // 9 + 2}{n % 9 + 1}").status_code for n in range(31)
        }

        assert guesses == {404}
        assert scan(client, wall_codes.code_now(session)).status_code == 429

    @pytest.mark.parametrize("code", ["x", "12", "abc-DEFGHJ", "1-KKKKKKK", "9" * 40 + "-ABCDEF"])
    def test_nonsense_is_no_code(self, client, session, code):
        assert scan(client, code).status_code == 404

    def test_renewing_makes_every_code_invalid(self, client, town, session):
        before = wall_codes.code_now(session)

        check_ins.renew(session, by=town["mentor"])

        assert scan(client, before).status_code == 404

    def test_typing_leads_to_the_same_page(self, client, session):
        code = wall_codes.code_now(session)

        response = client.post(reverse("workshops:check_in"), {"code": f" {code.lower()} "})

        assert response.url == reverse("workshops:check_in_code", args=[code])


class TestFindingOneself:
    def test_two_letters_show_nobody(self, client, row, address):
        assert b"Aminah" not in client.get(address, {"cari": "am"}).content

    def test_three_letters_show_name_and_agency_only(self, client, town, meeting, address):
        expected(town, meeting, "Siti Aminah", email="siti@example.org", phone="0812")

        text = client.get(address, {"cari": "ami"}).content.decode()

        assert "Siti Aminah" in text
        assert "Diskominfo" in text
        assert "siti@example.org" not in text
        assert "0812" not in text

    def test_never_more_than_a_few(self, client, town, meeting, address):
        many(town, meeting, page.MOST_FOUND + 3)

        context = client.get(address, {"cari": "peserta"}).context

        assert len(context["found"]) == page.MOST_FOUND
        assert context["more"]

    def test_the_own_row_code_finds_the_row(self, client, row, address):
        (found,) = client.get(address, {"cari": str(row.code)}).context["found"]

        assert found["row"] == row

    def test_a_phone_that_looks_too_often_is_stopped(self, client, row, address, monkeypatch):
        monkeypatch.setattr(page, "LOOKS_PER_PASS", 3)

        statuses = [client.get(address, {"cari": "aminah"}).status_code for _ in range(5)]

        assert statuses == [200, 200, 200, 429, 429]

    def test_without_a_pass_nobody_is_found(self, client, row):
        made_up = reverse("workshops:check_in_person", args=["WzFd:1abc:made-up"])

        response = client.get(made_up, {"cari": "aminah"})

        assert response.status_code == 410
        assert b"Aminah" not in response.content


class TestConfirming:
    def post(self, client, address, row, **more):
        ticket = wall_codes.ticket_of(row.pk)
        return client.post(
            address, {"ticket": ticket, **more}, headers={"accept": "application/json"}
        )

    def test_it_is_recorded_with_the_time_of_the_place(self, client, row, address):
        told = self.post(client, address, row).json()

        (mark,) = Attendance.objects.all()
        assert (mark.how, mark.by, mark.at) == ("self", None, clock.now())
        assert "10.00 WIB" in told["said"]

    def test_without_script_a_page_says_so(self, client, row, address):
        response = client.post(address, {"ticket": wall_codes.ticket_of(row.pk)})

        assert "10.00 WIB" in response.content.decode()

    def test_the_same_message_twice_is_one_check_in(self, client, row, address):
        key = str(uuid4())

        answers = [self.post(client, address, row, key=key).json() for _ in range(2)]

        assert answers[0] == answers[1]
        assert (Attendance.objects.count(), Receipt.objects.count()) == (1, 1)

    def test_a_second_phone_changes_nothing(self, client, row, address):
        for _ in range(2):
            self.post(client, address, row, key=str(uuid4()))

        assert Attendance.objects.count() == 1

    def test_who_was_ticked_at_the_desk_stays_as_ticked(self, client, town, session, row, address):
        from workshops.services import attendance

        attendance.mark(row, session, by=town["coordinator"])
        self.post(client, address, row)

        assert Attendance.objects.get().how == "desk"

    @pytest.mark.parametrize(
        ("begins", "ends"), [(time(11), time(12)), (time(7), time(8)), (None, None)]
    )
    def test_outside_the_window_nothing_is_stored(
        self, client, session, row, address, begins, ends
    ):
        session.starts_at, session.ends_at = begins, ends
        session.save()

        response = self.post(client, address, row)

        assert response.status_code == 409
        assert response.json()["refused"]
        assert not Attendance.objects.exists()

    def test_the_window_counts_in_the_zone_of_the_place(
        self, client, meeting, session, row, address
    ):
        meeting.timezone = "Asia/Jayapura"
        meeting.save()
        session.starts_at, session.ends_at = time(12), time(13)
        session.save()

        assert "12.00 WIT" in self.post(client, address, row).json()["said"]

    def test_switched_off_means_off(self, client, town, session, row, address):
        check_ins.change(
            session, by=town["coordinator"], closed=True, opens_before=30, grace=15, closes_after=0
        )

        assert self.post(client, address, row).status_code == 409

    def test_after_the_grace_it_is_late(self, client, session, row, address):
        self.post(client, address, row)

        assert Attendance.objects.get().late

    def test_a_row_that_is_not_here_is_told(self, client, address):
        response = client.post(address, {"row": "77"}, headers={"accept": "application/json"})

        assert response.status_code == 409

    def test_one_phone_cannot_fill_the_hall(self, client, town, meeting, address):
        rows = many(town, meeting, page.PEOPLE_PER_PASS + 1)

        statuses = [self.post(client, address, row).status_code for row in rows]

        assert statuses == [200] * page.PEOPLE_PER_PASS + [409]

    def test_many_people_of_one_address_are_not_held_up(
        self, client, town, meeting, session, settings
    ):
        settings.POSTS_PER_MINUTE_ADDRESS = 2
        for row in many(town, meeting, 5):
            address = reverse("workshops:check_in_person", args=[wall_codes.give_pass(session.pk)])
            assert self.post(client, address, row).status_code == 200


class TestALostConnection:
    def test_a_message_that_comes_after_the_end_counts_from_when_it_was_made(self, session, row):
        seen = wall_codes.read_pass(wall_codes.give_pass(session.pk))
        session.ends_at = time(9, 50)
        session.save()
        early = wall_codes.Pass(session.pk, clock.now() - timedelta(minutes=30), seen.nonce)

        mark = check_ins.confirm(row, session, seen=early, age=timedelta(minutes=20))

        assert mark.at == clock.now() - timedelta(minutes=20)
        assert not mark.afterwards

    def test_it_never_counts_from_before_the_code_was_brought(self, session, row):
        seen = wall_codes.Pass(session.pk, clock.now() - timedelta(minutes=5), "n")

        mark = check_ins.confirm(row, session, seen=seen, age=timedelta(hours=20))

        assert mark.at == seen.at

    def test_without_a_kept_message_late_is_too_late(self, session, row):
        seen = wall_codes.Pass(session.pk, clock.now() - timedelta(minutes=30), "n")
        session.ends_at = time(9, 50)
        session.save()

        with pytest.raises(Blocked):
            check_ins.confirm(row, session, seen=seen)


class TestThePersonalLink:
    def link(self, row):
        return reverse("workshops:check_in_mine", args=[wall_codes.ticket_of(row.pk)])

    def test_on_site_it_needs_the_code_of_the_wall(self, client, row):
        response = client.post(self.link(row), headers={"accept": "application/json"})

        assert response.status_code == 409
        assert not Attendance.objects.exists()

    def test_online_it_is_enough(self, client, meeting, row):
        meeting.mode = "daring"
        meeting.save()

        client.post(self.link(row))

        assert Attendance.objects.get().how == "self"

    def test_a_made_up_link_is_nobody(self, client, row):
        assert client.get(self.link(row)[:-3] + "xxx/").status_code == 404


def test_only_who_runs_the_bimtek_sets_the_hours(town, session):
    with pytest.raises(PermissionDenied):
        check_ins.change(session, by=town["writer"], opens_before=1, grace=1, closes_after=1)


def test_the_wall_says_nothing_about_anybody(client, town, session, row):
    client.force_login(town["coordinator"])

    response = client.get(reverse("workshops:check_in_wall", args=[session.pk]))

    assert "Aminah" not in response.content.decode()
    assert wall_codes.code_now(session) in response.content.decode()
