"""Which texts changed from one issued edition to another? Chapter by chapter, section by section."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from masterplans.models import BookEdition, Chapter, ChapterRevision, VolumeEdition

Edition = BookEdition | VolumeEdition
SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"


@dataclass(frozen=True)
class SectionChange:
    """A section that reads differently, with its text before and after.

    `blocks_in` and `blocks_out` name the tables of records that it shows now, or no longer.
    """

    title: str
    kind: str
    old: str = ""
    new: str = ""
    old_title: str = ""
    blocks_in: tuple[str, ...] = ()
    blocks_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChapterChange:
    """A chapter as two editions show it; `kind` is same, changed, added or removed."""

    book: str
    title: str
    kind: str
    sections: list[SectionChange] = field(default_factory=list)


@dataclass(frozen=True)
class _Shown:
    """A chapter as one edition shows it."""

    place: tuple[int, int]
    book: str
    title: str
    sha256: str
    sections: list[dict[str, Any]]


def chapters(old: Edition, new: Edition) -> list[ChapterChange]:
    """Compare the texts of two editions of one plan: one query."""
    before, after = _shown(old, new)
    found = []
    for key in sorted({*before, *after}, key=lambda key: (after.get(key) or before[key]).place):
        one, two = before.get(key), after.get(key)
        shown = two or one
        assert shown is not None
        if one is None or two is None:
            kind = ADDED if one is None else REMOVED
            found.append(ChapterChange(shown.book, shown.title, kind))
            continue
        parts = list(_sections(one.sections, two.sections))
        kind = CHANGED if parts or one.title != two.title else SAME
        found.append(ChapterChange(two.book, two.title, kind, parts))
    return found


def _listed(edition: Edition) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Every chapter that an edition names: number and title of its book, and what is kept of it."""
    if isinstance(edition, BookEdition):
        for row in edition.revisions:
            yield edition.book.number, edition.book.short, row
        return
    for part in edition.revisions:
        short = " ".join(str(part["title"]).split()[:2])
        for row in part["chapters"]:
            yield part["book"], short, row


def _shown(*editions: Edition) -> list[dict[Any, _Shown]]:
    """The chapters of each edition by what stays the same when they are renumbered."""
    listed = [list(_listed(edition)) for edition in editions]
    known: dict[tuple[str, int], list[ChapterRevision]] = {}
    wanted = {row["sha256"] for rows in listed for _number, _book, row in rows}
    revisions = ChapterRevision.objects.filter(
        chapter__book__plan__enrolment=editions[0].enrolment, sha256__in=wanted
    )
    for revision in revisions.select_related("chapter__book").defer("records"):
        known.setdefault((revision.sha256, revision.number), []).append(revision)
    return [_by_chapter(rows, known) for rows in listed]


def _by_chapter(
    rows: list[tuple[int, str, dict[str, Any]]],
    known: dict[tuple[str, int], list[ChapterRevision]],
) -> dict[Any, _Shown]:
    found: dict[Any, _Shown] = {}
    for number, book, row in rows:
        revision = _nearest(known.get((row["sha256"], row["revision"]), []), number, row["chapter"])
        key = revision.chapter_id if revision else (number, row["chapter"])
        found[key] = _Shown(
            (number, row["chapter"]),
            book,
            Chapter(number=row["chapter"], title=row["title"]).label,
            row["sha256"],
            revision.sections if revision else [],
        )
    return found


def _nearest(revisions: list[ChapterRevision], book: int, chapter: int) -> ChapterRevision | None:
    """Of revisions with the same content: the one that stands where the edition showed it."""
    return min(
        revisions,
        key=lambda row: (row.chapter.book.number != book, row.chapter.number != chapter),
        default=None,
    )


def _sections(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[SectionChange]:
    before, after = {row["pk"]: row for row in old}, {row["pk"]: row for row in new}
    for pk in dict.fromkeys([*after, *before]):
        one, two = before.get(pk), after.get(pk)
        if one is None or two is None:
            row = two or one or {}
            kind = ADDED if one is None else REMOVED
            html = row.get("html", "")
            old_html, new_html = ("", html) if one is None else (html, "")
            yield SectionChange(_title(row), kind, old_html, new_html)
        elif _content(one) != _content(two):
            shown_before, shown_after = set(one.get("blocks", ())), set(two.get("blocks", ()))
            yield SectionChange(
                _title(two),
                CHANGED,
                one.get("html", ""),
                two.get("html", ""),
                one["title"] if one["title"] != two["title"] else "",
                tuple(sorted(shown_after - shown_before)),
                tuple(sorted(shown_before - shown_after)),
            )


def _content(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["title"], row.get("html", ""), sorted(row.get("blocks", ()))


def _title(row: dict[str, Any]) -> str:
    return f"{row.get('number', '')} {row['title']}".strip()
