"""What is an address on the web worth in print? It must lead every reader to the same place, and be copied without a hyphen."""

import ipaddress
import re
from urllib.parse import urlsplit

from lxml import etree, html

from masterplans.pdf.moving import wrap

WRITTEN = re.compile(r"\b(?:https?://|www\.)[^\s<>]+")


def keep_unhyphenated(root: html.HtmlElement) -> None:
    """Mark addresses in the text, so that a line that ends in one adds no hyphen to it."""
    if WRITTEN.search(root.text_content()):
        wrap(root, WRITTEN, lambda found: etree.Element("span", {"class": "addr"}))


def is_public(address: str) -> bool:
    """Say whether an address can mean the same to every reader: a name with a dot, no private number."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host.strip(".") and not host.endswith((".local", ".localhost", ".internal"))
