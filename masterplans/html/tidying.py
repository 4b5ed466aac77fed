"""How does other people's markup become the editor's vocabulary?"""

import hashlib
from typing import Any

import nh3
from django.utils.html import linebreaks
from lxml import etree
from lxml import html as tree

from masterplans.html.vocabulary import (
    ATTRIBUTES,
    BEFORE_TABLE,
    DROPPED_WHOLE,
    MARK,
    MARKED,
    REFERENCE,
    SOURCE_KEY,
    TAGS,
    is_own,
)

HIGHER_HEADINGS = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4", "b": "strong", "i": "em"}
BLOCKS = {"p", "h3", "h4", "ul", "ol", "blockquote", "table", "figure", "div"}
LONGEST_LABEL = 200
_WIDER: dict[str, Any] = {
    "tags": TAGS | set(HIGHER_HEADINGS) | {"caption", "div"},
    "attributes": ATTRIBUTES,
    "clean_content_tags": DROPPED_WHOLE,
    "link_rel": None,
}


def tidied(text: str, slug: str) -> str:
    """Bring other people's markup into the editor's vocabulary; nh3 judges the result."""
    if "<" not in text:
        return linebreaks(text, autoescape=True)
    try:
        root = tree.fragment_fromstring(nh3.clean(text, **_WIDER), create_parent="div")
    except (etree.ParserError, ValueError):
        return nh3.clean(text, tags=TAGS)
    for element in list(root.iter(*HIGHER_HEADINGS)):
        element.tag = HIGHER_HEADINGS[element.tag]
    for element in list(root.iter("div")):
        if element is not root:
            _undress(element)
    for caption in list(root.iter("caption")):
        _lift_caption(caption)
    for image in list(root.iter("img")):
        if not is_own(image.get("src", ""), slug):
            _drop_image(image)
    _notes_and_references(root)
    _wrap_loose(root)
    mark_things(root)
    return (root.text or "") + "".join(tree.tostring(child, encoding="unicode") for child in root)


def _wrap_loose(root: tree.HtmlElement) -> None:
    """Words that stand in no paragraph get one; the editor would do the same."""
    loose: tree.HtmlElement | None = None
    if (root.text or "").strip():
        loose = etree.Element("p")
        loose.text, root.text = root.text, None
        root.insert(0, loose)
    for child in list(root):
        if child is loose:
            continue
        if child.tag in BLOCKS:
            loose = None
        elif loose is None:
            loose = etree.Element("p")
            child.addprevious(loose)
        if loose is not None:
            loose.append(child)
        elif (child.tail or "").strip():
            loose = etree.Element("p")
            loose.text, child.tail = child.tail, None
            child.addnext(loose)


def _notes_and_references(root: tree.HtmlElement) -> None:
    """Footnotes, citations and references hold plain words only; what names nothing is unwrapped."""
    for note in list(root.iter("sup")):
        if note.get("data-footnote") is None:
            continue
        for child in list(note):
            child.drop_tree()
        note.text = None
        if not note.get("data-footnote", "").strip():
            note.drop_tree()
    for citation in list(root.iter("cite")):
        _plain(citation, SOURCE_KEY.fullmatch(citation.get("data-source", "")) is not None)
    for link in list(root.iter("a")):
        if link.get("data-ref") is not None:
            link.attrib.pop("href", None)
            _plain(link, REFERENCE.fullmatch(link.get("data-ref", "")) is not None)


def _plain(element: tree.HtmlElement, known: bool) -> None:
    words = " ".join(element.text_content().split())[:LONGEST_LABEL]
    for child in list(element):
        element.remove(child)
    element.text = words
    if not known:
        element.drop_tag()


def mark_things(root: tree.HtmlElement) -> None:
    """Every table and figure has a name of its own, by which others refer to it."""
    seen: set[str] = set()
    for place, element in enumerate(root.iter(*MARKED)):
        letter, name = MARKED[element.tag], element.get("id", "")
        turn = 0
        while not MARK.fullmatch(name) or name[0] != letter or name in seen:
            said = f"{turn} {place} {element.text_content()}"
            name = f"{letter}-{hashlib.sha256(said.encode()).hexdigest()[:6]}"
            turn += 1
        seen.add(name)
        element.set("id", name)


def _undress(block: tree.HtmlElement) -> None:
    """A layout box becomes a paragraph, or disappears around what already is one."""
    if any(child.tag in BLOCKS for child in block):
        block.drop_tag()
    else:
        block.tag = "p"


def _lift_caption(caption: tree.HtmlElement) -> None:
    table = caption.getparent()
    title = " ".join(caption.text_content().split())
    caption.drop_tree()
    if title and table is not None and table.tag == "table":
        line = etree.Element("p")
        line.text = BEFORE_TABLE + title
        table.addprevious(line)


def _drop_image(image: tree.HtmlElement) -> None:
    """Take a foreign picture out, and its figure when nothing else is in it."""
    figure = next(image.iterancestors("figure"), None)
    image.drop_tree()
    if figure is not None and figure.find(".//img") is None and figure.find(".//table") is None:
        figure.drop_tree()
