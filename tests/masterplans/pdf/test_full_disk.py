"""What happens to a book and to an output while there is no room left? A sentence, and nothing half written."""

import contextlib
import resource
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.models import Job, JobState
from accounts.services import jobs
from masterplans.models import Book, BookDraft, Mission, OutputKind, PlanOutput
from masterplans.pdf.parts import PartStore
from masterplans.services import outputs, publication, sections
from smartcity_portal.kit import blobs
from tests.masterplans.pdf.samples import text

pytestmark = pytest.mark.django_db
SENTENCE = "Ruang penyimpanan habis"


@contextlib.contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch) -> PartStore:
    found = PartStore(tmp_path / "book-cache")
    monkeypatch.setattr("masterplans.pdf.book.default_store", lambda: found)
    monkeypatch.setattr(settings, "BLOB_ROOT", tmp_path / "blobs")
    return found


@pytest.fixture
def book(plan) -> Book:
    return Book.objects.get(plan=plan, number=3)


def change(book: Book, town, words: str) -> None:
    section = book.chapters.get().sections.first()
    sections.save(section, words, by=town["coordinator"], base_version=section.version)


def ended(job: Job) -> Job:
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


def half_written(folder) -> list[str]:
    return [path.name for path in folder.rglob(".*")]


# The first limit stops a chapter, the second the cover, the third the whole book and its bytes.
@pytest.mark.parametrize("room", [200, 9_000, 60_000])
def test_a_book_ends_with_a_sentence_the_last_one_stays_and_the_next_try_succeeds(
    book, town, tmp_path, client, room
):
    good = publication.draft_now(book, by=town["coordinator"])
    change(book, town, text(40))

    with room_for(room):
        job = ended(publication.request_draft(book, by=town["coordinator"]))

    assert job.state == JobState.FAILED
    assert SENTENCE in job.error
    assert half_written(tmp_path) == []
    assert BookDraft.objects.get(book=book).sha256 == good.sha256
    client.force_login(town["coordinator"])
    assert SENTENCE in client.get(book.get_absolute_url()).text
    slug = book.plan.enrolment.slug
    file = client.get(reverse("masterplans:draft_download", args=[slug, book.number]))
    assert b"".join(file.streaming_content) == blobs.read(good.sha256)

    again = ended(publication.request_draft(book, by=town["coordinator"]))

    assert again.state == JobState.DONE, again.error
    assert BookDraft.objects.get(book=book).sha256 != good.sha256


def test_an_output_ends_with_a_sentence_and_leaves_nothing_behind(plan, town, tmp_path):
    Mission.objects.create(plan=plan, text="Layanan mudah", rpjmd_reference="Misi 2")

    with room_for(300):
        job = ended(outputs.request(plan, OutputKind.ALIGNMENT, by=town["coordinator"]))

    assert job.state == JobState.FAILED
    assert SENTENCE in job.error
    assert half_written(tmp_path) == []
    assert not PlanOutput.objects.exists()
    again = ended(outputs.request(plan, OutputKind.ALIGNMENT, by=town["coordinator"]))
    assert again.state == JobState.DONE, again.error
