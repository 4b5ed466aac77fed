"""How does an element of a text find what it stands in, and change its place without losing words?"""

from lxml import html


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
