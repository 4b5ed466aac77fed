"""What does a region put before its books: colours, arms, forewords, and what is bound behind them?"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

from accounts.services.history import history_of
from masterplans import annexes
from masterplans.models import Book, Masterplan
from masterplans.models import Brand as BrandRow
from masterplans.models import Foreword as ForewordRow
from masterplans.pdf.brand import Brand
from masterplans.pdf.content import Annex, ChapterContent, Foreword
from masterplans.pdf.records import PlanRecords
from programs.models import Letterhead, Region
from smartcity_portal.kit import blobs
from smartcity_portal.kit.formats import day
from smartcity_portal.kit.pdf import Asset

PNG = b"\x89PNG"
DRESSING = (
    "masterplans.foreword.add",
    "masterplans.foreword.change",
    "masterplans.foreword.move",
    "masterplans.foreword.remove",
    "masterplans.brand.change",
    "masterplans.book.take_annexes",
    "masterplans.book.leave_annexes",
    "programs.letterhead.change",
)
MOST_NAMED = 9


def brand_of(region: Region) -> Brand:
    """The colours of a region's books; the portal's own while it has chosen none."""
    row = BrandRow.objects.filter(region=region).first()
    return Brand(row.primary, row.accent, row.ground, row.motif) if row else Brand()


def arms_of(region: Region) -> Asset | None:
    """The arms of the region as its letterhead has them."""
    head = Letterhead.objects.filter(region=region).first()
    return picture(head.arms_sha256) if head else None


def picture(sha256: str) -> Asset | None:
    """A stored PNG or JPEG; None when there is none or it has vanished."""
    if not sha256 or not blobs.exists(sha256):
        return None
    content = blobs.read(sha256)
    return Asset(content, "image/png" if content.startswith(PNG) else "image/jpeg")


def forewords_of(plan: Masterplan, books: Sequence[Book], whole: bool) -> list[Foreword]:
    """The forewords of the plan, then those of the books that are shown."""
    numbers = {book.pk: book.number for book in books}
    rows = list(ForewordRow.objects.filter(plan=plan).select_related("book"))
    own = [row for row in rows if row.book_id in numbers]
    own.sort(key=lambda row: (row.book.number if row.book else 0, row.order, row.pk))
    return [
        _foreword(row, row.book.short if whole and row.book else "")
        for row in [*(row for row in rows if row.book is None), *own]
    ]


def _foreword(row: ForewordRow, over: str) -> Foreword:
    where = ", ".join(filter(None, [row.place, day(row.dated) if row.dated else ""]))
    signed = tuple(filter(None, [where, row.office, row.author]))
    photo = picture(row.photo_sha256)
    return Foreword(row.title, paragraphs(row.text), signed, photo, row.author or row.title, over)


def paragraphs(text: str) -> str:
    """Turn plain text into paragraphs: an empty line parts them, a single break stays a space."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return "".join(f"<p>{escape(' '.join(part.split()))}</p>" for part in parts if part.strip())


def annexes_of(
    plan: Masterplan, chapters: Iterable[ChapterContent], records: PlanRecords
) -> tuple[Annex, ...]:
    """The annexes of the plan, without blocks that a chapter of the book shows already."""
    shown = {
        block.partition(":")[0]
        for chapter in chapters
        for section in chapter.sections
        for block in section.blocks
    }
    return tuple(
        found
        for found in annexes.of_enrolment(plan.enrolment)
        if not found.blocks
        or (not shown & set(found.blocks) and any(_has_rows(records, b) for b in found.blocks))
    )


def _has_rows(records: PlanRecords, block: str) -> bool:
    kinds: dict[str, Any] = {"quick_win_profiles": records.quick_wins}
    return bool(kinds.get(block, True))


def is_dressed_anew(plan: Masterplan, books: Iterable[Book], since: datetime) -> bool:
    """Say whether forewords, colours, arms or the wish for annexes were changed after a moment."""
    told = history_of(plan, plan.enrolment.region, *books)
    return told.filter(verb__in=DRESSING, at__gt=since).exists()


def named_missing(missing: Sequence[tuple[str, str]]) -> str:
    """Say in few words which chapters are missing: pairs of a book's short title and a numeral."""
    books: dict[str, list[str]] = {}
    for book, numeral in missing:
        books.setdefault(book, []).append(numeral)
    short = len(missing) > MOST_NAMED
    said = []
    for book, numerals in books.items():
        chapters = (
            _("%(count)d chapters") % {"count": len(numerals)}
            if short and len(numerals) > 1
            else _("Chapter %(numerals)s") % {"numerals": ", ".join(numerals)}
        )
        said.append(f"{book}: {chapters}" if len(books) > 1 or short else chapters)
    return "; ".join(said)
