"""Is it recorded once, by whom and how, that somebody was at a session?"""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.services import history
from smartcity_portal.kit import clock
from smartcity_portal.kit.machine import Blocked
from tests.workshops.attending import TODAY, expected, many, room, session_of
from tests.workshops.factories import line, workshop
from workshops.continuity import continuity_of, stages_of_books
from workshops.models import Attendance, Excuse
from workshops.services import attendance
from workshops.turnout import summary_of


@pytest.fixture(autouse=True)
def _ten_o_clock(settings):
    settings.PORTAL_TODAY = TODAY.isoformat()


@pytest.fixture
def meeting(town):
    return room(town)


@pytest.fixture
def row(town, meeting):
    return expected(town, meeting)


def test_a_tick_is_kept_once_with_how_and_by_whom(town, meeting, row):
    session = session_of(meeting)

    first = attendance.mark(row, session, by=town["coordinator"])
    again = attendance.mark(row, session, by=town["mentor"])

    assert first == again
    assert (again.how, again.by, again.at) == ("desk", town["coordinator"], clock.now())


def test_a_tick_after_the_grace_is_late_and_after_the_end_is_said_to_be_afterwards(town, meeting):
    session, rows = session_of(meeting), many(town, meeting, 3)
    times = [session.start, clock.now(), session.end.replace(hour=23)]

    marks = [
        attendance.keep(person, session, by=town["coordinator"], how="desk", at=when)[0]
        for person, when in zip(rows, times, strict=True)
    ]

    assert [(m.late, m.afterwards) for m in marks] == [(False, False), (True, False), (True, True)]


def test_taking_back_leaves_a_line_of_history(town, meeting, row):
    session = session_of(meeting)
    attendance.mark(row, session, by=town["coordinator"])

    attendance.clear(row, session, by=town["coordinator"])

    assert not Attendance.objects.exists()
    assert history.last_move(row).verb == "workshops.attendance.take_back"


def test_presence_ends_an_excuse_and_an_excuse_needs_absence(town, meeting, row):
    session = session_of(meeting)
    attendance.excuse(row, session, by=town["coordinator"])
    attendance.mark(row, session, by=town["coordinator"])

    with pytest.raises(Blocked):
        attendance.excuse(row, session, by=town["coordinator"])

    assert not Excuse.objects.exists()


def test_a_session_of_another_day_is_still_to_come(town, meeting, row):
    session = session_of(meeting, "Diskusi")
    session.day = 2
    session.save()

    with pytest.raises(Blocked):
        attendance.mark(row, session, by=town["coordinator"])


def test_a_session_of_another_bimtek_is_refused(town, meeting, row):
    other = room(town, 2)

    with pytest.raises(Blocked):
        attendance.mark(row, session_of(other), by=town["coordinator"])


@pytest.mark.parametrize("role", ["writer", "observer", "coordinator_elsewhere", "stranger"])
def test_others_cannot_tick(town, meeting, row, role):
    with pytest.raises(PermissionDenied):
        attendance.mark(row, session_of(meeting), by=town[role])


class TestRowCodes:
    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("12 15 18-22", [12, 15, 18, 19, 20, 21, 22]),
            ("1,2;3\n4", [1, 2, 3, 4]),
            ("5 – 7, 6", [5, 6, 7]),
        ],
    )
    def test_numbers_and_ranges_are_read_as_people_write_them(self, text, codes):
        assert attendance.codes_in(text) == codes

    @pytest.mark.parametrize("text", ["", "a12", "22-18", "1-99999", "-"])
    def test_anything_else_is_told(self, text):
        with pytest.raises(Blocked):
            attendance.codes_in(text)

    def test_a_look_before_records_nothing(self, town, meeting):
        many(town, meeting, 3)

        entered = attendance.by_codes(
            meeting, session_of(meeting), "1-4", by=town["coordinator"], dry=True
        )

        assert ([r.code for r in entered.new], entered.unknown) == ([1, 2, 3], ["4"])
        assert not Attendance.objects.exists()

    def test_signatures_are_recorded_as_from_paper_and_once(self, town, meeting):
        many(town, meeting, 3)
        session = session_of(meeting)

        attendance.by_codes(meeting, session, "1 3", by=town["coordinator"])
        again = attendance.by_codes(meeting, session, "1-3", by=town["coordinator"])

        assert [r.code for r in again.known] == [1, 3]
        assert set(Attendance.objects.values_list("participation__code", "how")) == {
            (1, "paper"),
            (2, "paper"),
            (3, "paper"),
        }


def test_the_turnout_counts_people_once(town, meeting):
    first, _second = many(town, meeting, 2)
    for title in ("Pembukaan", "Diskusi"):
        attendance.keep_many([first], session_of(meeting, title), by=None, how="paper")

    found = summary_of(meeting)

    assert (found["present"], found["expected"]) == (1, 2)


class TestTheGate:
    @pytest.fixture
    def rule(self, town):
        from programs.models import GateRule

        stage = workshop(town, 1).plan
        return GateRule.objects.create(
            stage=stage,
            requirement="attendance_recorded",
            parameters={"minimum": 2, "share": 60},
            order=99,
        )

    @pytest.mark.parametrize(("present", "met"), [(0, False), (1, False), (2, False), (3, True)])
    def test_number_and_share_are_asked_together(self, town, meeting, rule, present, met):
        rows = many(town, meeting, 4)
        attendance.keep_many(rows[:present], session_of(meeting), by=None, how="paper")

        found = line(town, "attendance_recorded", 1)

        assert found.met is met
        assert bool(found.items) is not met


class TestTheYear:
    def test_people_are_followed_over_the_bimtek(self, town, meeting):
        from workshops.services import rosters

        stays, leaves = many(town, meeting, 2)
        attendance.keep_many([stays, leaves], session_of(meeting), by=None, how="paper")
        second = room(town, 2)
        again = rosters.carry_over(second, by=town["coordinator"])
        attendance.keep_many(again[:1], session_of(second), by=None, how="paper")

        found = continuity_of(town.enrolment)

        assert found.taken == [1, 2]
        assert found.kept == {2: (1, 1)}
        assert found.everywhere == 1

    def test_a_chapter_lacks_its_agency_where_its_book_is_due(self, town, meeting):
        from masterplans.models import Chapter

        (row,) = many(town, meeting, 1)
        attendance.keep_many([row], session_of(meeting), by=None, how="paper")
        chapters = Chapter.objects.filter(book__plan__enrolment=town.enrolment, book__number=1)
        chapters.update(agency=town.coordinating)
        lacking = chapters.first()
        Chapter.objects.filter(pk=lacking.pk).update(agency=town.works)

        found = continuity_of(town.enrolment)

        assert stages_of_books(town.enrolment)[1] == 1
        assert [gap.chapter for gap in found.gaps if gap.stage == 1] == [lacking]

    def test_nobody_yet_says_nothing(self, town, meeting):
        found = continuity_of(town.enrolment)

        assert (found.taken, found.everywhere, found.gaps) == ([], 0, [])
