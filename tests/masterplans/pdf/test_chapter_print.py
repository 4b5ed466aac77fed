"""How does one chapter look in print, beside and before the whole book?"""

import pytest
from django.urls import reverse

from accounts.models import Job
from masterplans.models import Book, Chapter, ChapterPrint
from masterplans.pdf import press
from masterplans.services import publication, sections
from smartcity_portal.kit import blobs
from tests.masterplans.conftest import write_all
from tests.masterplans.pdf.reading import BookFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def chapter(plan, town) -> Chapter:
    found = Chapter.objects.get(book__plan=plan, book__number=2, number=5)
    write_all(found, by=town["coordinator"], text="<p>Lihat [[vision]] untuk arahnya.</p>")
    return found


def silent(done: int, total: int) -> None:
    """Nobody watches."""


def file_of(printed: ChapterPrint, tmp_path) -> BookFile:
    path = tmp_path / "chapter.pdf"
    path.write_bytes(blobs.read(printed.sha256))
    return BookFile(path)


def test_it_stands_alone_from_page_one_without_a_link_into_the_void(chapter, tmp_path):
    file = file_of(press.print_chapter(chapter, progress=silent), tmp_path)

    assert file.label(file.page_of("buku-2.bab-5")) == "1"
    assert file.faults() == []
    assert "DRAF" in file.text(0)


def test_the_book_does_not_print_again_what_was_looked_at(chapter, town):
    press.print_chapter(chapter, progress=silent)
    counted = []

    press.print_draft(
        Book.objects.get(pk=chapter.book_id), progress=lambda done, total: counted.append(done)
    )

    assert counted[0] == 1


def test_unchanged_it_is_not_printed_again_and_changed_the_former_file_goes(chapter, town):
    first = press.print_chapter(chapter, progress=silent)
    assert press.print_chapter(chapter, progress=silent) == first
    section = chapter.sections.first()
    sections.save(section, "<p>Lain.</p>", by=town["coordinator"], base_version=section.version)

    second = press.print_chapter(chapter, progress=silent)

    assert second.sha256 != first.sha256
    assert blobs.exists(second.sha256) and not blobs.exists(first.sha256)


def test_its_page_asks_for_a_print_shows_the_work_and_then_the_file(
    chapter, town, client, django_capture_on_commit_callbacks
):
    client.force_login(town["writer"])
    page = reverse("masterplans:chapter_print", args=[chapter.pk])
    assert "belum pernah dicetak" in client.get(page).text
    client.post(page)
    assert "hx-get" in client.get(page).text
    assert (
        client.get(reverse("masterplans:chapter_print_job", args=[chapter.pk])).status_code == 200
    )

    with django_capture_on_commit_callbacks(execute=True):
        Job.objects.all().delete()
        client.post(page)

    assert "Buka PDF" in client.get(page).text
    answer = client.get(reverse("masterplans:chapter_printed", args=[chapter.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_two_who_ask_at_once_get_one_job(chapter, town):
    first = publication.request_chapter(chapter, by=town["writer"])
    assert publication.request_chapter(chapter, by=town["mentor"]) == first
