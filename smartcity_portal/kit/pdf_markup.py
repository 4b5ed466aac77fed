"""How does the HTML of a part become the tree that is laid out? By libxml2, which reads it in no time.

WeasyPrint's own parser is written in Python and needs a twentieth of the time of printing. It forgives
more, but a part is written by us: its elements are closed, its tables have bodies, its drawings are
XML. Then both parsers make the same tree, which the tests compare.
"""

import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, TreeBuilder

import cssselect2
import weasyprint
from lxml import etree

DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


class PartMarkup(weasyprint.HTML):
    """A parsed part, as WeasyPrint wants it; relative addresses in it lead nowhere."""

    def __init__(self, html: str, fetcher: Any) -> None:
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.etree_element = tree_of(html)
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(
            self.etree_element, content_language=None
        )


def tree_of(html: str) -> Element:
    """Return the root element. Drawings are read as XML: HTML has no names for what is in them."""
    drawings = DRAWING.findall(html)
    parser = etree.HTMLParser(target=_Builder(), huge_tree=True)
    root: Any = etree.fromstring(DRAWING.sub("<svg></svg>", html), parser)
    for place, source in zip(root.iter("svg"), drawings, strict=True):
        drawing = ElementTree.XML(source)
        place.tag, place.attrib, place.text = drawing.tag, drawing.attrib, drawing.text
        place[:] = drawing
    return root


class _Builder(TreeBuilder):
    """Builds elements of the standard library: they are quicker to walk than those of libxml2."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> Element:
        return super().start(tag, dict(attributes))
