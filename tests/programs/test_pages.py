"""What do the programme's pages show, to whom, and what do their forms keep?"""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Invitation
from programs.models import AgencyMember, Cohort, MentorAssignment, Tenure
from programs.services import memoranda, mentors
from tests.factories import AgencyFactory, EnrolmentFactory, MentorFactory, RegionFactory, edition

PDF = b"%PDF-1.7\n%contoh\n%%EOF\n"


def queries_of(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


class TestFacts:
    def test_the_page_of_an_enrolment_shows_both_numbers_of_the_mou(self, town, client):
        memoranda.register(
            town.enrolment,
            by=town["ministry"],
            title="Nota kesepahaman",
            number_ministry="12/KOMINFO/2019",
            number_region="180/7/2019",
            signed_on=date(2019, 5, 15),
        )
        client.force_login(town["mentor"])
        page = client.get(town.enrolment.get_absolute_url())
        assert "12/KOMINFO/2019" in page.text
        assert "180/7/2019" in page.text
        assert "15 Mei 2019" in page.text
        assert "belum ditemukan" in page.text
        assert reverse("programs:memorandum_register", args=[town.enrolment.slug]) not in page.text

    @pytest.mark.parametrize(
        "role", ["stranger", "mentor_elsewhere", "coordinator_elsewhere", "writer_elsewhere"]
    )
    def test_it_does_not_exist_for_people_of_other_regions(self, town, client, role):
        client.force_login(town[role])
        assert client.get(town.enrolment.get_absolute_url()).status_code == 404

    def test_only_who_appoints_reads_the_nip(self, town, client):
        tenure = Tenure.objects.filter(office__region=town.enrolment.region).first()
        tenure.official.nip = "196901011990031001"
        tenure.official.save()
        seen = {}
        for role in ("coordinator", "mentor", "writer"):
            client.force_login(town[role])
            text = client.get(town.enrolment.get_absolute_url()).text
            seen[role] = tenure.official.nip in text
        assert seen == {"coordinator": True, "mentor": False, "writer": False}

    def test_one_row_and_three_rows_cost_the_same(self, town, client):
        client.force_login(town["ministry"])
        urls = [
            town.enrolment.get_absolute_url(),
            town.enrolment.cohort.get_absolute_url(),
            reverse("programs:mentor_list"),
            reverse("programs:agency_list", args=[town.enrolment.region.slug]),
            reverse("programs:edition_list"),
            town.works.get_absolute_url(),
        ]
        before = [queries_of(client, url) for url in urls]
        for _ in range(3):
            AgencyFactory(region=town.enrolment.region)
            EnrolmentFactory(cohort=town.enrolment.cohort, region=RegionFactory())
            mentors.assign(
                town.enrolment, MentorFactory(), by=town["ministry"], since=date(2019, 6, 1)
            )
        for role in ("stranger", "observer", "mentor"):
            AgencyMember.objects.create(agency=town.works, user=town[role])
        edition(2022)
        edition(2023)
        assert [queries_of(client, url) for url in urls] == before


class TestForms:
    def test_a_wrong_date_keeps_what_was_typed_and_says_why(self, town, client):
        client.force_login(town["ministry"])
        url = reverse("programs:memorandum_register", args=[town.enrolment.slug])
        typed = {
            "title": "Nota kesepahaman",
            "number_ministry": "77/KOMINFO/2019",
            "mode": "luring",
            "signed_on": "2019-05-15",
            "valid_until": "2018-05-15",
        }
        page = client.post(url, typed)
        assert page.status_code == 200
        assert "mendahului tanggal penandatanganan" in page.text
        assert "77/KOMINFO/2019" in page.text
        assert "2018-05-15" in page.text
        done = client.post(url, typed | {"valid_until": "2024-05-15"})
        assert done.url == town.enrolment.get_absolute_url()

    def test_the_signed_document_is_served_to_people_of_the_enrolment_only(self, town, client):
        url = reverse("programs:memorandum_register", args=[town.enrolment.slug])
        file_url = reverse("programs:memorandum_file", args=[town.enrolment.slug])
        client.force_login(town["ministry"])
        assert client.get(file_url).status_code == 404
        bad = SimpleUploadedFile("mou.pdf", b"bukan pdf", "application/pdf")
        page = client.post(url, {"title": "Nota", "mode": "luring", "file": bad})
        assert "bukan PDF" in page.text
        good = SimpleUploadedFile("mou.pdf", PDF, "application/pdf")
        client.post(url, {"title": "Nota", "mode": "luring", "file": good})
        client.force_login(town["writer"])
        assert client.get(file_url).getvalue() == PDF
        client.force_login(town["writer_elsewhere"])
        assert client.get(file_url).status_code == 404

    def test_a_cohort_is_opened_and_changed(self, town, client):
        client.force_login(town["ministry"])
        typed = {"year": 2022, "edition": edition(2022).pk, "assessed": 60, "places": 80}
        page = client.post(reverse("programs:cohort_create"), typed)
        assert "Daerah terpilih lebih banyak daripada yang dinilai" in page.text
        done = client.post(reverse("programs:cohort_create"), typed | {"places": 50})
        assert done.url == Cohort.objects.get(year=2022).get_absolute_url()
        client.post(
            reverse("programs:cohort_edit", args=[2022]),
            {"edition": edition(2022).pk, "theme": "Tema baru"},
        )
        assert Cohort.objects.get(year=2022).theme == "Tema baru"
        client.force_login(town["coordinator"])
        assert client.get(reverse("programs:cohort_create")).status_code == 403

    def test_a_mentor_is_assigned_and_released(self, town, client):
        client.force_login(town["ministry"])
        mentor = MentorFactory()
        client.post(
            reverse("programs:mentor_assign", args=[town.enrolment.slug]),
            {"mentor": mentor.pk, "since": "2019-06-01"},
        )
        assignment = MentorAssignment.objects.get(mentor=mentor)
        url = reverse("programs:mentor_release", args=[assignment.pk])
        assert "mendahului" in client.post(url, {"until": "2018-01-01"}).text
        assert client.post(url, {"until": "2020-01-01"}).status_code == 302
        client.force_login(town["coordinator"])
        assert client.get(url).status_code == 403
        client.force_login(town["coordinator_elsewhere"])
        assert client.get(url).status_code == 404

    def test_a_coordinator_looks_after_the_agencies_of_the_own_region(self, town, client):
        client.force_login(town["coordinator"])
        add = reverse("programs:agency_add", args=[town.enrolment.region.slug])
        typed = {"name": town.works.name, "short_name": "PU lain", "kind": "other"}
        page = client.post(add, typed)
        assert "sudah memiliki OPD" in page.text
        assert "PU lain" in page.text
        client.post(add, typed | {"name": "Dinas Kesehatan"})
        assert town.enrolment.region.agencies.filter(name="Dinas Kesehatan").exists()
        change = reverse("programs:agency_change", args=[town.works.pk])
        client.post(change, {"name": "Dinas PUPR", "short_name": "PUPR", "kind": "other"})
        town.works.refresh_from_db()
        assert town.works.name == "Dinas PUPR"
        far = reverse("programs:agency_add", args=[town.elsewhere.region.slug])
        assert client.get(far).status_code == 404

    def test_an_official_is_appointed_with_capacity_and_the_term_ends(self, town, client):
        client.force_login(town["coordinator"])
        url = reverse("programs:official_appoint", args=[town.enrolment.region.slug])
        url += f"?opd={town.works.pk}"
        assert "Kepala Dinas Pekerjaan Umum" in client.get(url).text
        typed = {
            "title": "Kepala Dinas Pekerjaan Umum",
            "is_head": "on",
            "capacity": "plh",
            "since": "2019-02-01",
            "nip": "123",
        }
        page = client.post(url, typed)
        assert "NIP terdiri atas 18 angka." in page.text
        assert "Pilih pejabat atau tulis namanya." in page.text
        client.post(url, typed | {"name": "Ir. Contoh", "nip": "196901011990031001"})
        tenure = Tenure.objects.get(official__name="Ir. Contoh")
        assert tenure.printed_title == "Plh. Kepala Dinas Pekerjaan Umum"
        client.post(reverse("programs:tenure_end", args=[tenure.pk]), {"until": "2019-03-01"})
        tenure.refresh_from_db()
        assert tenure.until == date(2019, 3, 1)

    def test_a_refused_appointment_leaves_no_official_behind(self, town, client):
        client.force_login(town["coordinator"])
        url = reverse("programs:official_appoint", args=[town.enrolment.region.slug])
        page = client.post(
            url,
            {"title": "Wali Kota", "name": "Terlalu Awal", "capacity": "pj", "since": "2001-01-01"},
        )
        assert "memegang jabatan ini" in page.text
        assert not Tenure.objects.filter(official__name="Terlalu Awal").exists()
        assert "Terlalu Awal" in page.text

    def test_an_agency_of_another_region_is_not_found(self, town, client):
        client.force_login(town["coordinator"])
        far = AgencyFactory(region=town.elsewhere.region)
        url = reverse("programs:official_appoint", args=[town.enrolment.region.slug])
        assert client.get(f"{url}?opd={far.pk}").status_code == 404

    def test_the_decree_of_a_body_is_registered(self, town, client):
        client.force_login(town["coordinator"])
        url = reverse("programs:body_decree", args=[town.enrolment.slug, "dewan"])
        page = client.post(url, {"decree": "9/2019", "decreed_on": "2999-01-01"})
        assert "tidak boleh setelah hari ini" in page.text
        client.post(url, {"decree": "9/2019", "decreed_on": "2019-06-01", "members": "Wali Kota"})
        assert town.enrolment.bodies.get().decree == "9/2019"
        assert client.get(url.replace("dewan", "lain")).status_code == 404

    def test_access_of_a_writer_ends_by_a_post_only(self, town, client):
        client.force_login(town["coordinator"])
        member = AgencyMember.objects.get(user=town["writer_of_another_agency"])
        url = reverse("programs:member_end", args=[member.pk])
        assert client.get(url).status_code == 405
        client.post(url)
        client.force_login(town["writer_of_another_agency"])
        assert client.get(town.enrolment.get_absolute_url()).status_code == 404


class TestInvitationPages:
    def test_a_coordinator_invites_writers_of_the_own_region(self, town, client):
        client.force_login(town["coordinator"])
        listing = client.get(reverse("programs:invitation_list"))
        assert reverse("programs:invitation_create", args=["writer"]) in listing.text
        assert reverse("programs:invitation_create", args=["ministry"]) not in listing.text
        url = reverse("programs:invitation_create", args=["writer"])
        far = AgencyFactory(region=town.elsewhere.region)
        page = client.post(url, {"subject": far.pk, "name": "Baru", "email": "baru@example.org"})
        assert page.status_code == 200
        assert "baru@example.org" in page.text
        assert not Invitation.objects.exists()
        client.post(url, {"subject": town.works.pk, "name": "Baru", "email": "baru@example.org"})
        assert Invitation.objects.get().subject_label.startswith(town.works.name)

    def test_the_other_relations_are_the_ministrys(self, town, client):
        client.force_login(town["coordinator"])
        url = reverse("programs:invitation_create", args=["coordinator"])
        assert client.get(url).status_code == 403
        client.force_login(town["writer"])
        assert client.get(reverse("programs:invitation_list")).status_code == 403
        client.force_login(town["ministry"])
        for relation in ("ministry", "mentor", "coordinator", "assessor", "observer", "signatory"):
            url = reverse("programs:invitation_create", args=[relation])
            assert client.get(url).status_code == 200

    def test_an_invitation_is_sent_again_and_withdrawn(self, town, client):
        client.force_login(town["coordinator"])
        url = reverse("programs:invitation_create", args=["head"])
        client.post(url, {"subject": town.works.pk, "name": "Baru", "email": "baru@example.org"})
        invitation = Invitation.objects.get()
        first = invitation.token_hash
        client.post(reverse("programs:invitation_resend", args=[invitation.pk]))
        invitation.refresh_from_db()
        assert invitation.token_hash != first
        client.post(reverse("programs:invitation_withdraw", args=[invitation.pk]))
        page = client.post(reverse("programs:invitation_resend", args=[invitation.pk]), follow=True)
        assert "Undangan ini sudah ditarik." in page.text
        client.force_login(town["coordinator_elsewhere"])
        move = reverse("programs:invitation_withdraw", args=[invitation.pk])
        assert client.post(move).status_code == 404
