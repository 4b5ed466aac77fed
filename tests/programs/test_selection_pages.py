"""What do the pages of the selection show, to whom, and what do their forms keep?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Invitation
from programs.models import Candidacy, Enrolment, PassLetter, ScoreSheet
from programs.services import candidacies, score_sheets
from tests.factories import MentorFactory, RegionFactory, UserFactory
from tests.programs.factories import FULL, candidate, cohort_of_2022, scored

LETTER = {
    "number": "B-1/KOMINFO/DJAI/AI.01.05/04/2022",
    "dated": "2022-04-01",
    "place": "Jakarta",
    "nature": "penting",
    "subject": "Hasil seleksi",
    "body": "{region} lulus.",
    "signer_office": "Direktur Jenderal Aplikasi Informatika",
    "signer_name": "Nama Pejabat",
}


@pytest.fixture
def ministry(town):
    return town["ministry"]


@pytest.fixture
def candidacy(ministry):
    return candidate(ministry, name="Kota Calon", slug="kota-calon", code="65.74")


def page_of(year: int = 2022, name: str = "selection_detail") -> str:
    return reverse(f"programs:{name}", args=[year])


def queries_of(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_overview_names_numbers_and_sources(ministry, client):
    cohort = cohort_of_2022()
    cohort.invited, cohort.assessed, cohort.places = 165, 120, 50
    cohort.notes, cohort.source = "150 atau 107", "harita.id, 15 Mei 2019"
    cohort.save()
    client.force_login(ministry)
    text = client.get(reverse("programs:selection_overview")).text
    for word in ("165", "120", "50", "42 %", "150 atau 107", "harita.id, 15 Mei 2019"):
        assert word in text


def test_one_row_and_three_rows_cost_the_same(town, ministry, client, candidacy):
    assessor = town["assessor"]
    score_sheets.ask(candidacy, assessor, by=ministry)
    scored(candidacy, ministry, FULL)
    client.force_login(ministry)
    urls = [
        reverse("programs:selection_overview"),
        page_of(),
        candidacy.get_absolute_url(),
        page_of(name="assessors_ask"),
        page_of(name="pass_letter_issue"),
    ]
    before = [queries_of(client, url) for url in urls]
    client.force_login(assessor)
    own = reverse("programs:score_sheet_list")
    own_before = queries_of(client, own)
    for _ in range(3):
        other = candidate(ministry)
        score_sheets.ask(other, assessor, by=ministry)
        scored(other, ministry, FULL, FULL)
        scored(candidacy, ministry, FULL)
    for row in Candidacy.objects.filter(state="assessed"):
        candidacies.accept(row, by=ministry)
    assert queries_of(client, own) == own_before
    client.force_login(ministry)
    assert [queries_of(client, url) for url in urls] == before


def test_candidates_are_pasted_by_name_or_code(ministry, client, candidacy):
    RegionFactory(name="Kota Baru", code="65.99")
    client.force_login(ministry)
    url = page_of(name="candidacies_add")
    typed = {"origin": "applied", "regions": "kota  baru\n65.74\n\nKota Khayalan"}
    page = client.post(url, typed)
    assert "“Kota Khayalan” bukan kabupaten atau kota" in page.text
    assert "kota  baru" in page.text
    page = client.post(url, typed | {"regions": "kota baru\n65.74"}, follow=True)
    assert "1 selesai." in page.text
    assert "Kota Calon sudah menjadi calon" in page.text
    assert Candidacy.objects.get(region__name="Kota Baru").origin == "applied"


def test_missing_scores_are_dashes_and_no_rank(ministry, client, candidacy):
    scored(candidacy, ministry, {"paparan": 70})
    client.force_login(ministry)
    text = client.get(page_of()).text
    assert "dari bobot 40 %" in text
    assert "70,0" in text
    assert "belum ada" in text


def test_views_of_the_list_are_links_with_counts(ministry, client, candidacy):
    scored(candidacy, ministry, FULL, dict.fromkeys(FULL, 5))
    client.force_login(ministry)
    assert "Kota Calon" in client.get(f"{page_of()}?tampilan=berbeda").text
    assert "Kota Calon" not in client.get(f"{page_of()}?tampilan=diterima").text
    assert "Kota Calon" not in client.get(f"{page_of()}?q=Batam").text


def test_ticked_candidates_are_decided_with_one_reason(ministry, client, candidacy):
    other = candidate(ministry)
    client.force_login(ministry)
    url = page_of(name="candidacies_decide")
    both = {"candidacy": [candidacy.pk, other.pk], "verb": "decline"}
    page = client.post(url, both, follow=True)
    assert "Tulis alasannya" in page.text
    client.post(url, both | {"reason": "Kuota penuh."})
    assert set(Candidacy.objects.values_list("state", "reason")) == {("declined", "Kuota penuh.")}
    page = client.post(url, {"verb": "accept"}, follow=True)
    assert "Centang sekurang-kurangnya satu calon" in page.text
    assert client.post(url, {"verb": "erase", "candidacy": [other.pk]}).status_code == 302


class TestSheets:
    def test_an_assessor_keeps_and_hands_in(self, ministry, client, candidacy):
        assessor = UserFactory()
        score_sheets.ask(candidacy, assessor, by=ministry)
        client.force_login(assessor)
        assert "Kota Calon" in client.get(reverse("home")).text
        url = reverse("programs:score_sheet_fill", args=[candidacy.pk])
        page = client.post(url, {"score_1": "101", "note": "Ragu", "keep": "1"})
        assert "bilangan bulat 0 sampai 100" in page.text
        assert "Ragu" in page.text
        client.post(url, {"score_1": "70", "keep": "1"})
        assert ScoreSheet.objects.get().scores == {"paparan": 70}
        page = client.post(url, {"score_1": "70", "hand_in": "1"})
        assert "Belum dinilai: Kelengkapan administrasi, Wawancara" in page.text
        client.post(url, {"score_0": "80", "score_1": "70", "score_2": "60", "hand_in": "1"})
        assert ScoreSheet.objects.get().is_handed_in
        assert client.get(url).url == candidacy.get_absolute_url()
        assert "68,0" in client.get(reverse("programs:score_sheet_list")).text

    def test_notes_of_others_are_hidden_until_then(self, ministry, client, candidacy):
        assessor = UserFactory()
        score_sheets.ask(candidacy, assessor, by=ministry)
        scored(candidacy, ministry, FULL, note="Rahasia penilai lain")
        client.force_login(assessor)
        assert "Rahasia penilai lain" not in client.get(candidacy.get_absolute_url()).text
        score_sheets.hand_in(candidacy, by=assessor, scores=FULL)
        text = client.get(candidacy.get_absolute_url()).text
        assert "Rahasia penilai lain" in text
        assert "Selisih" not in text
        client.force_login(ministry)
        assert "Selisih antarasesor" in client.get(candidacy.get_absolute_url()).text

    def test_the_region_reads_the_result_and_no_scores(self, town, ministry, client):
        candidacy = candidacies.add(cohort_of_2022(), town.enrolment.region, by=ministry)
        candidacies.change(candidacy, by=ministry, notes="Catatan dalam", contact_name="Ibu Humas")
        (assessor,) = scored(candidacy, ministry, FULL, note="Hanya penilai")
        candidacies.decline(candidacy, by=ministry, reason="Kuota penuh.")
        client.force_login(town["coordinator"])
        text = client.get(candidacy.get_absolute_url()).text
        assert "Kuota penuh." in text
        for hidden in ("Hanya penilai", "Catatan dalam", "Ibu Humas", assessor.name, "68,0"):
            assert hidden not in text
        client.force_login(town["coordinator_elsewhere"])
        assert client.get(candidacy.get_absolute_url()).status_code == 404


class TestAsking:
    def test_a_mentor_is_refused_by_name_and_the_others_are_asked(self, town, ministry, client):
        candidacy = candidacies.add(cohort_of_2022(), town.enrolment.region, by=ministry)
        free = MentorFactory(name="Pembimbing Lain").user
        client.force_login(ministry)
        page = client.post(
            page_of(name="assessors_ask"),
            {"candidacy": [candidacy.pk], "person": [town["mentor"].pk, free.pk], "people": ""},
            follow=True,
        )
        assert "adalah pembimbing" in page.text
        assert {sheet.assessor for sheet in candidacy.sheets.all()} == {free}

    def test_addresses_ask_accounts_and_invite_the_others(self, ministry, client, candidacy):
        known = UserFactory(email="kenal@example.org")
        client.force_login(ministry)
        url = page_of(name="assessors_ask")
        ticked = {"candidacy": [candidacy.pk]}
        page = client.post(url, ticked | {"people": "bukan-surel"})
        assert "tidak diawali alamat surel" in page.text
        page = client.post(url, ticked | {"people": "baru@example.org"})
        assert "belum memiliki akun: tulis namanya" in page.text
        client.post(url, ticked | {"people": "KENAL@example.org\nbaru@example.org; Dr. Baru"})
        assert candidacy.sheets.get().assessor == known
        assert Invitation.objects.get().email == "baru@example.org"
        page = client.post(url, {"people": ""})
        assert "Centang sekurang-kurangnya satu calon dan satu orang" in page.text


class TestLetters:
    def test_a_letter_is_issued_for_the_ticked_and_read_by_the_region(
        self, town, ministry, client, django_capture_on_commit_callbacks
    ):
        candidacy = candidacies.add(cohort_of_2022(), town.enrolment.region, by=ministry)
        scored(candidacy, ministry, FULL)
        candidacies.accept(candidacy, by=ministry)
        client.force_login(ministry)
        url = page_of(name="pass_letter_issue")
        page = client.post(url, LETTER)
        assert "Pilih sekurang-kurangnya satu calon yang diterima" in page.text
        page = client.post(url, LETTER | {"candidacy": candidacy.pk, "signer_nip": "12"})
        assert "NIP terdiri atas 18 angka" in page.text
        with django_capture_on_commit_callbacks(execute=True):
            client.post(url, LETTER | {"candidacy": candidacy.pk})
        assert PassLetter.objects.get().number == LETTER["number"]
        file_url = reverse("programs:pass_letter_file", args=[candidacy.pk])
        client.force_login(town["coordinator"])
        assert file_url in client.get(candidacy.get_absolute_url()).text
        assert client.get(file_url).getvalue().startswith(b"%PDF-")
        client.force_login(town["mentor"])
        assert client.get(file_url).status_code == 404

    def test_the_way_leads_on_to_enrolling(self, ministry, client, candidacy):
        scored(candidacy, ministry, FULL)
        candidacies.accept(candidacy, by=ministry)
        client.force_login(ministry)
        begin = f"{reverse('journey_begin')}?angkatan=2022&amp;daerah=65.74"
        assert begin in client.get(candidacy.get_absolute_url()).text
        form = client.get(begin.replace("&amp;", "&")).text
        assert 'value="Kota Calon"' in form
        done = client.post(
            reverse("journey_begin"),
            {"cohort": candidacy.cohort_id, "region": "Kota Calon", "period_start": 2023},
        )
        assert done.url == Enrolment.objects.get(region=candidacy.region).get_absolute_url()


def test_the_ministry_finds_the_selection_in_its_menu_and_on_the_cohort(
    ministry, client, candidacy
):
    client.force_login(ministry)
    assert reverse("programs:selection_overview") in client.get(reverse("home")).text
    text = client.get(candidacy.cohort.get_absolute_url()).text
    for url in (page_of(), page_of(name="memorandum_list"), reverse("mentor_board", args=[2022])):
        assert url in text
