"""Can the same person guide and assess one region? Never, by whatever door they come."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.services import invitations
from programs.models import AssessorAssignment, Mentor, MentorAssignment
from programs.same_person import name_key
from programs.services import assessors, candidacies, mentors, relations, score_sheets
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import find
from tests.factories import CohortFactory, MentorFactory, UserFactory

SINCE = date(2019, 6, 1)


def refusal(act, *args, **kwargs) -> str:
    with pytest.raises(Blocked) as refused:
        act(*args, **kwargs)
    return " ".join(refused.value.reasons)


@pytest.fixture
def again(town):
    """The mentored region stands again, in another cohort."""
    return candidacies.add(CohortFactory(year=2022), town.enrolment.region, by=town["ministry"])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Prof. Dr. Ir. Marsudi W. Kisworo, M.Sc.", "Marsudi W. Kisworo"),
        ("dr. Hj. Neni Moerniaeni, Sp.OG", "NENI  MOERNIAENI"),
        ("Prof. Hendra Gunadi (contoh)", "Hendra Gunadi"),
    ],
)
def test_titles_case_and_spaces_do_not_hide_a_person(first, second):
    assert name_key(first) == name_key(second)


def test_initials_tell_people_apart():
    assert name_key("A. Rahman Saleh") != name_key("Rahman Saleh")


def test_a_mentor_of_an_earlier_cohort_does_not_assess_the_candidate(town, again):
    sentence = refusal(score_sheets.ask, again, town["mentor"], by=town["ministry"])
    assert "adalah pembimbing" in sentence


def test_an_assessor_of_the_candidate_does_not_guide_the_region(town, again):
    assessor = UserFactory()
    score_sheets.ask(again, assessor, by=town["ministry"])
    sentence = refusal(
        mentors.assign,
        town.enrolment,
        MentorFactory(user=assessor),
        by=town["ministry"],
        since=SINCE,
    )
    assert "adalah penilai" in sentence


def test_a_term_that_begins_tomorrow_counts_already(town, again):
    tomorrow = timezone.localdate() + timedelta(days=1)
    mentor = MentorFactory()
    mentors.assign(town.enrolment, mentor, by=town["ministry"], since=tomorrow)
    assert refusal(score_sheets.ask, again, mentor.user, by=town["ministry"])


def test_who_was_released_in_this_cohort_does_not_assess_in_it(town):
    mentor = MentorFactory()
    assignment = mentors.assign(town.enrolment, mentor, by=town["ministry"], since=SINCE)
    mentors.release(assignment, by=town["ministry"], until=SINCE)
    assert refusal(assessors.assign, town.enrolment, mentor.user, by=town["ministry"])


def test_a_mentor_without_account_of_the_same_name_is_asked_about(town, again):
    listed = Mentor.objects.create(name="Dr. Rina Wulandari, M.T.")
    mentors.assign(town.enrolment, listed, by=town["ministry"], since=SINCE)
    rina = UserFactory(name="Rina Wulandari", email="rina@example.org")
    sentence = refusal(score_sheets.ask, again, rina, by=town["ministry"])
    assert "Dr. Rina Wulandari, M.T." in sentence
    assert "alamat surel" in sentence
    mentors.change(listed, by=town["ministry"], email="rina.lain@example.org")
    score_sheets.ask(again, rina, by=town["ministry"])


def test_an_address_that_turns_out_to_be_an_assessors_is_refused(town):
    listed = Mentor.objects.create(name="Nama Berbeda")
    mentors.assign(town.enrolment, listed, by=town["ministry"], since=SINCE)
    email = town["assessor"].email
    assert refusal(mentors.change, listed, by=town["ministry"], email=email)
    listed.refresh_from_db()
    assert listed.email == ""


class TestInvitations:
    def invite(self, town, relation, subject, email, name="Orang Baru"):
        return invitations.invite(
            email=email, name=name, relation=relation, subject=subject, by=town["ministry"]
        )

    def test_a_mentor_is_not_invited_to_assess_the_own_region(self, town, again):
        sentence = refusal(self.invite, town, "assessor", again, town["mentor"].email.upper())
        assert "adalah pembimbing" in sentence

    def test_an_assessor_is_not_invited_to_guide_the_own_region(self, town):
        email = town["assessor"].email
        assert refusal(self.invite, town, "mentor", town.enrolment, email)

    def test_two_promises_to_one_person_are_not_both_kept(self, town, again):
        _first, guide = self.invite(town, "mentor", town.enrolment, "ganda@example.org")
        _second, assess = self.invite(town, "assessor", again, "ganda@example.org")
        person = invitations.accept(guide, username="ganda", password="rahasia-sekali-2022")
        with pytest.raises(Blocked, match="pembimbing"):
            invitations.accept_as(assess, by=person)
        assert not AssessorAssignment.objects.filter(user=person).exists()

    def test_an_invited_assessor_gets_the_sheet(self, town, again):
        _invitation, token = self.invite(town, "assessor", again, "baru@example.org")
        person = invitations.accept(token, username="baru", password="rahasia-sekali-2022")
        assert again.sheets.get().assessor == person


def test_the_ministry_cannot_grant_around_it(town, again):
    assert refusal(relations.grant, "assessor", town["mentor"], again, by=town["ministry"])


def test_many_at_once_says_which_pair_was_refused(town):
    rival = MentorFactory(user=town["assessor"], name="Penilai Juga")
    outcome = mentors.assign_many(
        [town.enrolment, town.elsewhere], [rival], by=town["ministry"], since=SINCE
    )
    assert [row.enrolment for row in outcome.done] == [town.elsewhere]
    assert str(town.enrolment.region) in outcome.refused[0]
    assert not MentorAssignment.objects.filter(mentor=rival, enrolment=town.enrolment).exists()


def test_a_spreadsheet_is_refused_row_by_row_too(town, again):
    sheet = find("programs.assessors")
    row = {"candidacy": again, "assessor": town["mentor"]}
    with pytest.raises(Blocked, match="pembimbing"):
        sheet.save(again.cohort, _row(row), by=town["ministry"])


def _row(values):
    from smartcity_portal.kit.sheets import Row

    row = Row(values)
    row.id = None
    return row
