"""On which leaf does each page stand, what is it numbered, what is stamped on it?

The cover is page i; front matter has roman numbers, chapters start on a right-hand page and have
arabic ones. Nothing here needs layout: a chapter that moves is only numbered anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from masterplans.pdf.chapter import ChapterMarkup
from masterplans.pdf.numbering import Label
from masterplans.pdf.parts import Layout

ROMAN = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


@dataclass(frozen=True)
class Leaf:
    """One page of the book. `part` is None for a blank; `chapter`, an anchor, gives the running head."""

    part: str | None
    page: int = 0
    number: int = 0
    roman: bool = False
    chapter: str | None = None
    opens: bool = False
    continues: Label | None = None
    bleeds: bool = False
    silent: bool = False

    @property
    def left(self) -> bool:
        return self.number % 2 == 0

    @property
    def label(self) -> str:
        return roman(self.number) if self.roman else str(self.number)


def roman(number: int) -> str:
    """Write a number in small roman figures."""
    text = ""
    for value, sign in ROMAN:
        while number >= value:
            text += sign
            number -= value
    return text


def body_leaves(
    chapters: Sequence[ChapterMarkup],
    layouts: dict[str, Layout],
    dividers: Mapping[int, str] | None = None,
    first: int = 1,
) -> list[Leaf]:
    """Lay the chapters one after another, each on a right-hand page.

    In a volume every book begins with its own title page, the part named in `dividers`.
    """
    leaves: list[Leaf] = []
    started: set[int] = set()
    for chapter in chapters:
        if (first + len(leaves)) % 2 == 0:
            leaves.append(Leaf(None, number=first + len(leaves)))
        divider = (dividers or {}).get(chapter.book)
        if divider and chapter.book not in started:
            started.add(chapter.book)
            leaves.append(Leaf(divider, 0, first + len(leaves), silent=True))
            leaves.append(Leaf(None, number=first + len(leaves)))
        for piece in chapter.pieces:
            layout = layouts[piece.name]
            tables = _continued(chapter, layout)
            for page in range(layout.pages):
                leaves.append(
                    Leaf(
                        piece.name,
                        page,
                        first + len(leaves),
                        chapter=chapter.anchor,
                        opens=page == 0 and piece is chapter.pieces[0],
                        continues=tables.get(page),
                    )
                )
    return leaves


def after_leaves(name: str, layout: Layout, first: int) -> list[Leaf]:
    """What follows the chapters, on a right-hand page, with the running head of the book."""
    leaves = [Leaf(None, number=first)] if first % 2 == 0 else []
    for page in range(layout.pages):
        leaves.append(Leaf(name, page, first + len(leaves), opens=page == 0))
    return leaves


def page_numbers(leaves: Sequence[Leaf], layouts: dict[str, Layout]) -> dict[str, str]:
    """Map every anchor to the number printed on its page."""
    labels = {(leaf.part, leaf.page): leaf.label for leaf in leaves}
    return {
        anchor: labels[name, page]
        for name, layout in layouts.items()
        for anchor, page in layout.anchors.items()
        if (name, page) in labels
    }


def front_leaves(parts: Sequence[tuple[str, Layout]]) -> list[Leaf]:
    """Cover, its blank back, then the front matter; filled up so that chapter 1 stands right."""
    leaves = [Leaf("cover", number=1, roman=True, bleeds=True, silent=True)]
    leaves.append(Leaf(None, number=2, roman=True))
    for name, layout in parts:
        for page in range(layout.pages):
            silent = name == "opening" and page == 0
            leaves.append(Leaf(name, page, len(leaves) + 1, roman=True, silent=silent))
    if len(leaves) % 2:
        leaves.append(Leaf(None, number=len(leaves) + 1, roman=True))
    return leaves


def back_leaves(first: int, colophon: Layout) -> list[Leaf]:
    """The colophon on a right-hand page, the back cover as the very last page."""
    leaves = [Leaf(None, number=first)] if first % 2 == 0 else []
    for page in range(colophon.pages):
        leaves.append(Leaf("colophon", page, first + len(leaves), silent=True))
    if (first + len(leaves)) % 2:
        leaves.append(Leaf(None, number=first + len(leaves)))
    leaves.append(Leaf("back", 0, first + len(leaves), bleeds=True, silent=True))
    return leaves


def _continued(chapter: ChapterMarkup, layout: Layout) -> dict[int, Label]:
    """Pages on which a table goes on that began before."""
    found = {}
    for label in chapter.tables:
        first, last = layout.anchors.get(label.anchor), layout.anchors.get(label.end)
        if first is not None and last is not None:
            found.update(dict.fromkeys(range(first + 1, last + 1), label))
    return found
