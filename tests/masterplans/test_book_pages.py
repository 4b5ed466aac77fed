"""What does a book's page offer, and how are its files served?"""

import pytest
from django.urls import reverse
from django.utils import timezone

from masterplans.models import BookDraft, BookEdition
from smartcity_portal.kit import blobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(plan):
    return plan.books.first()


def url(name, book):
    return reverse(
        f"masterplans:{name}", kwargs={"slug": book.plan.enrolment.slug, "number": book.number}
    )


@pytest.fixture
def edition(book, town):
    return BookEdition.objects.create(
        book=book,
        number=1,
        sha256=blobs.put(b"%PDF-1.7 edisi"),
        pages=60,
        size=14,
        issued_by=town["coordinator"],
        issued_at=timezone.now(),
    )


def test_the_page_says_what_stops_the_book_from_being_issued(client, book, town):
    client.force_login(town["coordinator"])

    page = client.get(book.get_absolute_url()).content.decode()
    client.post(url("book_issue", book))

    chapters = book.chapters.all()
    assert all(chapter.get_absolute_url() in page for chapter in chapters)
    assert url("book_issue", book) not in page
    assert not BookEdition.objects.exists()


def test_a_draft_is_downloaded_by_the_people_of_the_enrolment_and_asked_for_again(
    client, book, town
):
    BookDraft.objects.create(
        book=book,
        sha256=blobs.put(b"%PDF-1.7 rancangan"),
        pages=3,
        size=18,
        content_key="x",
        built_at=timezone.now(),
    )
    client.force_login(town["writer"])

    sent = client.get(url("draft_download", book))
    again = client.get(url("draft_download", book), headers={"If-None-Match": sent["ETag"]})

    assert b"".join(sent.streaming_content) == b"%PDF-1.7 rancangan"
    assert "no-cache" in sent["Cache-Control"]
    assert "buku-1" in sent["Content-Disposition"]
    assert again.status_code == 304
    client.force_login(town["stranger"])
    assert client.get(url("draft_download", book)).status_code == 404


def test_an_edition_is_the_same_bytes_for_ever(client, edition, town):
    client.force_login(town["observer"])

    sent = client.get(edition.get_absolute_url())

    assert sent["ETag"] == f'"{edition.sha256}"'
    assert "immutable" in sent["Cache-Control"]
    assert sent["X-Content-Type-Options"] == "nosniff"
    client.force_login(town["mentor_elsewhere"])
    assert client.get(edition.get_absolute_url()).status_code == 404


def test_only_the_ministry_withdraws_an_edition_with_a_reason(client, edition, town):
    address = reverse("masterplans:edition_withdraw", kwargs={"sha256": edition.sha256})
    client.force_login(town["coordinator"])
    assert client.post(address, {"reason": "Salah"}).status_code == 403
    client.force_login(town["ministry"])
    client.post(address, {"reason": ""})
    edition.refresh_from_db()
    assert edition.withdrawn_at is None

    client.post(address, {"reason": "Lampiran keliru"})

    page = client.get(edition.book.get_absolute_url()).content.decode()
    assert "Lampiran keliru" in page


def test_a_vanished_file_is_not_there_instead_of_an_error(client, edition, town):
    blobs.path_of(edition.sha256).unlink()
    client.force_login(town["observer"])

    assert client.get(edition.get_absolute_url()).status_code == 404
