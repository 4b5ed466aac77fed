"""Where in a text do some words stand, where did they move to, and how are they replaced?

A text is read flat: its words one after the other, white space as one space, a space between two
blocks. Positions count letters of that flat text.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import escape

from diff_match_patch import diff_match_patch
from lxml import html as tree

BLOCKS = {"p", "h3", "h4", "li", "ul", "ol", "tr", "td", "th", "table", "figure", "figcaption",
          "blockquote", "br", "div"}  # fmt: skip
UNREAD = {"del"}
EDGE = 60
LIKE_ENOUGH = 0.5
PATTERN = 32
ENOUGH_LETTERS = 25
SECONDS = 0.3
Changes = list[tuple[int, str]]


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


@dataclass(frozen=True)
class Mark:
    """A passage to underline, with the id of its mark and the address it leads to."""

    start: int
    end: int
    id: str
    href: str


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


def find(
    text: str, quote: str, *, prefix: str = "", suffix: str = "", near: int | None = None
) -> Passage | None:
    """Find `quote` word for word; among several, the one in the most similar surroundings."""
    quote = plain(quote)
    places = list(_occurrences(text, quote)) if quote else []
    if not places:
        return None

    def fits(at: int) -> tuple[int, int]:
        here = Passage(at, at + len(quote), quote)
        like = likeness_around(text, here, prefix, suffix)
        return like, -abs(at - near) if near is not None else -at

    best = max(places, key=fits)
    return Passage(best, best + len(quote), quote)


def changes(old: str, new: str) -> Changes:
    """Work out by which steps one flat text becomes another."""
    engine = diff_match_patch()
    engine.Diff_Timeout = SECONDS
    return engine.diff_main(old, new)


def follow(steps: Changes, new: str, was: Passage) -> Passage | None:
    """Find a passage of the old text in the new one although its words changed or moved."""
    engine = diff_match_patch()
    start, end = engine.diff_xIndex(steps, was.start), engine.diff_xIndex(steps, was.end)
    found = _trimmed(new, start, end)
    if found and _like(found.words, was.words):
        return found
    return fuzzy(new, was.words, near=start) if len(was.words) >= ENOUGH_LETTERS else None


def fuzzy(text: str, quote: str, *, near: int = 0, least: float = LIKE_ENOUGH) -> Passage | None:
    """Find words that are nearly the quote, near a place."""
    engine = diff_match_patch()
    engine.Match_Distance = max(len(text), 1000)
    engine.Match_Threshold = 0.4
    start = engine.match_main(text, quote[:PATTERN], near)
    if start < 0:
        return None
    tail = quote[-PATTERN:]
    end = engine.match_main(text, tail, start + len(quote) - len(tail))
    end = end + len(tail) if end >= start else start + len(quote)
    found = _trimmed(text, start, min(end, len(text), start + 2 * len(quote) + PATTERN))
    return found if found and _like(found.words, quote, least) else None


def likeness_around(text: str, passage: Passage, prefix: str, suffix: str) -> int:
    """Count the letters that stand around a passage as they did around the remembered one."""
    before, after = around(text, passage)
    return _common_end(before, prefix) + _common_start(after, suffix)


def cut(passage: Passage, length: int) -> Passage:
    """Return no more of a passage than so many letters."""
    if passage.end - passage.start <= length:
        return passage
    return Passage(passage.start, passage.start + length, passage.words[:length])


def around(text: str, passage: Passage) -> tuple[str, str]:
    """Return what stands before and after a passage."""
    return (
        text[max(0, passage.start - EDGE) : passage.start],
        text[passage.end : passage.end + EDGE],
    )


def one_block(html: str, passage: Passage) -> bool:
    """Say whether a passage stays inside one paragraph, list item or cell."""
    letters = flat(html).letters[passage.start : passage.end]
    return bool(letters) and all(letter is not None for letter in letters)


def replaced(html: str, passage: Passage, words: str) -> str:
    """Return the text with other words in the place of a passage; the markup around them stays."""
    read = flat(html)
    runs = _runs(read, passage.start, passage.end)
    for number, (node, tail, first, last) in reversed(list(enumerate(runs))):
        text = (node.tail if tail else node.text) or ""
        changed = text[:first] + (words if number == 0 else "") + text[last + 1 :]
        if tail:
            node.tail = changed
        else:
            node.text = changed
    return inner(read.root)


def marked(html: str, marks: Iterable[Mark], *, read: Flat | None = None) -> str:
    """Return the text with each passage underlined as a link to what is said about it."""
    read = read or flat(html)
    last_end = -1
    cuts: dict[tuple[tree.HtmlElement, bool], list[tuple[int, int, Mark, bool]]] = {}
    for mark in sorted(marks, key=lambda one: (one.start, one.end)):
        if mark.start < last_end:
            continue
        last_end = mark.end
        for number, (node, tail, first, last) in enumerate(_runs(read, mark.start, mark.end)):
            cuts.setdefault((node, tail), []).append((first, last, mark, number == 0))
    for (node, tail), pieces in cuts.items():
        for first, last, mark, named in reversed(pieces):
            _wrap(node, tail, first, last, mark, named=named)
    return inner(read.root)


def inner(root: tree.HtmlElement) -> str:
    """Write out what stands inside the root."""
    start = escape(root.text, quote=False) if root.text else ""
    return start + "".join(tree.tostring(child, encoding="unicode") for child in root)


def _occurrences(text: str, quote: str) -> Iterable[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _common_end(text: str, prefix: str) -> int:
    return _common_start(text[::-1], prefix[::-1])


def _common_start(text: str, suffix: str) -> int:
    """Count equal letters from the start on; spaces do not count, browsers differ in them."""
    one, two = text.replace(" ", ""), "".join(suffix.split())
    count = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        count += 1
    return count


def _trimmed(text: str, start: int, end: int) -> Passage | None:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return Passage(start, end, text[start:end]) if end > start else None


def _like(one: str, two: str, least: float = LIKE_ENOUGH) -> bool:
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.quick_ratio() >= least and matcher.ratio() >= least


Run = tuple[tree.HtmlElement, bool, int, int]


def _runs(read: Flat, start: int, end: int) -> list[Run]:
    """Return the pieces of text nodes that a passage covers: node, tail or not, first, last."""
    runs: list[Run] = []
    for letter in read.letters[start:end]:
        if letter is None:
            continue
        if runs and runs[-1][0] is letter.node and runs[-1][1] == letter.tail:
            runs[-1] = (letter.node, letter.tail, runs[-1][2], letter.place)
        else:
            runs.append((letter.node, letter.tail, letter.place, letter.place))
    return runs


def _wrap(
    node: tree.HtmlElement, tail: bool, first: int, last: int, mark: Mark, *, named: bool
) -> None:
    text = (node.tail if tail else node.text) or ""
    inside = node.getparent() if tail else node
    linked = inside.tag == "a" or any(True for _ in inside.iterancestors("a"))
    link = tree.Element("mark") if linked else tree.Element("a", href=mark.href)
    link.set("class", "noted")
    if named:
        link.set("id", mark.id)
    link.text, link.tail = text[first : last + 1], text[last + 1 :]
    if tail:
        node.tail = text[:first]
        parent = node.getparent()
        parent.insert(parent.index(node) + 1, link)
    else:
        node.text = text[:first]
        node.insert(0, link)
