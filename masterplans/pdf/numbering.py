"""Which number does a heading, a table or a figure carry? Literal text, counted by the builder."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Label:
    """A numbered thing: where it is (anchor), how it is called ("Tabel 3.2"), what it shows."""

    anchor: str
    name: str
    title: str

    @property
    def end(self) -> str:
        """The anchor behind its last line, which tells on which page a long table ends."""
        return f"{self.anchor}-akhir"


@dataclass(frozen=True)
class Heading:
    anchor: str
    number: str
    title: str
    level: int
    is_section: bool = False


def with_text_levels(sections: Iterable[Any]) -> Iterator[tuple[Any, int]]:
    """Pair each section with the level at which headings in its text count.

    Where sections stand inside it, its own headings leave the numbers to them.
    """
    rows = list(sections)
    for section, following in zip_longest(rows, rows[1:]):
        has_inside = following is not None and following.level > section.level
        yield section, max(section.level, 2) if has_inside else section.level


def piece_name(chapter: int | str, piece: int, book: int = 0) -> str:
    """Name a document of a chapter: "bab-2", its second one "bab-2~2", of a book "buku-1.bab-2"."""
    name = f"buku-{book}.bab-{chapter}" if book else f"bab-{chapter}"
    return name if piece == 1 else f"{name}~{piece}"


@dataclass
class Numbering:
    """Counts through one chapter. `keys` remembers labels by the name that references use.

    `piece` is the document of the chapter that is being filled, counted from 1; `book` the number
    of its book, 0 where there is only one. An annex counts as chapter "L1".
    """

    chapter: int | str
    piece: int = 1
    headings: list[Heading] = field(default_factory=list)
    tables: list[Label] = field(default_factory=list)
    figures: list[Label] = field(default_factory=list)
    keys: dict[str, Label] = field(default_factory=dict)
    counters: list[int] = field(default_factory=list)
    book: int = 0

    def heading(self, title: str, level: int, key: str = "") -> Heading:
        """Number a heading: level 1 is "3.1", level 2 is "3.1.1"; a missing parent counts as its own."""
        above = [max(count, 1) for count in self.counters[: level - 1]]
        above += [1] * (level - 1 - len(above))
        last = self.counters[level - 1] if len(self.counters) >= level else 0
        self.counters = [*above, last + 1]
        number = ".".join(map(str, (self.chapter, *self.counters)))
        found = Heading(self._anchor("s", number), number, title, level, bool(key))
        self.headings.append(found)
        if key:
            name = _("Section %(number)s") % {"number": number}
            self.keys.setdefault(key, Label(found.anchor, name, title))
        return found

    def table(self, title: str, key: str = "") -> Label:
        """Number a table of this chapter."""
        number = len(self.tables) + 1
        name = _("Table %(number)s") % {"number": f"{self.chapter}.{number}"}
        return self._keep(self.tables, Label(self._anchor("tabel", number), name, title), key)

    def figure(self, title: str, key: str = "") -> Label:
        """Number a figure of this chapter."""
        number = len(self.figures) + 1
        name = _("Figure %(number)s") % {"number": f"{self.chapter}.{number}"}
        return self._keep(self.figures, Label(self._anchor("gambar", number), name, title), key)

    def copy(self) -> "Numbering":
        """Remember where the count stands."""
        return replace(
            self,
            headings=list(self.headings),
            tables=list(self.tables),
            figures=list(self.figures),
            keys=dict(self.keys),
            counters=list(self.counters),
        )

    def in_the_next_piece(self) -> "Numbering":
        """Go on counting in the chapter's next document."""
        return replace(self, piece=self.piece + 1)

    def _anchor(self, kind: str, number: object) -> str:
        """Anchors of a piece begin alike, so that names of two pieces never interleave."""
        return f"{piece_name(self.chapter, self.piece, self.book)}.{kind}-{number}"

    def _keep(self, row: list[Label], label: Label, key: str) -> Label:
        row.append(label)
        if key:
            self.keys.setdefault(key, label)
        return label


class NoNumbers:
    """Stands in for Numbering on a web page: captions without a number."""

    def __init__(self) -> None:
        self.count = 0

    def table(self, title: str, key: str = "") -> Label:
        self.count += 1
        return Label(f"{key or 'tabel'}-{self.count}", "", title)

    figure = table
