"""How does a text read flat: its words one after the other, each letter knowing where it came from?"""

from dataclasses import dataclass, field
from html import escape

from lxml import html as tree

BLOCKS = {"p", "h3", "h4", "li", "ul", "ol", "tr", "td", "th", "table", "figure", "figcaption",
          "blockquote", "br", "div"}  # fmt: skip
UNREAD = {"del"}


@dataclass(frozen=True)
class Passage:
    """The letters from `start` to `end` of a flat text, and what they say."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Letter:
    """One letter of the flat text: the node that holds it, its tail or its text, and the place."""

    node: tree.HtmlElement
    tail: bool
    place: int


@dataclass
class Flat:
    """A text without its markup, each letter knowing where it came from."""

    root: tree.HtmlElement
    text: str = ""
    letters: list[Letter | None] = field(default_factory=list)


def flat(html: str) -> Flat:
    """Read a text flat."""
    found = Flat(tree.fragment_fromstring(html, create_parent="div"))
    pieces: list[str] = []

    def add(text: str | None, node: tree.HtmlElement, tail: bool) -> None:
        for place, letter in enumerate(text or ""):
            plain = " " if letter.isspace() else letter
            if plain == " " and (not pieces or pieces[-1] == " "):
                continue
            pieces.append(plain)
            found.letters.append(Letter(node, tail, place))

    def gap() -> None:
        if pieces and pieces[-1] != " ":
            pieces.append(" ")
            found.letters.append(None)

    def walk(element: tree.HtmlElement) -> None:
        block = element.tag in BLOCKS
        if block:
            gap()
        if element.tag not in UNREAD and isinstance(element.tag, str):
            add(element.text, element, tail=False)
            for child in element:
                walk(child)
        if block:
            gap()
        if element is not found.root:
            add(element.tail, element, tail=True)

    walk(found.root)
    while pieces and pieces[-1] == " ":
        pieces.pop()
        found.letters.pop()
    found.text = "".join(pieces)
    return found


def words_of(html: str) -> str:
    """Return the flat text alone, without finding out where each letter came from."""
    if not html.strip():
        return ""
    pieces: list[str] = []

    def walk(element: tree.HtmlElement) -> None:
        gap = " " if element.tag in BLOCKS else ""
        pieces.append(gap)
        if element.tag not in UNREAD and isinstance(element.tag, str):
            pieces.append(element.text or "")
            for child in element:
                walk(child)
                pieces.append(child.tail or "")
        pieces.append(gap)

    root = tree.fragment_fromstring(html, create_parent="div")
    walk(root)
    return plain("".join(pieces))


def plain(words: str) -> str:
    """Return words with single spaces, as the flat text has them."""
    return " ".join(words.split())


def inner(root: tree.HtmlElement) -> str:
    """Write out what stands inside the root."""
    start = escape(root.text, quote=False) if root.text else ""
    return start + "".join(tree.tostring(child, encoding="unicode") for child in root)
