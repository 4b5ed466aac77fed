"""What lies between two issued editions of a book or of a volume? Texts, records and amounts at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from masterplans import edition_records, edition_texts
from masterplans.edition_records import AmountChange, RecordGroup
from masterplans.edition_texts import SAME, ChapterChange, Edition
from masterplans.edition_words import Words
from masterplans.models import BookEdition, VolumeEdition


@dataclass(frozen=True)
class Differences:
    """Everything that two editions do not have in common; `amounts` has all agencies."""

    old: Edition
    new: Edition
    chapters: list[ChapterChange]
    records: list[RecordGroup]
    amounts: list[AmountChange]

    @cached_property
    def changed_chapters(self) -> list[ChapterChange]:
        return [chapter for chapter in self.chapters if chapter.kind != SAME]

    @cached_property
    def same_chapters(self) -> list[ChapterChange]:
        return [chapter for chapter in self.chapters if chapter.kind == SAME]

    @cached_property
    def changed_amounts(self) -> list[AmountChange]:
        return [row for row in self.amounts if row.difference]

    @cached_property
    def total(self) -> AmountChange:
        return edition_records.total(self.amounts)

    @property
    def sections(self) -> int:
        return sum(len(chapter.sections) for chapter in self.chapters)

    @property
    def record_count(self) -> int:
        return sum(len(group.changes) for group in self.records)


def between(old: Edition, new: Edition) -> Differences:
    """Compare two editions of the same book, or of the same plan's volume: a constant number of queries."""
    words = Words(old, new)
    return Differences(
        old,
        new,
        edition_texts.chapters(old, new),
        edition_records.groups(old, new, words),
        edition_records.amounts(old, new, words),
    )


def siblings(edition: Edition) -> list[Any]:
    """Return all editions of the same book or volume, the newest first."""
    rows: Any = (
        edition.plan.volumes if isinstance(edition, VolumeEdition) else edition.book.editions
    )
    return list(rows.order_by("-number"))


def other(editions: Sequence[Any], edition: Edition, wanted: str) -> Edition | None:
    """The edition asked for by its number, else the one before; None when there is no other."""
    others = [row for row in editions if row.pk != edition.pk]
    named = [row for row in others if str(row.number) == wanted]
    earlier = [row for row in others if row.number < edition.number]
    return next(iter([*named, *earlier, *others]), None)


def name_of(edition: Edition) -> str:
    """Name what was issued: the book, or all books."""
    if isinstance(edition, BookEdition):
        return str(edition.book)
    return ", ".join(str(part["title"]) for part in edition.revisions)
