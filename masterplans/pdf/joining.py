"""What goes on over the end of a page? One paragraph, one list, one table, told as one to those who hear the book.

WeasyPrint tags what it lays out, page by page: a table over three pages would be three tables, and a
sentence would stop where the paper does.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pydyf

LEFT_OUT = "f"  # an object that is not written, as the list of objects calls it
KINDS = {
    "p": "/P",
    "li": "/LI",
    "dt": "/LI",
    "dd": "/LI",
    "ul": "/L",
    "ol": "/L",
    "dl": "/L",
    "table": "/Table",
    "a": "/Link",
}
MAY_BE_EMPTY = {"/TD", "/TH", "/Document"}
REPEATED = {"/THead", "/TFoot"}
PAGINATION = pydyf.Dictionary({"Type": "/Pagination"})


def boxes_behind(document: Any, written: Any) -> list[tuple[Any, Any]]:
    """Pair elements of the tags with their boxes, in the order in which both were made.

    A kind of which there are not as many elements as boxes is left out.
    """
    elements, boxes = defaultdict(list), defaultdict(list)
    for one in written.objects:
        if isinstance(one, dict) and one.get("Type") == "/StructElem":
            elements[one["S"]].append(one)
    for box in _outermost_boxes(document):
        boxes[KINDS[box.element_tag]].append(box)
    return [
        pair
        for kind, found in boxes.items()
        if len(found) == len(elements[kind])
        for pair in zip(elements[kind], found, strict=True)
    ]


def _outermost_boxes(document: Any) -> Iterator[Any]:
    """Yield the boxes that stand for elements of these kinds, and not those that they are made of."""
    for page in document.pages:
        waiting = [(page._page_box, None)]
        while waiting:
            placed, around = waiting.pop()
            box = getattr(placed, "_box", None) or placed
            is_words = hasattr(box, "text")  # which bear the name of their element, too
            if box.element is not around and box.element_tag in KINDS and not is_words:
                yield box
            kids = getattr(box, "children", None) or ()
            waiting.extend((kid, box.element) for kid in reversed(kids))


def _repeats(element: Any) -> bool:
    return element.get("S") in REPEATED


def _marks(elements: list[Any]) -> list[int]:
    return [number for one in elements for number in one["K"] if isinstance(number, int)]


class Joining:
    """The tags of one part, in which what a page has parted is put together."""

    def __init__(self, written: Any, numbers: Any) -> None:
        self.written, self.numbers = written, numbers
        self.pages = {reference: place for place, reference in enumerate(written.page_references)}

    def join(self, pairs: list[tuple[Any, Any]]) -> None:
        """Put the fragments of the same HTML element into the first of them."""
        fragments = defaultdict(list)
        for element, box in pairs:
            fragments[element["S"], box.element].append(element)
        parted = [(kind, row) for (kind, _html), row in fragments.items() if len(row) > 1]
        for kind, put in (
            ("/Table", self._table),
            ("/P", self._paragraph),
            ("/LI", self._item),
            ("/L", self._whole),
        ):
            for row in [row for found, row in parted if found == kind]:
                if standing := [one for one in row if self._is_read_once(one)]:
                    put(*standing)
                    self._drop_if_empty(*standing[1:])

    def _at(self, reference: bytes) -> Any:
        return self.written.objects[int(reference.split()[0])]

    def _inner(self, element: Any) -> list[Any]:
        return [self._at(kid) for kid in element["K"] if isinstance(kid, bytes)]

    def _is_read_once(self, element: Any) -> bool:
        """Is it part of the text, and not of a head that is shown on every page?"""
        while element.get("S") != "/Document":
            if element.get("S") in REPEATED or "P" not in element:
                return False
            around = self._at(element["P"])
            if element.reference not in around["K"]:
                return False
            element = around
        return True

    def _paragraph(self, first: Any, *others: Any) -> None:
        for other in others:
            other["S"] = "/Span"
            self._move(other, first)

    def _item(self, first: Any, *others: Any) -> None:
        bodies = [one for one in self._inner(first) if one.get("S") == "/LBody"]
        for other in others:
            for part in self._inner(other):
                if part.get("S") == "/LBody":
                    part["S"] = "/NonStruct"
                self._move(part, bodies[-1] if bodies else first)

    def _whole(self, first: Any, *others: Any) -> None:
        for other in others:
            for part in self._inner(other):
                self._move(part, first)

    def _table(self, first: Any, *others: Any) -> None:
        """Rows go into the table that they belong to; heads that only the paper repeats are set aside."""
        repeated = [part for other in others for part in self._inner(other) if _repeats(part)]
        if all(self._can_be_set_aside(part) for part in repeated):
            for part in repeated:
                self._set_aside(part)
            self._whole(first, *others)

    def _move(self, element: Any, into: Any) -> None:
        if element.get("Type") != "/StructElem":
            return
        self._take_out(element)
        element["P"] = into.reference
        into["K"].append(element.reference)

    def _take_out(self, element: Any) -> None:
        """Take an element from where it stands; what is left empty there goes, too."""
        around = self._at(element["P"])
        around["K"].remove(element.reference)
        self._drop_if_empty(around)

    def _drop_if_empty(self, *elements: Any) -> None:
        for element in elements:
            if not element["K"] and element["S"] not in MAY_BE_EMPTY and element.free != LEFT_OUT:
                element.free = LEFT_OUT
                self._take_out(element)

    def _can_be_set_aside(self, head: Any) -> bool:
        """Does a head hold words only, all of them drawn right on its page?"""
        inside = list(self._all(head))
        return (
            head["S"] == "/THead"
            and all(one.get("Type") == "/StructElem" for one in inside)
            and set(_marks(inside)) <= set(self._drawn(head["Pg"]))
        )

    def _set_aside(self, head: Any) -> None:
        """Say of what a head shows that it is not content."""
        page, drawn = self._at(head["Pg"]), self._drawn(head["Pg"])
        stream, owners = self._at(page["Contents"]).stream, 2 * self.pages[head["Pg"]] + 1
        inside = list(self._all(head))
        for number in _marks(inside):
            stream[drawn[number] - 1 : drawn[number] + 1] = ["/Artifact", PAGINATION]
            self.numbers[owners][number] = b"null"
        self._take_out(head)
        for one in inside:
            one.clear()
            one.free = LEFT_OUT

    def _all(self, element: Any) -> Iterator[Any]:
        yield element
        if element.get("Type") == "/StructElem":
            for inner in self._inner(element):
                yield from self._all(inner)

    def _drawn(self, page: bytes) -> dict[int, int]:
        """Return where in the stream of a page each mark of content is opened."""
        stream = self._at(self._at(page)["Contents"]).stream
        return {
            step["MCID"]: place
            for place, step in enumerate(stream)
            if isinstance(step, pydyf.Dictionary) and "MCID" in step
        }
