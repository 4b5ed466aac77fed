"""When may a book be printed and issued, what does it show, and what never changes again?"""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Job, JobState, Notice
from accounts.services import history, jobs
from masterplans.models import Book, BookDraft, BookEdition, Mission, SwotItem
from masterplans.pdf import context, printed
from masterplans.pdf.parts import PartStore
from masterplans.services import chapters, publication, sections
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.masterplans.conftest import write_all
from tests.masterplans.pdf.reading import BookFile

pytestmark = pytest.mark.django_db
ISSUED_AT = datetime(2019, 10, 11, 4, tzinfo=UTC)


@pytest.fixture(autouse=True, scope="module")
def _one_cache(tmp_path_factory):
    """Parts are kept by content, so all tests of this file may share what is printed."""
    store = PartStore(tmp_path_factory.mktemp("book-cache"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("masterplans.pdf.book.default_store", lambda: store)
        yield


@pytest.fixture
def book(plan) -> Book:
    """Book 3: one chapter that shows the vision, quick wins and the budget."""
    return Book.objects.get(plan=plan, number=3)


@pytest.fixture
def approved(book, town) -> Book:
    chapter = book.chapters.get()
    write_all(chapter, by=town["coordinator"], text="<p>Isi yang disetujui.</p>")
    chapters.submit(chapter, by=town["coordinator"])
    chapters.approve(chapter, by=town["mentor"], at=ISSUED_AT)
    return book


def read(sha256: str, tmp_path) -> BookFile:
    path = tmp_path / "book.pdf"
    path.write_bytes(blobs.read(sha256))
    return BookFile(path)


def words(file: BookFile) -> str:
    return " ".join(file.text(page) for page in range(len(file.pdf.pages)))


def test_a_draft_says_that_it_is_one_and_what_is_missing(book, town, tmp_path):
    draft = publication.draft_now(book, by=town["writer"], at=ISSUED_AT)

    file = read(draft.sha256, tmp_path)
    assert draft.pages == len(file.pdf.pages)
    assert "DRAF" in file.text(file.page_of("buku-3.bab-1"))
    assert "Bab 1 Ringkasan Eksekutif belum disetujui" in words(file)
    assert "11 Oktober 2019" in words(file)


def test_a_draft_of_unchanged_content_is_the_same_draft(book, town):
    first = publication.draft_now(book, by=town["writer"])
    again = publication.draft_now(book, by=town["writer"])

    assert (again.sha256, again.built_at) == (first.sha256, first.built_at)


def test_a_changed_text_makes_another_draft(book, town):
    first = publication.draft_now(book, by=town["coordinator"])
    section = book.chapters.get().sections.first()
    sections.save(
        section, "<p>Kalimat baru.</p>", by=town["coordinator"], base_version=section.version
    )

    assert publication.draft_now(book, by=town["coordinator"]).sha256 != first.sha256


def test_a_stranger_gets_no_draft(book, town):
    with pytest.raises(PermissionDenied):
        publication.request_draft(book, by=town["stranger"])


def test_two_who_ask_at_once_get_one_job(book, town):
    first = publication.request_draft(book, by=town["writer"])
    second = publication.request_draft(book, by=town["mentor"])

    assert first == second


def test_the_job_of_a_draft_ends_with_its_hash_and_pages(
    book, town, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = publication.request_draft(book, by=town["writer"])

    job.refresh_from_db()
    draft = BookDraft.objects.get(book=book)
    assert job.state == JobState.DONE, job.error
    assert job.result == {"sha256": draft.sha256, "pages": draft.pages, "size": draft.size}
    assert (job.progress_done, job.progress_total) == (1, 1)


def test_a_job_whose_worker_was_killed_is_done_by_the_next_one(book, town):
    job = publication.request_draft(book, by=town["writer"])
    lost = timezone.now() - timezone.timedelta(minutes=5)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, lease_until=lost, attempts=1)

    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)


def test_a_chapter_that_cannot_be_printed_is_named_and_the_last_draft_stays(
    book, town, monkeypatch, django_capture_on_commit_callbacks
):
    good = publication.draft_now(book, by=town["coordinator"])
    section = book.chapters.get().sections.first()
    rows = "<tr><td>x</td></tr>" * 4100
    section.html = f"<table>{rows}</table>"
    section.version += 1
    section.save(update_fields=["html", "version"])

    with django_capture_on_commit_callbacks(execute=True):
        job = publication.request_draft(book, by=town["coordinator"])

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "Bab 1 “Ringkasan Eksekutif” tidak dapat dicetak" in job.error
    assert BookDraft.objects.get(book=book).sha256 == good.sha256


def test_a_book_is_not_issued_before_every_chapter_is_approved(book, town):
    with pytest.raises(Blocked) as refusal:
        publication.issue(book, by=town["coordinator"])

    assert refusal.value.reasons == ["Bab 1 Ringkasan Eksekutif belum disetujui: belum dimulai."]


def test_an_edition_shows_what_was_approved_and_is_kept_for_good(approved, town, tmp_path):
    edition = publication.issue_now(approved, by=town["coordinator"], at=ISSUED_AT)

    file = read(edition.sha256, tmp_path)
    text = words(file)
    assert "DRAF" not in text
    assert "Edisi 1, Oktober 2019" in text
    assert "Isi yang disetujui." in text
    endorsed = file.text(file.page_of("depan.pengesahan"))
    assert "Mentor" in endorsed
    assert "Bab 1 Ringkasan Eksekutif" in " ".join(endorsed.split()), "as at the chapter's head"
    assert "Bab 1" in file.text(file.page_of("buku-3.bab-1"))
    assert edition.revisions[0]["revision"] == 1
    assert history.history_of(approved).first().verb == "masterplans.book.issue"
    assert Notice.objects.filter(kind="masterplans.edition_issued").exists()
    with pytest.raises(DatabaseError):
        BookEdition.objects.filter(pk=edition.pk).update(sha256="0" * 64)


def test_the_same_book_is_not_issued_twice(approved, town):
    publication.issue_now(approved, by=town["coordinator"], at=ISSUED_AT)

    with pytest.raises(Blocked, match="Edisi 1 sudah memuat"):
        publication.issue(approved, by=town["coordinator"])


def test_a_changed_book_becomes_the_next_edition(approved, town):
    first = publication.issue_now(approved, by=town["coordinator"], at=ISSUED_AT)
    chapter = approved.chapters.get()
    chapters.reopen(chapter, by=town["coordinator"])
    section = chapter.sections.first()
    sections.save(
        section, "<p>Lebih baik.</p>", by=town["coordinator"], base_version=section.version
    )
    chapters.submit(chapter, by=town["coordinator"])
    chapters.approve(chapter, by=town["mentor"])

    second = publication.issue_now(approved, by=town["coordinator"])

    assert (first.number, second.number) == (1, 2)
    assert first.sha256 != second.sha256 and blobs.exists(first.sha256)


def test_a_book_changed_while_it_is_printed_is_not_issued(approved, town, monkeypatch):
    print_it = printed.set_and_stored

    def print_and_change(content, *others):
        done = print_it(content, *others)
        Mission.objects.create(plan=approved.plan, text="Misi yang datang kemudian")
        return done

    monkeypatch.setattr(printed, "set_and_stored", print_and_change)
    with pytest.raises(Blocked, match="berubah ketika sedang dicetak"):
        publication.issue_now(approved, by=town["coordinator"])
    assert not approved.editions.exists()


def test_only_coordinator_and_ministry_issue(approved, town):
    for role in ("mentor", "writer", "observer", "coordinator_elsewhere"):
        with pytest.raises(PermissionDenied):
            publication.issue(approved, by=town[role])


def test_an_edition_is_withdrawn_with_a_reason_and_its_bytes_stay(approved, town):
    edition = publication.issue_now(approved, by=town["coordinator"], at=ISSUED_AT)
    with pytest.raises(Blocked):
        publication.withdraw(edition, by=town["ministry"], reason=" ")

    publication.withdraw(edition, by=town["ministry"], reason="Angka anggaran keliru")

    edition.refresh_from_db()
    assert edition.withdrawn_reason == "Angka anggaran keliru"
    assert blobs.exists(edition.sha256)
    assert not approved.editions.standing().exists()


def test_one_row_and_three_rows_cost_the_same_queries(book, plan):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            context.book_content(Book.objects.get(pk=book.pk), at=ISSUED_AT)
        return len(queries)

    SwotItem.objects.create(plan=plan, quadrant="S", statement="Satu")
    Mission.objects.create(plan=plan, text="Misi satu")
    one = cost()
    for number in (2, 3):
        SwotItem.objects.create(plan=plan, quadrant="S", statement=f"Kekuatan {number}")
        Mission.objects.create(plan=plan, text=f"Misi {number}")
    assert cost() == one


def test_render_book_writes_the_draft_and_the_issued_edition(approved, town, tmp_path, capsys):
    slug, file = approved.enrolment.slug, tmp_path / "buku.pdf"
    with pytest.raises(CommandError, match="belum diterbitkan"):
        call_command("render_book", slug, "3", "--output", str(file))

    call_command("render_book", slug, "3", "--output", str(file), "--draft")
    assert BookFile(file).faults() == []

    edition = publication.issue_now(approved, by=town["coordinator"], at=ISSUED_AT)
    call_command("render_book", slug, "3", "--output", str(file))
    assert file.read_bytes() == blobs.read(edition.sha256)

    with pytest.raises(CommandError, match="Tidak ada buku 9"):
        call_command("render_book", slug, "9", "--output", str(file))
