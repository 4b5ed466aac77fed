"""How are words of a text underlined or replaced, while the markup around them stays?"""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import html as tree

from masterplans.passages.flat import Flat, Passage, flat, inner


@dataclass(frozen=True)
class Mark:
    """A passage to underline, with the id of its mark and the address it leads to."""

    start: int
    end: int
    id: str
    href: str


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
