"""Do the pages of letters, answers, materials and speakers show what is true and lead on?"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from smartcity_portal.kit.machine import Blocked
from tests.workshops.factories import PDF, workshop
from workshops import answer_links
from workshops.models import Letter, LetterRecipient, Material, Speaker
from workshops.services import agenda, letters, materials, speakers, workshops

pytestmark = pytest.mark.django_db
AHEAD = timezone.localdate() + timedelta(days=30)


@pytest.fixture
def as_role(client, town):
    def enter(role):
        client.force_login(town[role], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter


@pytest.fixture
def bimtek(town, plan):
    return workshops.schedule(
        workshop(town, 1),
        by=town["coordinator"],
        starts_on=AHEAD,
        ends_on=AHEAD + timedelta(days=1),
        venue="Pendopo",
    )


@pytest.fixture
def issued(town, bimtek):
    (letter,) = letters.draft(bimtek, by=town["coordinator"], groups=["agencies", "mentors"])
    return letters.issue(letter, by=town["coordinator"])


def url(name, *args):
    return reverse(f"workshops:{name}", args=args)


def test_a_coordinator_writes_issues_and_sends_a_letter(
    as_role, town, bimtek, django_capture_on_commit_callbacks
):
    client, slug = as_role("coordinator"), town.enrolment.slug
    form = client.get(url("letter_draft", slug, 1)).content.decode()
    assert "Kepala Perangkat Daerah (2)" in form
    client.post(url("letter_draft", slug, 1), {"groups": ["agencies", "mentors"], "shape": "list"})
    letter = Letter.objects.get()
    page = client.get(letter.get_absolute_url()).content.decode()
    assert "nomor diberikan saat terbit" in page and "Terbitkan surat" in page
    preview = client.get(url("letter_preview", letter.pk))
    assert preview["Content-Type"] == "application/pdf"
    page = client.post(url("letter_issue", letter.pk), follow=True).content.decode()
    assert "Kirim kepada 2 orang" in page and "005/001/" in page
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(url("letter_send", letter.pk), follow=True).content.decode()
    assert len(mail.outbox) == 2 and "2 surel sedang dikirim." in page
    assert "2 dari 3 terkirim" in client.get(letter.get_absolute_url()).content.decode()


def test_wrong_words_keep_what_was_typed(as_role, town, bimtek):
    (letter,) = letters.draft(bimtek, by=town["coordinator"], groups=["agencies"])
    data = {"groups": ["agencies"], "subject": "", "opening": "Kalimat saya sendiri."}
    page = as_role("coordinator").post(url("letter_edit", letter.pk), data).content.decode()
    assert "Kalimat saya sendiri." in page


def test_others_read_the_letter_but_no_addresses(as_role, town, issued):
    client = as_role("writer")
    page = client.get(issued.get_absolute_url()).content.decode()
    assert "Buka surat" in page and town["mentor"].email not in page
    assert client.get(url("letter_document", issued.pk))["Content-Type"] == "application/pdf"
    assert client.get(url("recipient_detail", issued.recipients.first().pk)).status_code == 404


def test_a_draft_is_not_seen_by_others(as_role, town, bimtek):
    (letter,) = letters.draft(bimtek, by=town["coordinator"], groups=["agencies"])
    assert as_role("mentor").get(letter.get_absolute_url()).status_code == 404
    assert (
        letter.subject
        not in as_role("writer").get(url("letter_list", town.enrolment.slug, 1)).content.decode()
    )


def test_the_text_for_a_chat_holds_the_personal_link(as_role, town, issued):
    row = issued.recipients.get(email=town["mentor"].email)
    page = as_role("coordinator").get(row.get_absolute_url()).content.decode()
    assert answer_links.address_of(row) in page and 'data-copy="Yth.' in page


def test_somebody_answers_by_the_link_without_signing_in(client, town, issued):
    row = issued.recipients.get(email=town["mentor"].email)
    address = url("letter_answer", answer_links.token_of(row))
    page = client.get(address)
    assert "Apakah Anda hadir?" in page.content.decode() and "Pendopo" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    row.refresh_from_db()
    assert row.answer == "", "opening the page is no answer: mail scanners open it too"
    page = client.post(address, {"answer": "diwakili"}).content.decode()
    assert "Tuliskan nama dan jabatan yang mewakili." in page
    data = {"answer": "diwakili", "substitute": "Budi, asisten"}
    page = client.post(address, data, follow=True).content.decode()
    assert "Jawaban Anda: Diwakili" in page
    row.refresh_from_db()
    assert (row.answer, row.substitute) == ("diwakili", "Budi, asisten")


def test_a_wrong_link_says_so(client, db):
    page = client.get(url("letter_answer", "1~abc"))
    assert page.status_code == 404 and "Tautan ini tidak menuju" in page.content.decode()


def test_the_link_of_a_replaced_letter_leads_to_the_newer_one(client, town, issued):
    row = issued.recipients.get(email=town["mentor"].email)
    fresh = letters.replace(issued, by=town["coordinator"], reason="Pindah.")
    letters.issue(fresh, by=town["coordinator"])
    newer = LetterRecipient.objects.get(letter=fresh, email=town["mentor"].email)
    page = client.get(url("letter_answer", answer_links.token_of(row))).content.decode()
    assert answer_links.address_of(newer) in page and "Kirim jawaban" not in page


def test_the_holder_of_a_link_gets_letter_and_calendar(client, town, issued):
    token = answer_links.token_of(issued.recipients.get(email=town["mentor"].email))
    assert b"".join(client.get(url("answer_document", token)).streaming_content)[:5] == b"%PDF-"
    calendar = Calendar.from_ical(client.get(url("answer_calendar", token)).content)
    assert calendar["METHOD"] == "REQUEST"


def test_the_calendar_of_a_bimtek_has_every_session(as_role, town, bimtek):
    session = bimtek.sessions.first()
    agenda.change(session, by=town["coordinator"], presenter="Dr. Sari, M.T.", room="Aula; barat")
    answer = as_role("writer").get(url("workshop_calendar", town.enrolment.slug, 1))
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    events = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH" and len(events) == bimtek.sessions.count()
    assert events[0]["DTSTART"].dt == bimtek.moment(1, session.starts_at)
    assert "Aula; barat" in events[0]["LOCATION"]
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_recipients_are_filtered_and_listed_in_a_fixed_number_of_queries(
    as_role, town, bimtek, django_assert_num_queries
):
    def page_of(count):
        (letter,) = letters.draft(bimtek, by=town["coordinator"], groups=["speakers"])
        for n in range(count):
            speakers.add(
                bimtek, by=town["coordinator"], name=f"S{letter.pk} {n}", email=f"{n}@x.org"
            )
        letter = letters.issue(letter, by=town["coordinator"])
        client.get(letter.get_absolute_url())
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(letter.get_absolute_url())
        return len(queries)

    client = as_role("coordinator")
    assert page_of(1) == page_of(2)
    letter = Letter.objects.order_by("-pk").first()
    LetterRecipient.objects.filter(letter=letter).update(answer="hadir")
    page = client.get(letter.get_absolute_url(), {"lihat": "diam"}).content.decode()
    assert "Tidak ada yang cocok." in page


@pytest.mark.parametrize("name", ["letter_list", "material_list", "agenda_detail"])
def test_lists_cost_the_same_with_one_and_three(as_role, town, bimtek, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def add():
        (letter,) = letters.draft(bimtek, by=town["coordinator"], groups=["agencies"])
        letters.issue(letter, by=town["coordinator"])
        n = Material.objects.count()
        file = SimpleUploadedFile(f"b{n}.pdf", PDF + str(n).encode())
        materials.add(bimtek, file, by=town["coordinator"])
        speaker = speakers.add(bimtek, by=town["coordinator"], name=f"Narasumber {n}")
        speaker.sessions.add(bimtek.sessions.all()[n])

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(url(name, town.enrolment.slug, 1))
        return len(queries)

    client = as_role("coordinator")
    add()
    cost()
    one = cost()
    add()
    add()
    assert cost() == one


def test_a_material_is_judged_by_its_content_and_read_by_those_who_belong(as_role, town, bimtek):
    client, slug = as_role("mentor"), town.enrolment.slug
    add = url("material_add", slug, 1)
    page = client.post(add, {"file": SimpleUploadedFile("a.pdf", b"<html>")}).content.decode()
    assert "bukan berkas PDF" in page or "Nothing was stored" in page or "disimpan" in page
    session = bimtek.sessions.first()
    file = SimpleUploadedFile("Paparan SWOT.exe", PDF)
    client.post(add, {"file": file, "session": session.pk})
    material = Material.objects.get()
    assert (material.title, material.file_name) == ("Paparan SWOT", "Paparan SWOT.pdf")
    page = as_role("writer").get(url("material_list", slug, 1)).content.decode()
    assert "Paparan SWOT" in page and session.title in page and "Tambah bahan" not in page
    with pytest.raises(Blocked):
        materials.add(bimtek, SimpleUploadedFile("b.pdf", PDF), by=town["mentor"], session=session)


def test_materials_change_places(as_role, town, bimtek):
    first, second = (
        materials.add(
            bimtek, SimpleUploadedFile(f"{n}.pdf", PDF + n.encode()), by=town["coordinator"]
        )
        for n in ("a", "b")
    )
    client = as_role("coordinator")
    client.post(url("material_move", second.pk), {"to": "up"})
    assert [m.pk for m in bimtek.materials.all()] == [second.pk, first.pk]
    client.post(url("material_move", second.pk), {"to": "up"})
    assert bimtek.materials.first() == second


def test_a_speaker_stands_in_the_agenda_and_on_the_letter(as_role, town, bimtek):
    client, slug = as_role("coordinator"), town.enrolment.slug
    session = bimtek.sessions.first()
    data = {"name": "Dr. Sari", "institution": "Universitas", "sessions": [session.pk]}
    client.post(url("speaker_add", slug, 1), {**data, "cv": SimpleUploadedFile("cv.pdf", PDF)})
    speaker = Speaker.objects.get()
    assert "Dr. Sari" in client.get(url("agenda_detail", slug, 1)).content.decode()
    assert client.get(url("speaker_cv", speaker.pk)).status_code == 200
    page = client.post(url("speaker_add", slug, 1), data).content.decode()
    assert "sudah ada di daftar narasumber" in page
    (letter,) = letters.draft(bimtek, by=town["coordinator"], groups=["speakers"])
    letter = letters.issue(letter, by=town["coordinator"])
    assert letter.issue.text["to"] == ["Dr. Sari", "Universitas"]
    assert letter.issue.text["agenda"][0]["sessions"][0]["who"] == "Dr. Sari"


def test_the_letterhead_says_what_a_pattern_lacks(as_role, town):
    address = reverse("programs:letterhead_change", args=[town.enrolment.region.slug])
    data = {"unit": "Setda", "address": "", "unit_code": "", "pattern": "005/2022"}
    page = as_role("coordinator").post(address, data).content.decode()
    assert re.search("Pola memerlukan|pattern needs", page) and 'value="Setda"' in page


def test_a_schedule_with_a_reason_is_offered_to_the_ministry_only(as_role, town, bimtek):
    address = url("workshop_schedule", town.enrolment.slug, 1)
    assert 'name="despite"' in as_role("ministry").get(address).content.decode()
    assert 'name="despite"' not in as_role("coordinator").get(address).content.decode()


def test_a_delay_is_made_from_the_agenda(as_role, town, bimtek):
    client, session = as_role("coordinator"), bimtek.sessions.first()
    address = url("session_delay", session.pk)
    assert address in client.get(url("agenda_detail", town.enrolment.slug, 1)).content.decode()
    client.post(address, {"minutes": 15})
    before = session.starts_at
    session.refresh_from_db()
    assert (session.starts_at.minute - before.minute) % 60 == 15


def test_a_preview_shows_before_it_does(as_role, town, bimtek):
    agenda.remove(bimtek.sessions.first(), by=town["coordinator"])
    client, address = as_role("coordinator"), url("agenda_rebuild", town.enrolment.slug, 1)
    page = client.get(address).content.decode()
    assert "1 sesi akan berubah" in page and bimtek.sessions.count() == 7
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    client.post(address, {"seen": seen})
    assert bimtek.sessions.count() == 8
