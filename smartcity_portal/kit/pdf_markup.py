"""How does the HTML of a part become the tree that is laid out? By libxml2, which reads it in no time.

WeasyPrint's own parser is written in Python and needs a twentieth of the time of printing. It forgives
more, but a part is written by us: its elements are closed and its tables have bodies. Then both parsers
make the same tree, which the tests compare.
"""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder

import cssselect2
import weasyprint
from lxml import etree
from tinyhtml5.constants import adjust_svg_attributes, namespaces

SVG = namespaces["svg"]
DRAWN = {
    name.lower(): name
    for name in ("clipPath", "foreignObject", "linearGradient", "radialGradient", "textPath")
}


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
    """Return the root element of a part."""
    root: Any = etree.fromstring(html, etree.HTMLParser(target=_Builder(), huge_tree=True))
    return root


class _Builder(TreeBuilder):
    """Builds elements of the standard library: they are quicker to walk than those of libxml2.

    Drawings get the names of SVG, which libxml2 writes small and leaves without their language.
    """

    def __init__(self) -> None:
        super().__init__()
        self.drawing = 0  # how many elements of a drawing are open

    def start(self, tag: str, attributes: Mapping[str, str]) -> Element:
        if self.drawing or tag == "svg":
            self.drawing += 1
            tag = f"{{{SVG}}}{DRAWN.get(tag, tag)}"
            attributes = {
                adjust_svg_attributes.get(name, name): value
                for name, value in attributes.items()
                if name != "xmlns"
            }
        return super().start(tag, dict(attributes))

    def end(self, tag: str) -> Element:
        self.drawing = max(0, self.drawing - 1)
        return super().end(tag)
