"""Of which elements is Word's markup made, and how are they read, dropped and unwrapped?"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from masterplans.word import marks

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


@dataclass
class Remark:
    """A comment somebody wrote in Word."""

    author: str
    text: str
    quote: str = ""


@dataclass
class Markup:
    """A document made ready for mammoth: `root`, what the marks mean, and what did not come along."""

    root: Any
    marks: marks.Marks
    counts: Counter = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)


def plain(element: Any) -> str:
    """Return the words of an element, paragraphs parted by a space."""
    paragraphs = list(element.iter(f"{W}p")) or [element]
    lines = ("".join(_words(paragraph)) for paragraph in paragraphs)
    return " ".join(" ".join(line.split()) for line in lines if line.strip())


def _words(element: Any) -> list[str]:
    return [
        " " if found.tag in (f"{W}tab", f"{W}br") else found.text or ""
        for found in element.iter(f"{W}t", f"{W}tab", f"{W}br")
    ]


def drop(element: Any) -> None:
    """Take an element out; Word's markup carries no text between elements."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Any) -> None:
    """Put the children of an element where it stands."""
    for child in list(element):
        element.addprevious(child)
    drop(element)


def run(text: str) -> Any:
    """Return a run that says `text`."""
    made = etree.Element(f"{W}r")
    words = etree.SubElement(made, f"{W}t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def each(root: Any, *names: str) -> list[Any]:
    return list(root.iter(*names))


def decide_changes(root: Any, counts: Counter) -> None:
    """Tracked changes count as accepted, as in Word's view without marks."""
    for element in each(root, f"{W}del", f"{W}moveFrom"):
        if element.getparent() is not None and element.getparent().tag in (f"{W}rPr", f"{W}trPr"):
            continue
        counts["deletions"] += 1
        drop(element)
    for element in each(root, f"{W}ins", f"{W}moveTo"):
        if len(element):
            counts["insertions"] += 1
            unwrap(element)
