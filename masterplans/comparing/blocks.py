"""Of which blocks does a text consist? Paragraphs, headings, list items, tables and pictures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _
from lxml import html as tree

from smartcity_portal.kit.numbers import natural

TEXT_TAGS = {"p", "h3", "h4"}
MARKS = {"strong", "em", "sub", "sup", "a", "cite"}
TOKEN = re.compile(r"Rp(?=\d)|\d+(?:[.,]\d+)+|\w+|\s+|[^\w\s]")


class Token(NamedTuple):
    """A word, a space or a sign, with how it is set: ("strong",), ("a:https://…",)."""

    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    tag: str
    tokens: tuple[Token, ...]
    colspan: int = 1
    rowspan: int = 1

    @cached_property
    def text(self) -> str:
        return " ".join("".join(token.text for token in self.tokens).split())


@dataclass(frozen=True)
class Picture:
    src: str
    alt: str
    width: str = ""


@dataclass(frozen=True)
class Block:
    """One block; `kind` is p, h3, h4, li, quote, table or figure, `depth` how deep a list goes."""

    kind: str
    tokens: tuple[Token, ...] = ()
    depth: int = 0
    ordered: bool = False
    rows: tuple[tuple[Cell, ...], ...] = ()
    picture: Picture | None = None

    @cached_property
    def key(self) -> tuple:
        return (self.kind, self.depth, self.ordered, self.tokens, self.rows, self.picture)

    @cached_property
    def text(self) -> str:
        if self.rows:
            return "\n".join(" ".join(cell.text for cell in row) for row in self.rows)
        said = "".join(token.text for token in self.tokens)
        return f"{self.picture.alt} {said}" if self.picture else said

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(re.findall(r"\w+", self.text.lower()))

    @property
    def is_text(self) -> bool:
        return not self.rows and self.picture is None


@dataclass
class _Place:
    """Where in lists and quotations the reading stands."""

    kind: str = "p"
    depth: int = 0
    ordered: bool = False
    found: list[Block] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """Return the blocks of a section's HTML, in reading order."""
    if not text.strip():
        return []
    place = _Place()
    _read(tree.fragment_fromstring(text, create_parent="div"), place)
    return place.found


def _read(element: tree.HtmlElement, place: _Place) -> None:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag in TEXT_TAGS:
            kind = place.kind if child.tag == "p" else child.tag
            _add(place, Block(kind, tokens(child), place.depth, place.ordered))
        elif child.tag == "table":
            _add(place, Block("table", rows=_rows(child)))
        elif child.tag == "figure":
            _read_figure(child, place)
        elif child.tag == "img":
            _add(place, Block("figure", picture=_picture(child)))
        else:
            _read_inside(child, place)


def _add(place: _Place, block: Block) -> None:
    if block.tokens or block.rows or block.picture:
        place.found.append(block)


def _read_inside(child: tree.HtmlElement, place: _Place) -> None:
    inner = _Place(place.kind, place.depth, place.ordered, place.found)
    if child.tag in {"ul", "ol"}:
        inner.depth, inner.ordered, inner.kind = place.depth + 1, child.tag == "ol", "li"
    elif child.tag == "blockquote":
        inner.kind = "quote"
    if child.tag == "li" and (child.text or "").strip():
        _add(place, Block("li", tokens(child), place.depth, place.ordered))
        return
    _read(child, inner)


def _read_figure(figure: tree.HtmlElement, place: _Place) -> None:
    image, caption = figure.find(".//img"), figure.find(".//figcaption")
    said = tokens(caption) if caption is not None else ()
    if image is not None:
        _add(place, Block("figure", said, picture=_picture(image)))
        return
    if said:
        _add(place, Block("p", said))
    for table in figure.iter("table"):
        _add(place, Block("table", rows=_rows(table)))


def _picture(image: tree.HtmlElement) -> Picture:
    return Picture(image.get("src", ""), image.get("alt", ""), image.get("data-width", ""))


def _rows(table: tree.HtmlElement) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(_cell(cell) for cell in row if cell.tag in {"td", "th"}) for row in table.iter("tr")
    )


def _cell(cell: tree.HtmlElement) -> Cell:
    return Cell(cell.tag, tokens(cell), _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: tree.HtmlElement, name: str) -> int:
    return natural(cell.get(name)) or 1


def tokens(element: tree.HtmlElement) -> tuple[Token, ...]:
    """Return what an element says, word by word; spaces at the edges are left out."""
    found = list(_tokens(element, ()))
    while found and found[0].text.isspace():
        found.pop(0)
    while found and found[-1].text.isspace():
        found.pop()
    return tuple(found)


def _tokens(element: tree.HtmlElement, marks: tuple[str, ...]) -> Iterator[Token]:
    yield from _words(element.text, marks)
    for child in element:
        if child.tag == "br":
            yield Token("\n", marks)
        elif child.tag == "img":
            yield Token(f"[{child.get('alt', '')}]", (*marks, "atom"))
        elif said := _atom(child):
            yield Token(said, (*marks, "atom"))
        elif isinstance(child.tag, str):
            yield from _tokens(child, (*marks, _mark(child)) if child.tag in MARKS else marks)
            if child.tag in TEXT_TAGS and child.getnext() is not None:
                yield Token("\n", marks)
        yield from _words(child.tail, marks)


def _atom(child: tree.HtmlElement) -> str:
    """What stands in a text as one sign: a footnote, a citation."""
    if note := child.get("data-footnote"):
        return _("[footnote: %(text)s]") % {"text": note}
    if source := child.get("data-source"):
        return f"[{', '.join(filter(None, [source, child.get('data-at')]))}]"
    return ""


def _mark(child: tree.HtmlElement) -> str:
    address = child.get("data-ref") or child.get("href")
    return f"a:{address}" if child.tag == "a" and address else str(child.tag)


def _words(text: str | None, marks: tuple[str, ...]) -> Iterator[Token]:
    for found in TOKEN.findall(text or ""):
        yield Token(" " if found.isspace() else found, marks)
