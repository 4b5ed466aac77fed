"""What do writers call a thing? Their line "Tabel: …" above it and "Sumber: …" below it, found and numbered."""

import re

from lxml import etree, html

CAPTION_LINE = re.compile(r"^(?:Tabel|Table|Gambar|Figure)\s*(?:[\d.]+\s*)?[:.]\s*(?P<title>.+)$")
PREFIX = re.compile(r"^\s*(?:Tabel|Table|Gambar|Figure)\s*(?:[\d.]+\s*)?[:.]\s*")
SOURCE_LINE = re.compile(r"^(?:Sumber|Source)\s*:\s*")


def is_caption_line(element: html.HtmlElement | None) -> bool:
    """Say whether a paragraph is the typed title of what follows: "Tabel: …"."""
    if element is None or element.tag != "p":
        return False
    return CAPTION_LINE.match(element.text_content().strip()) is not None


def take_source(element: html.HtmlElement) -> html.HtmlElement | None:
    """Take the source line behind a thing out of the text; a figure takes it in."""
    after = element.getnext()
    if after is None or after.get("class") != "source":
        return None
    after.getparent().remove(after)
    after.tail = None
    if element.tag == "figure" and element.find(".//table") is None:
        element.append(after)
    return after


def without_prefix(caption: html.HtmlElement) -> str:
    """Take a typed "Tabel 3:" off a caption and return its words."""
    title = " ".join(caption.text_content().split())
    found = CAPTION_LINE.match(title)
    if not found:
        return title
    lead = PREFIX.match(caption.text or "")
    if lead:
        caption.text = (caption.text or "")[lead.end() :]
    else:
        for child in list(caption):
            caption.remove(child)
        caption.text = found["title"]
    return found["title"]


def number_caption(caption: html.HtmlElement, name: str) -> None:
    """Put the number before the words of a caption, which keeps its notes and references."""
    bold = etree.Element("b")
    bold.text, bold.tail = name, " " + (caption.text or "").lstrip()
    caption.text = None
    caption.insert(0, bold)
