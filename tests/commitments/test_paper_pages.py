"""What do people meet who print, upload and check signed paper?"""

import io

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import Job
from accounts.runner import queue_of, run
from commitments.models import InkAnnex, Scan
from commitments.services import incoming, ink, reading, scans
from smartcity_portal.kit.queues import OUTPUTS, PREVIEWS
from tests.commitments.factories import ceremony as make_ceremony
from tests.commitments.factories import sign
from tests.commitments.paper import inked, jpeg, noise, pdf_of, photographed, printed
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def client_of(user) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


def send(client, url, *contents: bytes, name="foto.jpg"):
    files = [SimpleUploadedFile(name, content, "image/jpeg") for content in contents]
    return client.post(url, {"scans": files}, follow=True)


def upload(client, url, *contents: bytes, name="foto.jpg"):
    """Send the files, let a worker read them, and look at the page again."""
    answer = send(client, url, *contents, name=name)
    for job in Job.objects.active().filter(kind__in=reading.KINDS):
        run(job.pk)
        return client.get(url)
    return answer


def photo(sheet, row) -> bytes:
    return jpeg(photographed(inked(printed(sheet, row.page), row), turn=5, tilt=0.05))


def test_the_copy_to_print_has_codes_serials_and_no_fields(ceremony, sheet, first):
    answer = client_of(first.user).get(reverse("commitments:sheet_paper_copy", args=[sheet.code]))
    assert answer.status_code == 200
    copy = pypdfium2.PdfDocument(answer.content)
    assert len(copy) == sheet.pages
    assert copy.get_formtype() == pypdfium2.raw.FORMTYPE_NONE
    text = copy[first.page].get_textpage().get_text_range()
    assert sheet.code in text
    assert sheet.short_hash in text


def test_a_telephone_photo_opens_beside_its_straightened_view(ceremony, sheet, first, mentor):
    coordinator = client_of(ceremony.coordinator)
    url = reverse("commitments:sheet_paper", args=[sheet.code])
    listed = upload(coordinator, url, photo(sheet, first)).content.decode()
    scan = Scan.objects.get()
    assert scan.get_absolute_url() in listed
    shown = coordinator.get(scan.get_absolute_url()).content.decode()
    for which in ("asli", "rata"):
        picture = reverse("commitments:scan_picture", args=[scan.pk, which])
        assert picture in shown
        assert coordinator.get(picture)["Content-Type"] == "image/jpeg"
    box = reverse("commitments:scan_box", args=[scan.pk, first.pk])
    assert coordinator.get(box).status_code == 200
    confirm = reverse("commitments:scan_confirm", args=[scan.pk, first.pk])
    assert confirm not in shown, "nobody checks their own upload"
    checker = client_of(mentor)
    assert confirm in checker.get(scan.get_absolute_url()).content.decode()
    checker.post(confirm)
    board = coordinator.get(sheet.get_absolute_url()).content.decode()
    assert f"tanda tangan basah, diverifikasi oleh {mentor}" in board
    own = client_of(first.user).get(first.get_absolute_url()).content.decode()
    assert "di atas kertas" in own
    assert str(mentor) in own


def test_a_scan_without_a_code_is_filed_by_hand(ceremony, sheet, first):
    client = client_of(ceremony.coordinator)
    url = reverse("commitments:scan_inbox", args=[ceremony.enrolment.slug])
    upload(client, url, jpeg(noise()))
    scan = Scan.objects.get()
    shown = client.get(scan.get_absolute_url()).content.decode()
    assert f"{sheet.code}:{first.page}" in shown
    client.post(
        reverse("commitments:scan_file", args=[scan.pk]),
        {"page": f"{sheet.code}:{first.page}"},
    )
    assert scan.__class__.objects.get(pk=scan.pk).filing.sheet == sheet


def test_bad_files_are_named_and_good_ones_beside_them_are_taken(ceremony, sheet, first):
    client = client_of(ceremony.coordinator)
    url = reverse("commitments:sheet_paper", args=[sheet.code])
    shown = upload(client, url, b"<svg onload=alert(1)>", name="tanda.svg").content.decode()
    assert "bukan foto" in shown
    assert not Scan.objects.exists()
    shown = send(client, url, b"hello", photo(sheet, first)).content.decode()
    assert "bukan foto" in shown
    run(Job.objects.active().get().pk)
    assert Scan.objects.count() == 1


def test_the_page_answers_before_anything_is_read(ceremony, sheet, first, monkeypatch):
    monkeypatch.setattr(scans, "read", lambda content: pytest.fail("the page waited for it"))
    client = client_of(ceremony.coordinator)
    url = reverse("commitments:sheet_paper", args=[sheet.code])
    large = jpeg(noise().resize((4000, 3000)), quality=95)
    shown = send(client, url, large, b"%PDF-1.7 sixty pages").content.decode()
    photo_job, stack_job = Job.objects.active().order_by("pk")
    assert (photo_job.kind, queue_of(photo_job.pk)) == (reading.PHOTO, PREVIEWS)
    assert (stack_job.kind, queue_of(stack_job.pk)) == (reading.STACK, OUTPUTS)
    for job in (photo_job, stack_job):
        assert reverse("accounts:job_fragment", args=[job.pk]) in shown


def test_a_stack_tells_page_by_page_what_became_of_it(ceremony, sheet, first):
    stack = pdf_of(
        inked(printed(sheet, first.page), first), noise(), printed(sheet, sheet.pages - 1)
    )
    ceremony.coordinator.language = "en"
    ceremony.coordinator.save()
    client = client_of(ceremony.coordinator)
    url = reverse("commitments:sheet_paper", args=[sheet.code])
    shown = upload(client, url, stack, name="tumpukan.pdf").content.decode()
    assert "tumpukan.pdf" in shown
    assert "1 scan has been filed" in shown
    assert "On 1 scan no QR code could be read" in shown
    assert "Page 3 of the file:" in shown


def test_a_worker_that_died_after_storing_says_what_it_has_stored(ceremony, sheet, first):
    job = reading.request(
        ceremony.enrolment, photo(sheet, first), "foto.jpg", by=ceremony.coordinator, sheet=sheet
    )
    assert run(job.pk) == "done"
    Job.objects.filter(pk=job.pk).update(state="queued", result={})
    assert run(job.pk) == "done"
    job.refresh_from_db()
    assert job.result["scans"] == [Scan.objects.get().pk]


def test_what_cannot_be_read_leaves_nothing_behind(ceremony, sheet):
    client = client_of(ceremony.coordinator)
    url = reverse("commitments:sheet_paper", args=[sheet.code])
    shown = upload(client, url, b"%PDF-1.7 broken", name="rusak.pdf").content.decode()
    assert "rusak.pdf" in shown
    assert not Scan.objects.exists()
    sha256 = Job.objects.get(kind=reading.STACK).arguments["sha256"]
    assert not [*incoming.path_of("").glob(f"*{sha256}")]


def test_the_same_photo_twice_is_said(ceremony, sheet, first):
    client = client_of(ceremony.coordinator)
    url = reverse("commitments:sheet_paper", args=[sheet.code])
    content = photo(sheet, first)
    upload(client, url, content)
    assert "sudah pernah diunggah" in upload(client, url, content).content.decode()


def test_strangers_see_no_scans(ceremony, sheet, first, mentor):
    client = client_of(ceremony.coordinator)
    upload(client, reverse("commitments:sheet_paper", args=[sheet.code]), photo(sheet, first))
    scan = Scan.objects.get()
    pages = [
        scan.get_absolute_url(),
        reverse("commitments:scan_picture", args=[scan.pk, "asli"]),
        reverse("commitments:scan_upload", args=[scan.pk]),
        reverse("commitments:scan_box", args=[scan.pk, first.pk]),
        reverse("commitments:sheet_paper_copy", args=[sheet.code]),
    ]
    for stranger in (UserFactory(), make_ceremony(2).coordinator):
        assert {client_of(stranger).get(page).status_code for page in pages} == {404}


def test_the_list_of_scans_asks_as_often_for_three_as_for_one(ceremony, sheet):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            ink.scan_rows(Scan.objects.of_sheet(sheet))
        return len(seen)

    rows = list(sheet.signatories.with_sheet())
    scans.upload(ceremony.enrolment, photo(sheet, rows[0]), by=ceremony.coordinator)
    once = count()
    for row in rows[1:]:
        scans.upload(ceremony.enrolment, photo(sheet, row), by=ceremony.coordinator)
    assert count() == once


def test_a_signed_box_says_so_on_the_copy(ceremony, sheet, first):
    sign(first)
    client = client_of(ceremony.coordinator)
    answer = client.get(reverse("commitments:sheet_paper_copy", args=[sheet.code]))
    text = pypdfium2.PdfDocument(io.BytesIO(answer.content))[first.page].get_textpage()
    with translation.override("id"):
        from django.utils.translation import gettext

        assert gettext("signed already; do not sign here") in text.get_text_range()


def test_the_public_page_tells_paper_apart_and_knows_the_annex(ceremony, sheet, first, mentor):
    for row in sheet.signatories.with_sheet().exclude(pk=first.pk):
        sign(row)
    (outcome,) = scans.upload(ceremony.enrolment, photo(sheet, first), by=ceremony.coordinator)
    ink.confirm(Scan.objects.with_filing().get(pk=outcome.scan.pk), first, by=mentor)
    run(Job.objects.get(kind="commitments.finish").pk)
    annex = InkAnnex.objects.get()
    shown = Client(headers={"Accept-Language": "en"}).get(sheet.public_url).content.decode()
    assert f"verified by {mentor}" in shown
    for url in (
        reverse("verify_hash", args=[annex.sha256]),
        reverse("verify_api_hash", args=[annex.sha256]),
    ):
        assert sheet.number in Client().get(url).content.decode()
    assert Client().get(reverse("commitments:sheet_annex", args=[sheet.code])).status_code == 302
    page = client_of(ceremony.coordinator).get(
        reverse("commitments:sheet_annex", args=[sheet.code])
    )
    assert page["Content-Type"] == "application/pdf"


def test_the_mentor_finds_a_scan_to_compare_on_their_first_page_until_it_is_judged(
    ceremony, sheet, first, mentor
):
    coordinator = client_of(ceremony.coordinator)
    upload(coordinator, reverse("commitments:sheet_paper", args=[sheet.code]), photo(sheet, first))
    scan = Scan.objects.get()
    home = client_of(mentor).get(reverse("home")).content.decode()
    assert scan.get_absolute_url() in home
    assert [row.scan for row in ink.to_check(mentor)] == [scan]
    assert ink.to_check(ceremony.coordinator) == []

    for row in ink.to_check(mentor)[0].waiting:
        ink.refuse(scan, row, by=mentor, reason="not legible")
    assert ink.to_check(mentor) == []
    assert scan.get_absolute_url() not in client_of(mentor).get(reverse("home")).content.decode()
