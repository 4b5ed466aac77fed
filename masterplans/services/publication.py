"""How does a book leave the house? A draft for anybody of the enrolment, an edition once all is approved."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Job
from accounts.services import history, jobs
from masterplans import notices
from masterplans.models import Book, BookDraft, BookEdition, Chapter
from masterplans.outputs import freezing
from masterplans.pdf import press
from smartcity_portal.kit.machine import Blocked

DRAFT, EDITION = "masterplans.book_draft", "masterplans.book_edition"
CHAPTER = "masterplans.chapter_print"


def request_draft(book: Book, *, by: Any) -> Job:
    """Ask for a draft of the book as it stands; two who ask at once get one job."""
    _check("masterplans.draft_book", book, by)
    return jobs.enqueue(DRAFT, book, by=by, book=book.pk)


def request_chapter(chapter: Chapter, *, by: Any) -> Job:
    """Ask how a chapter looks in print; this does not wait behind whole books."""
    _check("masterplans.view_chapter", chapter, by)
    return jobs.enqueue(CHAPTER, chapter, by=by, chapter=chapter.pk)


def reasons_against_issue(book: Book) -> list[str]:
    """Say what the book still waits for before it can be issued; empty when nothing is missing."""
    return press.reasons_against_issue(book)


@transaction.atomic
def issue(book: Book, *, by: Any) -> Job:
    """Issue the next edition: asked now and again at the end of printing. Raises Blocked with reasons."""
    book = Book.objects.select_for_update().get(pk=book.pk)
    _check("masterplans.issue_book", book, by)
    if reasons := press.reasons_against_issue(book):
        raise Blocked(reasons)
    return jobs.enqueue(EDITION, book, by=by, book=book.pk)


def draft_now(book: Book, *, by: Any, at: datetime | None = None) -> BookDraft:
    """Print a draft without a worker, for commands and the demo."""
    _check("masterplans.draft_book", book, by)
    return press.print_draft(book, at=at, progress=_silent)


def issue_now(book: Book, *, by: Any, at: datetime | None = None) -> BookEdition:
    """Print and issue an edition without a worker, for commands and the demo."""
    _check("masterplans.issue_book", book, by)
    return press.print_edition(book, by=by, at=at, progress=_silent, keep=freezing.keep)


@transaction.atomic
def withdraw(
    edition: BookEdition, *, by: Any, reason: str, at: datetime | None = None
) -> BookEdition:
    """Declare an edition void; its bytes stay, with the reason next to them."""
    edition = BookEdition.objects.select_for_update().get(pk=edition.pk)
    _check("masterplans.withdraw_edition", edition, by)
    if edition.withdrawn_at:
        raise Blocked([_("This edition has already been withdrawn.")])
    if not reason.strip():
        raise Blocked([_("Write down why the edition is withdrawn.")])
    edition.withdrawn_at, edition.withdrawn_reason = at or timezone.now(), reason.strip()
    edition.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    history.record(
        "masterplans.book.withdraw",
        edition.book,
        by=by,
        at=at,
        edition=edition.number,
        reason=edition.withdrawn_reason,
    )
    notices.edition_withdrawn(edition, by=by)
    return edition


def _check(permission: str, obj: Any, by: Any) -> None:
    if not by.has_perm(permission, obj):
        raise PermissionDenied(permission)


def _silent(done: int, total: int) -> None:
    """Nobody watches."""
