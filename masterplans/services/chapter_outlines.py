"""How does the coordinator arrange the chapters of a book? Numbers of what was handed in stay."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans.models import Book, Chapter
from masterplans.services import checks
from masterplans.services.outlines import OUT_OF_THE_WAY, settle, why_not_arranged
from smartcity_portal.kit.machine import Blocked

MOST = 40


@transaction.atomic
def add(book: Book, *, title: str, by: Any, at: datetime | None = None) -> Chapter:
    """Add a chapter at the end of a book, given to the coordinating agency."""
    book = _open_book(book, by=by)
    rows = list(book.chapters.all())
    if len(rows) >= MOST:
        raise Blocked([_("A book has at most %(most)s chapters.") % {"most": MOST}])
    region = book.plan.enrolment.region
    coordinating = region.agencies.filter(kind="coordinator").first()
    chapter = Chapter.objects.create(
        book=book, number=len(rows) + 1, title=title, agency=coordinating
    )
    history.record("masterplans.chapter.add", chapter, by=by, at=at, title=title)
    return chapter


@transaction.atomic
def rename(
    chapter: Chapter, *, title: str, standfirst: str, by: Any, at: datetime | None = None
) -> Chapter:
    """Change a chapter's title and opening line."""
    _open_book(chapter.book, by=by)
    chapter = Chapter.objects.select_for_update().get(pk=chapter.pk)
    _refuse_locked([chapter])
    if (chapter.title, chapter.standfirst) == (title, standfirst):
        return chapter
    was, chapter.title, chapter.standfirst = chapter.title, title, standfirst
    chapter.save(update_fields=["title", "standfirst"])
    history.record("masterplans.chapter.rename", chapter, by=by, at=at, was=was, title=title)
    return chapter


@transaction.atomic
def move(chapter: Chapter, step: str, *, by: Any, at: datetime | None = None) -> Chapter:
    """Let a chapter change places with the one before or behind it."""
    book = _open_book(chapter.book, by=by)
    rows = list(book.chapters.select_for_update())
    place = rows.index(chapter)
    other = place - 1 if step == "up" else place + 1
    if not 0 <= other < len(rows):
        raise Blocked([_("%(chapter)s has no chapter on that side.") % {"chapter": chapter.label}])
    was = rows[place].number
    _refuse_locked([rows[place], rows[other]])
    rows[place], rows[other] = rows[other], rows[place]
    renumber(rows)
    chapter.refresh_from_db()
    history.record(
        "masterplans.chapter.move", chapter, by=by, at=at, was=was, number=chapter.number
    )
    return chapter


@transaction.atomic
def remove(chapter: Chapter, *, by: Any, at: datetime | None = None) -> None:
    """Take a chapter out of its book; everything in it is kept and can be put back."""
    book = _open_book(chapter.book, by=by)
    rows = list(book.chapters.select_for_update())
    if chapter not in rows:
        return
    _refuse_locked(rows[rows.index(chapter) :])
    if waiting := chapter.comments.open().count():
        sentence = _(
            "%(count)d comments of the mentor on %(chapter)s are still open. Answer them, then remove the chapter."
        )
        raise Blocked([sentence % {"count": waiting, "chapter": chapter.label}])
    if len(rows) == 1:
        raise Blocked([_("A book needs at least one chapter.")])
    Chapter.objects.filter(pk=chapter.pk).update(removed_at=at or timezone.now())
    history.record("masterplans.chapter.remove", chapter, by=by, at=at, title=chapter.title)
    renumber([row for row in rows if row != chapter])


@transaction.atomic
def put_back(chapter: Chapter, *, by: Any, at: datetime | None = None) -> Chapter:
    """Bring a removed chapter back, as the last one of its book."""
    book = _open_book(chapter.book, by=by)
    chapter = Chapter.every.select_for_update().get(pk=chapter.pk)
    if chapter.removed_at is None:
        return chapter
    rows = list(book.chapters.select_for_update())
    chapter.removed_at, chapter.number = None, len(rows) + 1
    chapter.save(update_fields=["removed_at", "number"])
    settle(chapter, list(chapter.sections.all()))
    history.record("masterplans.chapter.put_back", chapter, by=by, at=at, title=chapter.title)
    return chapter


def removed_from(book: Book) -> Any:
    """The chapters that were taken out of a book."""
    return Chapter.every.filter(book=book).exclude(removed_at=None).order_by("number", "pk")


def renumber(rows: list[Chapter]) -> None:
    """Number the chapters of a book in this order, and with them their sections."""
    if rows:
        checks.want_plan(rows[0].plan)
    changed = [row for number, row in enumerate(rows, 1) if row.number != number]
    for row in changed:
        Chapter.objects.filter(pk=row.pk).update(number=OUT_OF_THE_WAY + rows.index(row))
    for number, row in enumerate(rows, 1):
        if row not in changed:
            continue
        row.number = number
        Chapter.objects.filter(pk=row.pk).update(number=number)
        settle(row, list(row.sections.all()))


def _open_book(book: Book, *, by: Any) -> Book:
    book = Book.objects.select_for_update().get(pk=book.pk)
    if not by.has_perm("masterplans.arrange_book", book):
        raise PermissionDenied("masterplans.arrange_book")
    return book


def _refuse_locked(chapters: list[Chapter]) -> None:
    """Whoever read a chapter read it under its number and title."""
    if reasons := [reason for chapter in chapters if (reason := why_not_arranged(chapter))]:
        raise Blocked(reasons)
