"""Is the tree of a part the one that WeasyPrint's own parser makes?"""

from io import BytesIO
from xml.etree.ElementTree import Element

import tinyhtml5


def of_weasyprint(html: str) -> Element:
    return tinyhtml5.parse(
        BytesIO(html.encode()), override_encoding="utf-8", namespace_html_elements=False
    )


def told(element: Element) -> list[object]:
    """Tell elements, attributes and text in their order; declarations of names are no attributes."""
    if not isinstance(element.tag, str):
        return []
    attributes = {k: v for k, v in element.attrib.items() if not k.endswith("}xmlns")}
    found: list[object] = [element.tag, attributes, element.text or ""]
    for child in element:
        found += [told(child), child.tail or ""]
    return found
