"""What does anybody learn about an issued book, from its QR, its hash or its file?"""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from masterplans.models import Book, Masterplan
from masterplans.services import chapters, plans, publication, sections
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
