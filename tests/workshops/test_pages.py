"""Do the pages of stages and bimtek show what is true and offer only what is allowed?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.workshops.factories import PDF, meet_stage_one, upload, workshop
from workshops.models import Output, StagePlea
from workshops.services import stages

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_role(client, town):
    def enter(role):
        client.force_login(town[role], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter


@pytest.fixture
def slug(town, plan):
    return town.enrolment.slug


def gate_url(slug):
    return reverse("workshops:gate_detail", kwargs={"slug": slug})


def test_the_gate_page_names_holder_and_offers_a_reminder(as_role, slug):
    page = as_role("coordinator").get(gate_url(slug)).content.decode()
    assert "0 dari 6 syarat terpenuhi" in page
    assert "Kementerian" in page and "Ingatkan" in page
    assert "Ajukan penutupan dengan alasan" in page
    assert "Tutup dengan alasan" not in page


def test_the_ministry_is_offered_the_override_and_a_writer_nothing(as_role, slug):
    assert "Tutup dengan alasan" in as_role("ministry").get(gate_url(slug)).content.decode()
    page = as_role("writer").get(gate_url(slug)).content.decode()
    assert "Tutup dengan alasan" not in page and "Ingatkan" not in page


def test_closing_from_the_page_moves_the_stage(as_role, slug, town, plan):
    meet_stage_one(town, plan)
    client = as_role("ministry")
    assert "Tutup tahap I" in client.get(gate_url(slug)).content.decode()
    url = reverse("workshops:stage_close", kwargs={"slug": slug, "number": 1})
    page = client.post(url, follow=True).content.decode()
    assert "Tahap I sudah ditutup." in page
    town.enrolment.refresh_from_db()
    assert town.enrolment.stage == 2


def test_an_override_without_reason_says_what_to_do(as_role, slug, town):
    url = reverse("workshops:stage_override", kwargs={"slug": slug, "number": 1})
    page = as_role("ministry").post(url, {"reason": " "}, follow=True).content.decode()
    assert "tuliskan alasannya" in page
    town.enrolment.refresh_from_db()
    assert town.enrolment.stage == 1


def test_a_closed_stage_shows_the_reason_and_what_was_missing(as_role, slug, town):
    stages.close(town.enrolment, by=town["ministry"], despite="Jadwal nasional.")
    url = reverse("workshops:stage_detail", kwargs={"slug": slug, "number": 1})
    page = as_role("mentor").get(url).content.decode()
    assert "Jadwal nasional." in page and "Yang belum terpenuhi saat itu:" in page


def test_a_request_is_read_and_declined(as_role, slug, town):
    client = as_role("coordinator")
    client.post(reverse("workshops:stage_plead", kwargs={"slug": slug}), {"reason": "Besok bimtek"})
    plea = StagePlea.objects.get()
    client = as_role("ministry")
    assert "Besok bimtek" in client.get(gate_url(slug)).content.decode()
    url = reverse("workshops:plea_decline", kwargs={"slug": slug, "pk": plea.pk})
    client.post(url, {"reason": "Belum lengkap"})
    plea.refresh_from_db()
    assert plea.granted is False


def test_a_reminder_from_the_page_is_confirmed_then_refused(as_role, slug, town):
    client = as_role("coordinator")
    url = reverse("workshops:holder_remind", kwargs={"slug": slug})
    page = client.post(url, {"holder": "ministry"}, follow=True).content.decode()
    assert "Pengingat telah dikirim." in page and "Sudah diingatkan" in page
    again = client.post(url, {"holder": "ministry"}, follow=True).content.decode()
    assert "sudah diingatkan hari ini" in again


@pytest.mark.parametrize("number", [0, 5])
def test_a_stage_that_does_not_exist_is_not_found(as_role, slug, number):
    url = reverse("workshops:stage_detail", kwargs={"slug": slug, "number": number})
    assert as_role("ministry").get(url).status_code == 404


def test_the_bimtek_page_shows_agenda_goals_and_outputs(as_role, town, plan):
    first = workshop(town, 1)
    page = as_role("writer").get(first.get_absolute_url()).content.decode()
    assert "Pembukaan dan arah kebijakan" in page
    assert "Keputusan pembentukan Dewan dan Tim Pelaksana" in page
    assert "Jam merupakan usulan" in page
    assert "Tambah sesi" not in page


def test_wrong_dates_keep_what_was_typed(as_role, slug):
    url = reverse("workshops:workshop_schedule", kwargs={"slug": slug, "number": 1})
    typed = {
        "starts_on": "2019-07-09",
        "ends_on": "2019-07-08",
        "venue": "Pendopo Awang Long",
        "mode": "luring",
    }
    page = as_role("coordinator").post(url, typed).content.decode()
    assert "Hari terakhir mendahului hari pertama." in page and "Pendopo Awang Long" in page


def test_right_dates_are_saved(as_role, slug, town):
    url = reverse("workshops:workshop_schedule", kwargs={"slug": slug, "number": 1})
    typed = {"starts_on": "2019-07-08", "ends_on": "2019-07-09", "venue": "Aula", "mode": "hibrida"}
    assert as_role("coordinator").post(url, typed).status_code == 302
    assert workshop(town, 1).venue == "Aula"


def test_sessions_are_added_changed_and_removed(as_role, slug, town):
    client = as_role("coordinator")
    url = reverse("workshops:session_add", kwargs={"slug": slug, "number": 1})
    typed = {"day": 2, "starts_at": "19:00", "ends_at": "20:00", "title": "Ramah tamah"}
    assert client.post(url, typed).status_code == 302
    session = workshop(town, 1).sessions.get(title="Ramah tamah")
    change = reverse("workshops:session_change", kwargs={"pk": session.pk})
    page = client.post(change, {**typed, "starts_at": "15:30"}).content.decode()
    assert "memakai ruang yang sama" in page
    client.post(reverse("workshops:session_remove", kwargs={"pk": session.pk}))
    assert not workshop(town, 1).sessions.filter(pk=session.pk).exists()


def test_an_output_is_uploaded_read_and_checked(as_role, slug, town):
    output = Output.objects.get(workshop__enrolment=town.enrolment, plan__code="bodies")
    file = SimpleUploadedFile("SK Dewan.pdf", PDF, content_type="application/pdf")
    url = reverse("workshops:output_upload", kwargs={"pk": output.pk})
    page = as_role("coordinator").post(url, {"file": file}, follow=True).content.decode()
    assert "SK Dewan.pdf" in page
    download = as_role("mentor").get(reverse("workshops:output_download", kwargs={"pk": output.pk}))
    assert b"".join(download.streaming_content) == PDF
    assert "attachment" in download["Content-Disposition"]
    as_role("mentor").post(reverse("workshops:output_check", kwargs={"pk": output.pk}))
    output.refresh_from_db()
    assert output.is_checked


def test_a_wrong_file_says_so_and_stores_nothing(as_role, town, plan):
    output = Output.objects.get(workshop__enrolment=town.enrolment, plan__code="bodies")
    file = SimpleUploadedFile("SK.pdf", b"bukan pdf", content_type="application/pdf")
    url = reverse("workshops:output_upload", kwargs={"pk": output.pk})
    page = as_role("coordinator").post(url, {"file": file}, follow=True).content.decode()
    assert "Tidak ada yang disimpan." in page


def test_a_file_of_another_region_is_not_found(as_role, town, plan):
    output = upload(town, "bodies")
    url = reverse("workshops:output_download", kwargs={"pk": output.pk})
    assert as_role("coordinator_elsewhere").get(url).status_code == 404


def test_the_same_page_speaks_english(as_role, slug, town):
    town["mentor"].language = "en"
    town["mentor"].save()
    client = as_role("mentor")
    client.cookies["django_language"] = "en"
    page = client.get(gate_url(slug)).content.decode()
    assert "0 of 6 requirements are met" in page


def test_the_gate_page_leads_to_the_other_rooms(as_role, slug, town):
    client = as_role("ministry")
    doors = client.get(gate_url(slug)).context["doors"]
    assert [client.get(door["url"]).status_code for door in doors] == [200] * 4
    elsewhere = client.get(gate_url(town.elsewhere.slug))
    assert elsewhere.context["doors"] == [], "nothing is written there yet"
