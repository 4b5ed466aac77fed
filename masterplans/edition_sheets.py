"""How do the differences of two editions become a workbook? Summary, amounts, records, texts."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from masterplans.comparing import changes as texts
from masterplans.comparing.changes import Change
from masterplans.comparing.tables import rows as table_rows
from masterplans.edition_differences import Differences, name_of
from masterplans.edition_texts import ADDED, CHANGED, REMOVED, ChapterChange, Edition
from programs.edition_words import block_text
from smartcity_portal.kit.formats import day
from smartcity_portal.kit.sheets.xlsx_writing import Page, book_bytes

RUPIAH = "#,##0"
LONGEST = 32_000
MARK = {"h3": "#", "h4": "##", "li": "•"}
Cells = list[Any]


def workbook(found: Differences) -> bytes:
    """Return the differences as .xlsx; the same two editions give the same bytes."""
    return book_bytes([_summary(found), _amounts(found), _records(found), _texts(found)])


def _summary(found: Differences) -> Page:
    rows: list[Cells] = [
        [_("Before"), _told(found.old)],
        [_("After"), _told(found.new)],
        [_("SHA-256 before"), found.old.sha256],
        [_("SHA-256 after"), found.new.sha256],
        [_("Chapters that changed"), str(len(found.changed_chapters))],
        [_("Chapters that stayed"), str(len(found.same_chapters))],
        [_("Records that changed"), str(found.record_count)],
        [_("Agencies whose amount changed"), str(len(found.changed_amounts))],
    ]
    return _page(_("Summary"), [_("Subject"), _("Content")], rows, [34, 90])


def _told(edition: Edition) -> str:
    words = _("%(name)s, edition %(number)d, issued on %(day)s") % {
        "name": name_of(edition),
        "number": edition.number,
        "day": day(edition.issued_at, edition.enrolment.region),
    }
    if edition.withdrawn_at:
        words += " " + _("(withdrawn: %(reason)s)") % {"reason": edition.withdrawn_reason}
    return words


def _amounts(found: Differences) -> Page:
    heads = [_("Agency (OPD)"), _("Before (Rp)"), _("After (Rp)"), _("Difference (Rp)")]
    rows = [[row.agency, row.old, row.new, row.difference] for row in [*found.amounts, found.total]]
    return _page(_("Amounts per agency"), heads, rows, [52, 22, 22, 22], ["@", *[RUPIAH] * 3])


def _records(found: Differences) -> Page:
    heads = [
        _("Kind"),
        _("Name of the record"),
        _("What happened"),
        _("Field"),
        _("Before"),
        _("After"),
    ]
    rows: list[Cells] = []
    for group in found.records:
        for change in group.changes:
            start = [capfirst(group.noun), change.name, word_of(change.kind)]
            rows += [[*start, f.label, f.old, f.new] for f in change.fields] or [
                [*start, "", "", ""]
            ]
    return _page(_("Records"), heads, rows, [26, 44, 14, 28, 48, 48])


def _texts(found: Differences) -> Page:
    heads = [_("Book"), _("Chapter"), _("Section"), _("What happened"), _("Before"), _("After")]
    rows = [row for chapter in found.changed_chapters for row in _chapter(chapter)]
    return _page(_("Text"), heads, rows, [12, 30, 36, 14, 64, 64])


def _chapter(chapter: ChapterChange) -> Iterator[Cells]:
    if not chapter.sections:
        yield [chapter.book, chapter.title, "", word_of(chapter.kind), "", ""]
    for part in chapter.sections:
        start = [chapter.book, chapter.title, part.title]
        if part.old_title:
            yield [*start, word_of(CHANGED), part.old_title, part.title]
        changed = [change for change in texts.changes(part.old, part.new) if change.kind != "same"]
        for change in changed:
            for kind, before, after in _lines(change):
                yield [*start, word_of(kind), before, after]
        for name in part.blocks_out:
            yield [*start, word_of(REMOVED), block_text(name), ""]
        for name in part.blocks_in:
            yield [*start, word_of(ADDED), "", block_text(name)]


def _lines(change: Change) -> Iterator[tuple[str, str, str]]:
    """A changed table is told cell by cell, everything else block by block."""
    old, new = change.old, change.new
    if old and new and old.rows and new.rows and change.kind == CHANGED:
        for row in table_rows(old, new):
            for cell in row.cells:
                if cell.kind != "same":
                    before, after = (part.text if part else "" for part in (cell.old, cell.new))
                    yield cell.kind, before, after
        return
    yield change.kind, _said(old), _said(new)


def _said(block: Any) -> str:
    if block is None:
        return ""
    return f"{MARK.get(block.kind, '')} {block.text}".strip()[:LONGEST]


def word_of(kind: str) -> str:
    """Return how a kind of change is called."""
    return {
        ADDED: _("Added"),
        REMOVED: _("Removed"),
        CHANGED: _("Changed"),
        texts.MOVED_AWAY: _("Moved from here"),
        texts.MOVED_HERE: _("Moved to here"),
    }.get(kind, kind)


def _page(
    title: str,
    heads: list[str],
    rows: list[Cells],
    widths: list[int],
    formats: list[str] | None = None,
) -> Page:
    count = len(heads)
    return Page(
        title=title,
        heads=heads,
        formats=formats or ["@"] * count,
        widths=widths,
        wraps=[True] * count,
        required=[False] * count,
        rows=rows,
        is_read=False,
    )
