"""Which chapters need not be cleaned and numbered again? Those that say what they said before.

Turning a chapter into HTML needs no other chapter, so it is kept in the store under what it is made
of; pictures are kept by name only, the chapter brings them along.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import cached_property
from typing import Any

from masterplans.pdf.chapter import ChapterMarkup, Piece, chapter_markup
from masterplans.pdf.content import BookContent, ChapterContent
from masterplans.pdf.numbering import Heading, Label
from masterplans.pdf.parts import PartStore
from masterplans.pdf.plain import key_of
from masterplans.pdf.release import press_fingerprint


class KeptMarkup:
    """The chapters of one book as HTML; `names` says what the text calls each work."""

    def __init__(self, content: BookContent, names: Mapping[str, str], store: PartStore) -> None:
        self.content, self.names, self.store = content, names, store

    def of(self, chapter: ChapterContent) -> ChapterMarkup:
        """Return the chapter as HTML. Raises kit.pdf.PdfError."""
        key = self._key(chapter)
        if told := self.store.recall(key):
            return _read(told, chapter)
        markup = chapter_markup(chapter, self.content.records, self.names)
        self.store.keep(key, _written(markup))
        return markup

    def _key(self, chapter: ChapterContent) -> str:
        pictures = {name: asset.sha256 for name, asset in chapter.pictures.items()}
        return key_of(self._shared, pictures, replace(chapter, pictures={}))

    @cached_property
    def _shared(self) -> str:
        """Name what all chapters are made with: this release, language, records, works."""
        content = self.content
        return key_of(press_fingerprint(), content.language, content.records, self.names)


def _written(markup: ChapterMarkup) -> dict[str, Any]:
    told = {
        **vars(markup),
        "pieces": [(piece.name, piece.body, sorted(piece.assets)) for piece in markup.pieces],
        "keys": {name: asdict(label) for name, label in markup.keys.items()},
    }
    for row in ("headings", "tables", "figures"):
        told[row] = [asdict(thing) for thing in told[row]]
    return told


def _read(told: dict[str, Any], chapter: ChapterContent) -> ChapterMarkup:
    pictures = {asset.sha256: asset for asset in chapter.pictures.values()}
    pieces = tuple(
        Piece(name, body, {sha256: pictures[sha256] for sha256 in shown})
        for name, body, shown in told["pieces"]
    )
    return ChapterMarkup(
        **{
            **told,
            "pieces": pieces,
            "headings": tuple(Heading(**heading) for heading in told["headings"]),
            "tables": tuple(Label(**label) for label in told["tables"]),
            "figures": tuple(Label(**label) for label in told["figures"]),
            "keys": {name: Label(**label) for name, label in told["keys"].items()},
            "problems": tuple(told["problems"]),
            "cited": tuple(told["cited"]),
        }
    )
