"""What changed between two texts? Their paragraphs side by side, the changed ones marked."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html as tree

LINES = {"p", "h3", "h4", "li", "tr", "figcaption", "img"}
CELL_EDGE = " · "


@dataclass(frozen=True)
class Line:
    """A paragraph before and after; `kind` is same, changed, added or removed."""

    kind: str
    old: str
    new: str


def lines(old: str, new: str) -> list[Line]:
    """Return both texts paragraph by paragraph."""
    before, after = paragraphs(old), paragraphs(new)
    found: list[Line] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        left, right = before[a:b], after[c:d]
        if tag == "equal":
            found += [Line("same", text, text) for text in left]
            continue
        length = max(len(left), len(right))
        left += [""] * (length - len(left))
        right += [""] * (length - len(right))
        found += [_changed(one, two) for one, two in zip(left, right, strict=True)]
    return found


def paragraphs(text: str) -> list[str]:
    """Return what can be read, one paragraph, list item, table row or picture at a time."""
    if not text.strip():
        return []
    return list(_lines(tree.fragment_fromstring(text, create_parent="div")))


def _lines(element: tree.HtmlElement) -> Iterator[str]:
    for child in element:
        if child.tag not in LINES:
            yield from _lines(child)
        elif line := _line(child):
            yield line


def _line(element: tree.HtmlElement) -> str:
    if element.tag == "img":
        return f"[{element.get('alt', '')}]"
    if element.tag == "tr":
        cells = [" ".join(cell.text_content().split()) for cell in element]
        return CELL_EDGE.join(cells) if any(cells) else ""
    return " ".join(element.text_content().split())


def _changed(old: str, new: str) -> Line:
    return Line("added" if not old else "removed" if not new else "changed", old, new)
