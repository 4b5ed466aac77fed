"""How is a job of printing done? Draft or edition: read, print, store the bytes, write it down.

Safe to run twice: parts and bytes are kept by the hash of their content, a draft that shows the
same content is returned as it is, and an edition is written once.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans import annexes, notices
from masterplans.checks import gate, runner
from masterplans.models import Book, BookDraft, BookEdition, Chapter, ChapterPrint, Masterplan
from masterplans.pdf import book as pipeline
from masterplans.pdf import context
from masterplans.pdf.book import HandOut
from masterplans.pdf.front_context import is_dressed_anew
from masterplans.pdf.printed import Progress, renewed, set_for_issue
from masterplans.snapshot import SHOWN_BY, records_behind
from smartcity_portal.kit.machine import Blocked


class Keeper(Protocol):
    """Keeps what the other files of an edition are made from; returns its SHA-256."""

    def __call__(self, plan: Masterplan, books: Sequence[Book], *, at: datetime) -> str: ...


def print_draft(
    book: Book,
    *,
    at: datetime | None = None,
    progress: Progress,
    hand_out: HandOut | None = None,
) -> BookDraft:
    """Return the draft of the book as it stands; unchanged content is not printed again.

    Raises Blocked with the sentence of the chapter that cannot be printed; the last good draft stays.
    """
    at = at or timezone.now()
    content = context.book_content(book, at=at)
    return renewed(BookDraft, content, at=at, progress=progress, hand_out=hand_out, book=book)


def print_chapter(
    chapter: Chapter, *, at: datetime | None = None, progress: Progress
) -> ChapterPrint:
    """Return how the chapter looks in print now. Raises Blocked when it cannot be printed."""
    at = at or timezone.now()
    content = context.book_content(chapter.book, at=at)
    return renewed(
        ChapterPrint, content, at=at, progress=progress, only=chapter.number, chapter=chapter
    )


def print_edition(
    book: Book,
    *,
    by: Any,
    at: datetime | None = None,
    progress: Progress,
    hand_out: HandOut | None = None,
    keep: Keeper | None = None,
) -> BookEdition:
    """Print the approved book and put it on the shelf as its next edition, once and for good.

    What is missing is asked before and after printing: a book that changed in between is not issued.
    `keep` stores what the edition's other files are made from.
    """
    at = at or timezone.now()
    runner.check_plan(book.plan)
    if reasons := reasons_against_issue(book):
        raise Blocked(reasons)
    number = _next_number(book)
    content = context.book_content(book, at=at, edition=number)
    key, facts = set_for_issue(content, progress, hand_out)
    return _shelve(book, number, key, by=by, at=at, facts=facts, keep=keep)


def reasons_against_issue(book: Book) -> list[str]:
    """Say why the book cannot be issued now; empty when it can."""
    if reasons := [*context.missing(book), *gate.findings_against(book)]:
        return reasons
    last = book.editions.standing().order_by("-number").first()
    if last and not _has_changed(book, last):
        return [
            _("Edition %(number)d already shows exactly this. Nothing has changed since.")
            % {"number": last.number}
        ]
    return []


def _has_changed(book: Book, last: BookEdition) -> bool:
    if last.revisions != context.revisions(book) or last.records != _kept_records(book):
        return True
    return is_dressed_anew(book.plan, [book], last.issued_at)


@transaction.atomic
def _shelve(
    book: Book,
    number: int,
    key: str,
    *,
    by: Any,
    at: datetime,
    facts: dict[str, Any],
    keep: Keeper | None,
) -> BookEdition:
    book = Book.objects.select_for_update().get(pk=book.pk)
    known = book.editions.filter(sha256=facts["sha256"]).first()
    if known:
        return known
    content = context.book_content(book, at=at, edition=number)
    if _next_number(book) != number or pipeline.lasting_key(content) != key:
        raise Blocked(
            [_("The book was changed while it was being printed. Read it and issue it again.")]
        )
    if reasons := reasons_against_issue(book):
        raise Blocked(reasons)
    edition = BookEdition.objects.create(
        book=book,
        number=number,
        revisions=context.revisions(book),
        records=_kept_records(book),
        material_sha256=keep(book.plan, [book], at=at) if keep else "",
        issued_by=by,
        issued_at=at,
        **facts,
    )
    history.record(
        "masterplans.book.issue", book, by=by, at=at, edition=number, sha256=edition.sha256
    )
    notices.edition_issued(edition, by=by)
    return edition


def frozen_records(book: Book) -> dict[str, Any]:
    """Freeze all records of the plan as plain JSON."""
    kinds = {kind for shown in SHOWN_BY.values() for kind in shown}
    return _as_json(records_behind(book.plan, kinds))


def _kept_records(book: Book) -> dict[str, Any]:
    """The records, and what the annexes hold when the book takes them along."""
    kept = frozen_records(book)
    return {**kept, annexes.KEPT: annexes.marks(book.enrolment)} if book.annexes else kept


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _as_json(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_as_json(inner) for inner in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _next_number(book: Book) -> int:
    last = book.editions.order_by("-number").first()
    return last.number + 1 if last else 1
