"""How do people come onto a roster, stay one person, and leave it?"""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.services import history
from smartcity_portal.kit.machine import Blocked
from tests.workshops.attending import TODAY, expected, room, session_of
from tests.workshops.factories import workshop
from workshops.continuity import pairs_of
from workshops.models import Attendance, Participant, Participation
from workshops.services import attendance, merging, rosters


@pytest.fixture(autouse=True)
def _ten_o_clock(settings):
    settings.PORTAL_TODAY = TODAY.isoformat()


@pytest.fixture
def meeting(town):
    return room(town)


def test_row_codes_count_up_in_the_room(town, meeting):
    assert [expected(town, meeting, name).code for name in ("Ayu", "Budi", "Citra")] == [1, 2, 3]


def test_the_same_person_with_titles_does_not_come_twice(town, meeting):
    expected(town, meeting, "Siti Aminah")

    with pytest.raises(Blocked) as blocked:
        expected(town, meeting, "Dr. Hj. SITI AMINAH, M.Si")

    assert "roster" in blocked.value.reasons[0] or "daftar" in blocked.value.reasons[0]


def test_a_namesake_of_another_agency_is_somebody_else(town, meeting):
    first = expected(town, meeting, "Siti Aminah")
    second = expected(town, meeting, "Siti Aminah", agency=town.works)

    assert first.participant != second.participant


def test_a_walk_in_of_a_kelurahan_needs_no_agency(town, meeting):
    row = expected(
        town, meeting, "Ketua RW", community="Kelurahan Api-Api", agency=None, source="walk_in"
    )

    assert (row.source, row.participant.body) == ("walk_in", "Kelurahan Api-Api")
    assert history.last_move(row.participant).verb == "workshops.roster.walk_in"


@pytest.mark.parametrize("fields", [{"name": " , "}, {"name": "Ayu", "community": "Kadin"}])
def test_what_cannot_be_is_told_in_a_sentence(town, meeting, fields):
    with pytest.raises(Blocked):
        rosters.add(meeting, by=town["coordinator"], agency=town.works, **fields)

    assert not Participant.objects.exists()


def test_an_agency_of_another_region_is_refused(town, meeting):
    far = town.elsewhere.region.agencies.get()

    with pytest.raises(Blocked):
        expected(town, meeting, "Ayu", agency=far)


@pytest.mark.parametrize("role", ["mentor", "writer", "coordinator_elsewhere", "observer"])
def test_only_organisers_change_the_roster(town, meeting, role):
    with pytest.raises(PermissionDenied):
        rosters.add(meeting, by=town[role], name="Ayu")


def test_the_former_roster_comes_along_with_one_act(town, meeting):
    row = expected(town, meeting)
    second = workshop(town, 2)

    rows = rosters.carry_over(second, by=town["coordinator"])

    assert [r.participant for r in rows] == [row.participant]
    assert rosters.carry_over(second, by=town["coordinator"]) == []


def test_without_a_former_roster_there_is_nothing_to_take_over(town, meeting):
    with pytest.raises(Blocked):
        rosters.carry_over(meeting, by=town["coordinator"])


def test_who_leaves_the_last_roster_is_forgotten(town, meeting):
    rosters.remove(expected(town, meeting), by=town["coordinator"])

    assert not Participant.objects.exists()


def test_who_was_present_stays_on_the_roster(town, meeting):
    row = expected(town, meeting)
    attendance.mark(row, session_of(meeting), by=town["coordinator"])

    with pytest.raises(Blocked):
        rosters.remove(row, by=town["coordinator"])

    assert Participation.objects.filter(pk=row.pk).exists()


class TestTwoSpellings:
    @pytest.fixture
    def twins(self, town, meeting):
        return expected(town, meeting, "Azril Apriansyah"), expected(
            town, meeting, "H. Azril Apriyansyah, S.Sos"
        )

    def test_they_are_offered_for_merging(self, meeting, twins):
        (pair,) = pairs_of(meeting)

        assert {pair.first, pair.second} == {row.participant for row in twins}

    def test_merging_keeps_the_attendance_of_both_and_the_earlier_of_two(
        self, town, meeting, twins
    ):
        first, second = twins
        opening, talk = session_of(meeting), session_of(meeting, "Diskusi")
        attendance.keep_many([first], opening, by=None, how="paper", at=talk.start)
        attendance.keep_many([second], opening, by=None, how="desk", at=opening.start)
        attendance.keep_many([second], talk, by=None, how="desk", at=talk.start)

        kept = merging.merge(first.participant, second.participant, by=town["coordinator"])

        marks = Attendance.objects.filter(participation__participant=kept)
        assert {(m.session.title, m.at) for m in marks} == {
            ("Pembukaan", opening.start),
            ("Diskusi", talk.start),
        }
        assert not Participation.objects.filter(pk=second.pk).exists()
        assert history.last_move(kept).verb == "workshops.participant.merge"

    def test_the_other_spelling_still_finds_the_person(self, town, meeting, twins):
        first, second = twins
        merging.merge(first.participant, second.participant, by=town["coordinator"])

        found = rosters.known(meeting, "Azril Apriyansyah", town.coordinating, "")

        assert found == first.participant
        assert pairs_of(meeting) == []

    def test_merging_moves_a_row_of_another_bimtek(self, town, meeting, twins):
        first, second = twins
        other = rosters.add(
            workshop(town, 2),
            by=town["coordinator"],
            name=second.participant.name,
            agency=town.coordinating,
        )

        merging.merge(first.participant, second.participant, by=town["coordinator"])

        other.refresh_from_db()
        assert other.participant == first.participant

    def test_two_people_are_not_offered_again(self, town, meeting, twins):
        first, second = (row.participant for row in twins)

        merging.keep_apart(first, second, by=town["coordinator"])

        assert pairs_of(meeting) == []

    def test_a_row_is_merged_once(self, town, meeting, twins):
        first, second = (row.participant for row in twins)
        merging.merge(first, second, by=town["coordinator"])

        with pytest.raises(Blocked):
            merging.merge(first, second, by=town["coordinator"])
