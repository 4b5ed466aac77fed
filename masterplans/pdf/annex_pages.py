"""How does an annex become pages? Words and tables are set; files of others come in as pictures of their pages."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.pdf.blocks import render_block
from masterplans.pdf.chapter import ChapterMarkup, Piece
from masterplans.pdf.content import Annex, AnnexTable, BookContent, Enclosure
from masterplans.pdf.numbering import Numbering, piece_name
from masterplans.pdf.parts import PartStore
from masterplans.pdf.records import PlanRecords
from smartcity_portal.kit import blobs, pdf_pages
from smartcity_portal.kit.pdf import Asset

MOST_PAGES_OF_A_FILE, MOST_PAGES_OF_AN_ANNEX = 40, 150
JPEG = "image/jpeg"


@dataclass(frozen=True)
class TakenPage:
    """One page of a file, as it stands in the annex."""

    asset: Asset
    wide: bool
    caption: str
    alt: str


@dataclass
class _Taken:
    """A file in an annex: its heading, what is said about it, its pages."""

    heading: Any
    told: str
    pages: list[TakenPage] = field(default_factory=list)
    note: str = ""


def annex_markups(content: BookContent, store: PartStore) -> list[ChapterMarkup]:
    """Return the annexes of a book, each like a chapter of its own."""
    return [
        _annex(annex, number, content.records, store)
        for number, annex in enumerate(content.annexes, start=1)
    ]


def _annex(annex: Annex, number: int, records: PlanRecords, store: PartStore) -> ChapterMarkup:
    numbering = Numbering(f"L{number}")
    name, anchor = _("Annex %(number)d") % {"number": number}, piece_name(f"L{number}", 1)
    tables = [
        {
            "table": table,
            "label": numbering.table(table.title),
            "heads": _marked(table.heads, table),
            "rows": [_marked(row, table) for row in table.rows],
        }
        for table in annex.tables
    ]
    blocks = [render_block(block, records, numbering) for block in annex.blocks]
    files = list(_files(annex, numbering, store))
    context = {
        "annex": annex,
        "name": name,
        "anchor": anchor,
        "tables": tables,
        "blocks": blocks,
        "files": files,
    }
    body = render_to_string("masterplans/pdf/annex.html", context)
    assets = {page.asset.sha256: page.asset for file in files for page in file.pages}
    return ChapterMarkup(
        number=number,
        title=annex.title,
        name=name,
        anchor=anchor,
        pieces=(Piece(f"lampiran-{number}", body, assets),),
        headings=tuple(numbering.headings),
        tables=tuple(numbering.tables),
        figures=tuple(numbering.figures),
        keys={},
        problems=(),
    )


def _marked(row: Sequence[str], table: AnnexTable) -> list[tuple[str, bool]]:
    """Say of each cell whether it is a number."""
    return [(cell, place in table.numeric) for place, cell in enumerate(row)]


def _files(annex: Annex, numbering: Numbering, store: PartStore) -> Iterator[_Taken]:
    left = MOST_PAGES_OF_AN_ANNEX
    for file in annex.files:
        taken = _Taken(numbering.heading(file.title, 1), file.told)
        taken.note = _take(file, taken, min(left, MOST_PAGES_OF_A_FILE), store)
        left -= len(taken.pages)
        yield taken


def _take(file: Enclosure, taken: _Taken, most: int, store: PartStore) -> str:
    """Take in the pages of a file; returns what has to be said about those that are not there."""
    known = drawn(file.sha256, store)
    if known.problem:
        return _problem(known.problem) + " " + _fingerprint(file.sha256)
    for number, page in enumerate(known.pages[:most], start=1):
        caption = _("Page %(number)d of %(total)d") % {"number": number, "total": known.total}
        alt = _("%(page)s of “%(title)s”.") % {"page": caption, "title": file.title}
        told = f"{alt} {page.text}".strip()
        taken.pages.append(TakenPage(Asset(page.picture, JPEG), page.is_wide, caption, told))
    more = known.total - len(taken.pages)
    if more <= 0:
        return ""
    said = ngettext(
        "%(count)d more page is not shown.", "%(count)d more pages are not shown.", more
    )
    return said % {"count": more} + " " + _fingerprint(file.sha256)


def _fingerprint(sha256: str) -> str:
    return _("The file is kept in the portal under the SHA-256 %(sha256)s.") % {"sha256": sha256}


def _problem(code: str) -> str:
    sentences = {
        "gone": _("The file is no longer in the store."),
        "locked": _("The file is locked with a password and cannot be shown."),
        "damaged": _("The file is damaged and cannot be shown."),
    }
    return sentences.get(code, _("The file takes too long to draw and is not shown."))


def drawn(sha256: str, store: PartStore) -> pdf_pages.Drawn:
    """Return the pages of a stored file; they are drawn once and kept beside the printed parts."""
    if not blobs.exists(sha256):
        return pdf_pages.Drawn(problem="gone")
    key = hashlib.sha256(f"pages {sha256} {pdf_pages.DOTS_PER_INCH}".encode()).hexdigest()
    path = store.path_of(key)
    told = store.recall(key)
    if told is not None and (found := _recalled(path, told)):
        return found
    made = pdf_pages.draw(blobs.read(sha256), most=MOST_PAGES_OF_A_FILE)
    rows = []
    for number, page in enumerate(made.pages):
        aside = path.with_suffix(f".{number}.jpg")
        store.write(aside, partial(_fill, content=page.picture))
        rows.append({"width": page.width, "height": page.height, "text": page.text})
    if made.problem != "too_costly":
        store.keep(key, {"rows": rows, "total": made.total, "problem": made.problem})
    return made


def _fill(aside: Any, *, content: bytes) -> None:
    aside.write_bytes(content)


def _recalled(path: Any, told: Mapping[str, Any]) -> pdf_pages.Drawn | None:
    try:
        pages = tuple(
            pdf_pages.DrawnPage(path.with_suffix(f".{number}.jpg").read_bytes(), **row)
            for number, row in enumerate(told["rows"])
        )
    except OSError:
        return None
    return pdf_pages.Drawn(pages, told["total"], told["problem"])
