"""What does anybody learn about an issued book, from its QR, its hash or its file?"""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from masterplans.models import Book, Masterplan
from masterplans.services import chapters, dress, plans, publication, sections, volumes
from smartcity_portal.kit import blobs
from tests.masterplans.conftest import write_all
from tests.masterplans.pdf.reading import BookFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(town) -> Masterplan:
    return plans.open_for(town.enrolment, by=town["ministry"])


@pytest.fixture
def edition(plan, town):
    book = Book.objects.get(plan=plan, number=3)
    chapter = book.chapters.get()
    write_all(chapter, by=town["coordinator"], text="<p>Isi yang disetujui.</p>")
    chapters.submit(chapter, by=town["coordinator"])
    chapters.approve(chapter, by=town["mentor"])
    return publication.issue_now(book, by=town["coordinator"])


def next_edition(edition, town):
    chapter = edition.book.chapters.get()
    chapters.reopen(chapter, by=town["coordinator"])
    section = chapter.sections.first()
    sections.save(section, "<p>Lain.</p>", by=town["coordinator"], base_version=section.version)
    chapters.submit(chapter, by=town["coordinator"])
    chapters.approve(chapter, by=town["mentor"])
    return publication.issue_now(edition.book, by=town["coordinator"])


def test_the_printed_code_leads_to_what_the_portal_knows(edition, client, tmp_path):
    path = tmp_path / "book.pdf"
    path.write_bytes(blobs.read(edition.sha256))
    file = BookFile(path)
    words = file.text(file.page_of("kolofon"))
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", edition.code)
    assert edition.code in words

    answer = client.get(reverse("verify_sheet", kwargs={"code": edition.code}))

    assert "Edisi ini berlaku" in answer.text
    assert edition.sha256 in answer.text
    assert "Setiap bit" not in answer.text


def test_its_very_file_matches_bit_by_bit_and_another_does_not(edition, client):
    content = blobs.read(edition.sha256)
    upload = SimpleUploadedFile("buku.pdf", content, "application/pdf")

    answer = client.post(reverse("verify"), {"file": upload}, follow=True)

    assert "Setiap bit berkas Anda cocok" in answer.text
    changed = SimpleUploadedFile("buku.pdf", content + b"\n% lain\n%%EOF\n", "application/pdf")
    answer = client.post(reverse("verify"), {"file": changed}, follow=True)
    assert "Edisi ini berlaku" not in answer.text


def test_an_older_edition_says_that_a_newer_one_exists(edition, town, client):
    newer = next_edition(edition, town)

    answer = client.get(reverse("verify_hash", kwargs={"sha256": edition.sha256}))

    assert "edisi yang lebih baru" in answer.text
    assert newer.code != edition.code
    newest = client.get(reverse("verify_sheet", kwargs={"code": newer.code}))
    assert "Edisi ini berlaku" in newest.text


def test_a_withdrawn_edition_says_why(edition, town, client):
    publication.withdraw(edition, by=town["ministry"], reason="Angka anggaran keliru")

    answer = client.get(reverse("verify_sheet", kwargs={"code": edition.code}))

    assert "tidak berlaku lagi" in answer.text
    assert "Angka anggaran keliru" in answer.text


def test_a_code_that_nobody_issued_is_not_found(client, db):
    assert client.get(reverse("verify_sheet", kwargs={"code": "AAAA-2222"})).status_code == 404


@pytest.fixture
def small(plan, edition):
    """The plan with the one book that is issued."""
    Book.objects.filter(plan=plan).exclude(number=3).delete()
    return plan


def asked(client, name: str, **wanted: str) -> dict:
    return client.get(reverse(name, kwargs=wanted)).json()


def test_the_fingerprint_that_is_printed_is_the_one_that_the_portal_shows(
    edition, client, tmp_path
):
    path = tmp_path / "book.pdf"
    path.write_bytes(blobs.read(edition.sha256))
    file = BookFile(path)
    printed = "".join(file.text(file.page_of("kolofon")).split())
    assert edition.text_sha256 in printed
    shown = client.get(reverse("verify_sheet", kwargs={"code": edition.code})).text
    assert edition.text_sha256 in "".join(shown.split())


def test_an_edition_stands_again_when_the_newer_one_was_withdrawn(edition, town, client):
    second = next_edition(edition, town)
    page = reverse("verify_sheet", kwargs={"code": edition.code})
    assert second.code in client.get(page).text
    publication.withdraw(second, by=town["ministry"], reason="Keliru.")
    assert "Edisi ini berlaku" in client.get(page).text


def test_a_volume_is_known_by_code_and_hash_to_people_and_to_programs(small, town, client):
    first = volumes.issue_now(small, by=town["coordinator"])
    page = reverse("verify_sheet", kwargs={"code": first.code})
    assert "Edisi ini berlaku" in client.get(page).text
    assert "Buku 3 edisi 1" in client.get(page).text
    by_code = asked(client, "verify_api_sheet", code=first.code)
    by_hash = asked(client, "verify_api_hash", sha256=first.sha256)
    assert by_code == by_hash
    assert by_code["kind"] == "volume" and by_code["verdict"] == "stands"
    assert "Buku 3" in by_code["book"]["name"]

    dress.add_foreword(small, by=town["coordinator"], title="Sambutan", text="Selamat.")
    second = volumes.issue_now(small, by=town["coordinator"])
    assert asked(client, "verify_api_sheet", code=first.code)["verdict"] == "superseded"
    assert second.code in client.get(page).text

    volumes.withdraw(second, by=town["ministry"], reason="Salah cetak.")
    told = asked(client, "verify_api_hash", sha256=second.sha256)
    assert told["verdict"] == "withdrawn" and "Salah cetak." in told["explanation"]
    assert asked(client, "verify_api_sheet", code=first.code)["verdict"] == "stands"


def test_the_very_file_of_a_volume_is_told_at_once(small, town, client):
    volume = volumes.issue_now(small, by=town["coordinator"])
    upload = SimpleUploadedFile("jilid.pdf", blobs.read(volume.sha256), "application/pdf")
    answer = client.post(reverse("verify"), {"file": upload}, follow=True)
    assert "Setiap bit" in answer.text and volume.sha256 in answer.text
