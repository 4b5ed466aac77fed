"""What of a text from the editor stays for print? Known elements with attributes that are built anew."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from lxml import etree, html

from masterplans.html import WIDTHS
from masterplans.pdf.addresses import is_public
from masterplans.pdf.citations import citation

DROPPED = {"script", "style", "iframe", "object", "embed", "link", "meta", "base", "svg", "form"}
KEPT = {
    "p", "br", "strong", "em", "b", "i", "u", "s", "sub", "sup", "small", "span", "a", "ol", "ul",
    "li", "dl", "dt", "dd", "blockquote", "h2", "h3", "h4", "figure", "figcaption", "img", "table",
    "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td", "div", "cite",
}  # fmt: skip
CLASSES = {"fn", "sc", "nowrap", "flush", "key", "key-label", "by", "source", "list-tight"}


class Cleaning:
    """A text that was cleaned in place: works that it cites, what went wrong."""

    def __init__(self, root: html.HtmlElement, names: Mapping[str, str] | None) -> None:
        self.root, self.names = root, names
        self.cited: list[str] = []
        self.problems: list[str] = []
        self._clean()

    def _clean(self) -> None:
        etree.strip_tags(self.root, etree.Comment, etree.ProcessingInstruction)
        for name in DROPPED:
            for element in list(self.root.iter(name)):
                element.drop_tree()
        for element in list(self.root.iterdescendants()):
            if not isinstance(element.tag, str) or element.tag not in KEPT:
                element.drop_tag()
                continue
            kept = {}
            if classes := CLASSES.intersection((element.get("class") or "").split()):
                kept["class"] = " ".join(sorted(classes))
            for span in ("colspan", "rowspan"):
                if (value := element.get(span, "")).isdigit() and 1 < int(value) <= 60:
                    kept[span] = value
            if element.tag == "a" and element.get("data-ref"):
                kept["href"] = f"ref:{element.get('data-ref')}"
            elif element.tag == "a" and (target := self._target(element.get("href", ""))):
                kept["href"] = target
            if element.tag == "img":
                kept |= {"src": element.get("src", ""), "alt": element.get("alt", "")}
                if element.get("data-width") in WIDTHS:
                    kept["class"] = f"w-{element.get('data-width')}"
            if element.tag in ("table", "figure"):
                kept["id"] = element.get("id", "")
            if element.tag == "cite":
                kept |= self._cite(element)
            if element.tag == "sup" and element.get("data-footnote"):
                element.tag = "span"
                kept = {"class": "fn", "title": element.get("data-footnote", "")}
            if element.tag == "ol" and element.get("start", "").isdigit():
                kept["start"] = element.get("start", "")
            element.attrib.clear()
            element.attrib.update(kept)
        for element in list(self.root.iter("p", "li", "span", "strong", "em")):
            empty = not len(element) and not (element.text or "").strip()
            if empty and element.tag != "li" and element.get("class") != "fn":
                element.drop_tree()

    def _target(self, address: str) -> str:
        """Where a link of the text leads in print; nowhere when only the writer's machine knows it."""
        if address.startswith("#"):
            return "book:" + re.sub(r"[^\w-]", "", address)
        if not re.match(r"(https?|mailto):", address):
            return ""
        if address.startswith("http") and not is_public(address):
            self.problems.append(
                _("The link “%(address)s” leads to a machine that readers cannot reach.")
                % {"address": address[:80]}
            )
            return ""
        return address

    def _cite(self, element: html.HtmlElement) -> dict[str, str]:
        """Say the work as the bibliography has it now; one that is no longer there is named."""
        key, told = element.get("data-source", ""), element.text_content().strip()
        for child in list(element):
            element.remove(child)
        name = (self.names or {}).get(key)
        if name:
            self.cited.append(key)
            element.tag, element.text = "a", citation(name, element.get("data-at", ""))
            return {"href": f"book:{source_anchor(key)}"}
        element.tag, element.text = "span", told or f"({key})"
        if self.names is not None:
            self.problems.append(
                _("The source “%(name)s” is no longer in the bibliography.")
                % {"name": element.text.strip("()")}
            )
        return {}


def source_anchor(key: str) -> str:
    """Name the place of a work in the bibliography."""
    return f"pustaka.{key}"
