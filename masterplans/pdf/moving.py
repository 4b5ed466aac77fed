"""How does an element of a text find what it stands in, and change its place without losing words?"""

import re
from collections.abc import Callable

from lxml import html

Make = Callable[[re.Match[str]], html.HtmlElement]


def around(element: html.HtmlElement, name: str) -> html.HtmlElement | None:
    """Return the nearest element of a kind that an element stands in."""
    return next(element.iterancestors(name), None)


def lift(element: html.HtmlElement, frame: html.HtmlElement) -> None:
    """Put `frame` where `element` is, `element` inside; out of a paragraph, which may not hold it."""
    tail, element.tail = element.tail, None
    place = element
    for ancestor in element.iterancestors("p"):
        place = ancestor
    if place is element:
        element.addprevious(frame)
        frame.tail = tail
    else:
        previous = element.getprevious()
        if tail and previous is not None:
            previous.tail = (previous.tail or "") + tail
        elif tail:
            element.getparent().text = (element.getparent().text or "") + tail
        place.addnext(frame)
        frame.tail, place.tail = place.tail, None
    frame.append(element)


def wrap(
    root: html.HtmlElement, pattern: re.Pattern[str], make: Make, outside: tuple[str, ...] = ()
) -> None:
    """Put every piece of text that matches into an element of its own; not within those `outside`."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in outside:
            continue
        if outside and next(element.iterancestors(*outside), None) is not None:
            continue
        children = list(element)
        if element.text and pattern.search(element.text):
            element.text, pieces = _parted(element.text, pattern, make)
            for place, piece in enumerate(pieces):
                element.insert(place, piece)
        for child in children:
            if child.tail and pattern.search(child.tail):
                child.tail, pieces = _parted(child.tail, pattern, make)
                for place, piece in enumerate(pieces, start=element.index(child) + 1):
                    element.insert(place, piece)


def _parted(text: str, pattern: re.Pattern[str], make: Make) -> tuple[str, list[html.HtmlElement]]:
    """Return what stands before the first match, and elements for the matches with what follows each."""
    pieces: list[html.HtmlElement] = []
    lead, last = "", 0
    for found in pattern.finditer(text):
        before = text[last : found.start()]
        if pieces:
            pieces[-1].tail = before
        else:
            lead = before
        piece = make(found)
        piece.text = found[0]
        pieces.append(piece)
        last = found.end()
    if pieces:
        pieces[-1].tail = text[last:]
    return lead, pieces
