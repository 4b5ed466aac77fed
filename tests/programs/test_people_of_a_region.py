"""Mentors, assessors, agencies, officials, bodies, MoU: what is accepted, what is refused?"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Notice
from accounts.services import history
from programs.models import AgencyMember, MentorAssignment, Tenure
from programs.people import mentors_of
from programs.services import (
    agencies,
    assessors,
    bodies,
    memoranda,
    mentors,
    officials,
    relations,
)
from smartcity_portal.kit.machine import Blocked
from tests.factories import AgencyFactory, MentorFactory, UserFactory


def refusal(act, *args, **kwargs) -> str:
    with pytest.raises(Blocked) as refused:
        act(*args, **kwargs)
    return " ".join(refused.value.reasons)


class TestMentors:
    def test_an_assigned_mentor_and_the_coordinator_are_told(self, town):
        mentor = MentorFactory()
        mentors.assign(town.enrolment, mentor, by=town["ministry"], since=date(2019, 5, 15))
        assert mentor.user in mentors_of(town.enrolment)
        assert Notice.objects.filter(to=mentor.user, kind="programs.mentor_assigned").exists()
        assert Notice.objects.filter(to=town["coordinator"], kind="programs.mentor_came").exists()

    def test_the_same_mentor_is_not_assigned_twice(self, town):
        sentence = refusal(
            mentors.assign,
            town.enrolment,
            town["mentor"].mentor,
            by=town["ministry"],
            since=date(2019, 5, 15),
        )
        assert "sudah membimbing" in sentence

    def test_an_assessor_of_the_region_never_becomes_its_mentor(self, town):
        mentor = MentorFactory(user=town["assessor"])
        sentence = refusal(
            mentors.assign, town.enrolment, mentor, by=town["ministry"], since=date(2019, 5, 15)
        )
        assert "adalah penilai" in sentence
        mentors.assign(town.elsewhere, mentor, by=town["ministry"], since=date(2019, 5, 15))

    def test_a_mentor_of_the_region_never_becomes_its_assessor(self, town):
        sentence = refusal(assessors.assign, town.enrolment, town["mentor"], by=town["ministry"])
        assert "adalah pembimbing" in sentence
        assessors.assign(town.elsewhere, town["mentor"], by=town["ministry"])

    def test_linking_an_assessors_account_to_a_mentor_is_refused(self, town):
        mentor = MentorFactory(user=None)
        mentors.assign(town.enrolment, mentor, by=town["ministry"], since=date(2019, 5, 15))
        sentence = refusal(relations.grant, "mentor", town["assessor"], mentor, by=town["ministry"])
        assert "adalah penilai" in sentence

    def test_a_released_mentor_no_longer_guides_the_next_day(self, town):
        assignment = MentorAssignment.objects.get(enrolment=town.enrolment)
        yesterday = timezone.localdate() - timedelta(days=1)
        mentors.release(assignment, by=town["ministry"], until=yesterday)
        assert town["mentor"] not in mentors_of(town.enrolment)
        assert "sudah berakhir" in refusal(mentors.release, assignment, by=town["ministry"])

    def test_nobody_is_released_before_beginning(self, town):
        assignment = MentorAssignment.objects.get(enrolment=town.enrolment)
        sentence = refusal(mentors.release, assignment, by=town["ministry"], until=date(2018, 1, 1))
        assert "mendahului" in sentence

    def test_a_coordinator_does_not_assign(self, town):
        with pytest.raises(PermissionDenied):
            mentors.assign(
                town.enrolment, MentorFactory(), by=town["coordinator"], since=date(2019, 5, 15)
            )


class TestAgencies:
    def test_a_coordinator_adds_an_agency_to_the_own_region_only(self, town):
        agency = agencies.add(
            town.enrolment.region,
            name="Dinas Kesehatan",
            short_name="Dinkes",
            by=town["coordinator"],
        )
        assert history.history_of(agency).get().by == town["coordinator"]
        with pytest.raises(PermissionDenied):
            agencies.add(
                town.elsewhere.region, name="Dinas X", short_name="X", by=town["coordinator"]
            )

    def test_two_agencies_do_not_share_a_name(self, town):
        sentence = refusal(
            agencies.add,
            town.enrolment.region,
            name=town.works.name.upper(),
            short_name="X",
            by=town["coordinator"],
        )
        assert "sudah memiliki OPD" in sentence

    def test_a_region_has_one_coordinating_agency(self, town):
        sentence = refusal(agencies.change, town.works, by=town["coordinator"], kind="coordinator")
        assert town.coordinating.name in sentence

    def test_an_agency_of_another_region_is_refused_by_name(self, town):
        far = AgencyFactory(region=town.elsewhere.region)
        sentence = refusal(agencies.require_of_region, far, town.enrolment.region)
        assert far.name in sentence
        assert str(town.elsewhere.region) in sentence


class TestOfficials:
    def office(self, town, agency=None):
        return officials.office_of(town.enrolment.region, agency, by=town["coordinator"])

    def person(self, town, name="Pejabat Baru"):
        return officials.register(name, region=town.enrolment.region, by=town["coordinator"])

    def test_the_title_follows_from_region_and_agency(self, town):
        town.enrolment.region.name = "Kabupaten Batang"
        town.enrolment.region.kind = "kabupaten"
        title = officials.head_title_of
        assert title(town.enrolment.region) == "Bupati Batang"
        assert title(town.enrolment.region, town.works) == "Kepala Dinas Pekerjaan Umum"
        town.works.name = "Sekretariat Daerah"
        assert title(town.enrolment.region, town.works) == "Sekretaris Daerah"

    def test_a_new_holder_ends_the_term_before(self, town):
        office = self.office(town, town.works)
        first = officials.appoint(
            office, self.person(town), by=town["coordinator"], since=date(2019, 1, 1)
        )
        second = officials.appoint(
            office,
            self.person(town, "Pengganti"),
            by=town["coordinator"],
            capacity="plt",
            since=date(2020, 3, 1),
        )
        first.refresh_from_db()
        assert first.until == date(2020, 2, 29)
        assert second.printed_title == "Plt. Kepala Dinas Pekerjaan Umum"
        assert list(Tenure.objects.current().filter(office=office)) == [second]

    def test_two_people_never_hold_one_office_at_a_time(self, town):
        office = self.office(town, town.works)
        officials.appoint(office, self.person(town), by=town["coordinator"], since=date(2019, 1, 1))
        sentence = refusal(
            officials.appoint,
            office,
            self.person(town, "Lain"),
            by=town["coordinator"],
            since=date(2018, 6, 1),
        )
        assert "memegang jabatan ini pada masa itu" in sentence
        officials.appoint(
            office,
            self.person(town, "Pendahulu"),
            by=town["coordinator"],
            since=date(2015, 1, 1),
            until=date(2018, 12, 31),
        )
        assert office.tenures.count() == 2

    def test_a_term_does_not_end_before_it_begins(self, town):
        office = self.office(town, town.works)
        tenure = officials.appoint(
            office, self.person(town), by=town["coordinator"], since=date(2019, 1, 1)
        )
        sentence = refusal(officials.end, tenure, by=town["coordinator"], until=date(2018, 1, 1))
        assert "mendahului" in sentence
        officials.end(tenure, by=town["coordinator"], until=date(2021, 1, 1))
        assert not Tenure.objects.current().filter(office=office).exists()

    def test_an_agency_of_another_region_has_no_office_here(self, town):
        far = AgencyFactory(region=town.elsewhere.region)
        sentence = refusal(officials.office_of, town.enrolment.region, far, by=town["coordinator"])
        assert far.name in sentence

    def test_the_coordinator_elsewhere_appoints_nobody_here(self, town):
        with pytest.raises(PermissionDenied):
            officials.office_of(town.enrolment.region, by=town["coordinator_elsewhere"])


class TestMemorandum:
    FIELDS = {"title": "Nota kesepahaman", "number_ministry": "1/KOMINFO/2019"}

    def test_both_numbers_are_kept_and_can_be_corrected(self, town):
        memoranda.register(town.enrolment, by=town["ministry"], **self.FIELDS)
        memorandum = memoranda.register(
            town.enrolment, by=town["ministry"], number_region="180/2/2019"
        )
        assert memorandum.number_ministry == "1/KOMINFO/2019"
        assert memorandum.number_region == "180/2/2019"
        verbs = [entry.verb for entry in history.history_of(town.enrolment)]
        assert verbs == [
            "programs.enrolment.correct_memorandum",
            "programs.enrolment.register_memorandum",
        ]

    def test_wrong_dates_are_refused_in_indonesian(self, town):
        sentence = refusal(
            memoranda.register,
            town.enrolment,
            by=town["ministry"],
            signed_on=date(2019, 5, 15),
            valid_until=date(2018, 5, 15),
            **self.FIELDS,
        )
        assert sentence == (
            "Hari terakhir berlaku (15 Mei 2018) mendahului tanggal penandatanganan (15 Mei 2019)."
        )

    def test_nothing_was_signed_tomorrow(self, town):
        tomorrow = timezone.localdate() + timedelta(days=1)
        sentence = refusal(
            memoranda.register,
            town.enrolment,
            by=town["ministry"],
            signed_on=tomorrow,
            **self.FIELDS,
        )
        assert "tidak boleh setelah hari ini" in sentence


def test_a_body_is_decreed_once_per_kind_and_corrected_later(town):
    bodies.decree(
        town.enrolment, kind="dewan", decree="1/2019", decreed_on=None, by=town["coordinator"]
    )
    body = bodies.decree(
        town.enrolment,
        kind="dewan",
        decree="2/2019",
        decreed_on=date(2019, 6, 1),
        by=town["coordinator"],
    )
    assert town.enrolment.bodies.get() == body
    assert body.decree == "2/2019"
    with pytest.raises(PermissionDenied):
        bodies.decree(town.enrolment, kind="tim", decree="3", decreed_on=None, by=town["writer"])


class TestRelations:
    @pytest.mark.parametrize(
        ("relation", "subject", "permission"),
        [
            ("ministry", lambda town: None, "programs.enrol_region"),
            ("coordinator", lambda town: town.enrolment.region, "programs.manage_agency"),
            ("writer", lambda town: town.works, "programs.view_enrolment"),
            ("head", lambda town: town.works, "programs.view_enrolment"),
            ("observer", lambda town: town.enrolment.region, "programs.view_enrolment"),
            ("mentor", lambda town: town.enrolment, "programs.view_enrolment"),
            ("assessor", lambda town: town.enrolment, "programs.view_enrolment"),
        ],
    )
    def test_a_relation_gives_its_rights_and_ends_with_them(
        self, town, relation, subject, permission
    ):
        person, about = UserFactory(), subject(town)
        relations.grant(relation, person, about, by=town["ministry"])
        relations.grant(relation, person, about, by=town["ministry"])
        assert person.has_perm(permission, town.enrolment)
        assert relations.revoke(relation, person, about, by=town["ministry"])
        assert not person.has_perm(permission, town.enrolment)
        verb = f"programs.relation.revoke_{relation}"
        assert history.history_of(about or person).filter(verb=verb).count() == 1

    def test_the_person_is_told_which_task_came(self, town):
        person = UserFactory()
        relations.grant("writer", person, town.works, by=town["coordinator"])
        notice = Notice.objects.get(to=person)
        assert "Penulis OPD" in notice.title
        assert town.works.name in notice.body

    def test_a_coordinator_grants_in_the_own_region_only(self, town):
        far = AgencyFactory(region=town.elsewhere.region)
        with pytest.raises(PermissionDenied):
            relations.grant("writer", UserFactory(), far, by=town["coordinator"])
        with pytest.raises(PermissionDenied):
            relations.grant("ministry", UserFactory(), None, by=town["coordinator"])

    def test_a_signatory_gets_the_account_of_the_official_in_office(self, town):
        office = officials.office_of(town.enrolment.region, town.works, by=town["coordinator"])
        person = UserFactory()
        with pytest.raises(Blocked, match="kosong"):
            relations.grant("signatory", person, office, by=town["coordinator"])
        official = officials.register(
            "Kepala", region=town.enrolment.region, by=town["coordinator"]
        )
        officials.appoint(office, official, by=town["coordinator"], since=date(2019, 1, 1))
        relations.grant("signatory", person, office, by=town["coordinator"])
        official.refresh_from_db()
        assert official.user == person
        with pytest.raises(Blocked, match="sudah memiliki akun"):
            relations.grant("signatory", UserFactory(), official, by=town["coordinator"])

    def test_a_relation_needs_what_it_stands_on(self, town):
        with pytest.raises(Blocked, match="Penulis OPD"):
            relations.grant("writer", UserFactory(), town.enrolment.region, by=town["ministry"])

    def test_ending_today_ends_at_once(self, town):
        member = AgencyMember.objects.get(user=town["writer"])
        relations.revoke("writer", town["writer"], member.agency, by=town["coordinator"])
        member.refresh_from_db()
        assert member.until < timezone.localdate()
