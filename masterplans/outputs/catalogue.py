"""Which kinds of output are there: file ending, what lacks before it can be made, how it is made?"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from masterplans.models import Book, BookEdition, OutputKind
from masterplans.outputs import (
    alignment,
    alignment_files,
    powerpoint,
    slide_pages,
    story,
    workbook,
)
from masterplans.outputs.deck import fingerprint
from masterplans.outputs.material import Material
from masterplans.snapshot import sha256_of
from masterplans.word import books

Progress = Callable[[int, int], None]
VERSION = "1"
MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class Made:
    """The bytes of an output, and how many slides, pages, sheets or chapters it has."""

    content: bytes
    parts: int


@dataclass(frozen=True)
class Recipe:
    """How one kind of output is made. `key` names the content without making it."""

    ending: str
    stem: str
    why_not: Callable[[Material, Book | None], list[str]]
    key: Callable[[Material, Book | None], str]
    make: Callable[[Material, Book | None, Progress], Made]


def key_of(kind: str, material: Material, book: Book | None) -> str:
    """Name the content of an output as the plan stands: the same content, the same key."""
    if basis := material.basis(whole_hash=True):
        return sha256_of([VERSION, kind, book.pk if book else 0, basis])
    editions = [edition.sha256 for edition in editions_of(material, book)]
    parts = [VERSION, kind, book.pk if book else 0, editions, RECIPES[kind].key(material, book)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def editions_of(material: Material, book: Book | None) -> list[Any]:
    """Return the issued editions that say what the output says."""
    if book is None:
        return material.editions
    found = material.edition_of(book)
    return [found] if found else []


def file_name(kind: str, material: Material, book: Book | None, edition: Any = None) -> str:
    recipe = RECIPES[kind]
    stem = f"naskah-buku-{book.number}" if book else recipe.stem
    if edition is not None:
        of = f"buku-{edition.book.number}" if isinstance(edition, BookEdition) else "jilid"
        recipe_end = f"{of}-edisi-{edition.number}.{recipe.ending}"
        return f"{stem}-{material.enrolment.slug}-{recipe_end}"
    return f"{stem}-{material.enrolment.slug}.{recipe.ending}"


def _no_text(material: Material, book: Book | None) -> list[str]:
    sections, records = _sections(material, book), material.records
    is_told = records.vision or records.programs or records.swot or records.readiness
    if any(one.html or (one.blocks and is_told) for one in sections):
        return []
    return [_("%(book)s has no text yet. Write its first section.") % {"book": book}]


def _sections(material: Material, book: Book | None) -> list[Any]:
    return [one for one in material.sections if book and one.chapter.book_id == book.pk]


def _manuscript_key(material: Material, book: Book | None) -> str:
    rows = [
        [
            one.chapter.label, str(one), one.level, one.html, list(one.blocks), one.landscape,
            one.pk, one.version,
        ]
        for one in _sections(material, book)
    ]  # fmt: skip
    records = fingerprint(material.records) if any(row[4] for row in rows) else ""
    return sha256_of([str(book), rows, records, material.works])


def _manuscript(material: Material, book: Book | None, progress: Progress) -> Made:
    assert book is not None
    chapters = material.chapters_of(book)
    content = books.book_docx(
        book,
        chapters,
        material.records,
        basis=_basis(material, book),
        works=material.works,
        progress=progress,
    )
    return Made(content, len(chapters))


def _basis(material: Material, book: Book) -> str:
    if basis := material.basis():
        return basis
    found = material.edition_of(book)
    if found is None:
        return story.draft_of(material)
    return _("As in %(editions)s") % {
        "editions": _("%(book)s edition %(number)d") % {"book": book.short, "number": found.number}
    }


def _deck_key(material: Material, book: Book | None) -> str:
    return fingerprint(story.deck_of(material, with_day=False))


def _slides(material: Material, book: Book | None, progress: Progress) -> Made:
    deck = story.deck_of(material)
    return Made(powerpoint.pptx_of(deck), len(deck.slides) + 1)


def _slide_pages(material: Material, book: Book | None, progress: Progress) -> Made:
    printed = slide_pages.pdf_of(story.deck_of(material))
    return Made(printed.content, printed.pages)


def _records_key(material: Material, book: Book | None) -> str:
    return workbook.key_of(material.tables)


def _records(material: Material, book: Book | None, progress: Progress) -> Made:
    basis = material.basis(whole_hash=True) or story.basis_of(material)
    return Made(*material.as_workbook(basis, progress))


def _alignment_key(material: Material, book: Book | None) -> str:
    return fingerprint(alignment.alignment_of(material, ""))


def _alignment(material: Material, book: Book | None, progress: Progress) -> Made:
    basis = material.basis(whole_hash=True) or story.basis_of(material)
    return Made(alignment_files.xlsx_of(alignment.alignment_of(material, basis)), 3)


def _alignment_pages(material: Material, book: Book | None, progress: Progress) -> Made:
    printed = alignment_files.pdf_of(_compared(material))
    return Made(printed.content, printed.pages)


def _compared(material: Material) -> alignment.Alignment:
    return alignment.alignment_of(material, story.basis_of(material))


def _of_plan(
    asked: Callable[[Material], list[str]],
) -> Callable[[Material, Book | None], list[str]]:
    return lambda material, book: asked(material)


_no_story, _nothing_to_compare = _of_plan(story.why_not), _of_plan(alignment.why_not)
RECIPES: dict[str, Recipe] = {
    OutputKind.MANUSCRIPT: Recipe("docx", "naskah", _no_text, _manuscript_key, _manuscript),
    OutputKind.SLIDES: Recipe("pptx", "paparan", _no_story, _deck_key, _slides),
    OutputKind.SLIDES_PDF: Recipe("pdf", "paparan", _no_story, _deck_key, _slide_pages),
    OutputKind.RECORDS: Recipe(
        "xlsx",
        "catatan-rencana",
        _of_plan(lambda material: material.lacks_lists()),
        _records_key,
        _records,
    ),
    OutputKind.ALIGNMENT: Recipe(
        "xlsx", "keselarasan-rpjmd", _nothing_to_compare, _alignment_key, _alignment
    ),
    OutputKind.ALIGNMENT_PDF: Recipe(
        "pdf", "keselarasan-rpjmd", _nothing_to_compare, _alignment_key, _alignment_pages
    ),
}
