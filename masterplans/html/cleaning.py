"""What of a text is stored?"""

import re
from functools import lru_cache

import nh3

from masterplans.html.judging import is_empty
from masterplans.html.tidying import tidied
from masterplans.html.vocabulary import (
    ATTRIBUTES,
    DROPPED_WHOLE,
    LONGEST_NOTE,
    LONGEST_PLACE,
    MARK,
    PROTOCOLS,
    REFERENCE,
    SOURCE_KEY,
    TAGS,
    WIDTHS,
    is_own,
)
from smartcity_portal.kit.numbers import natural

LINK = re.compile(r"(https?://|mailto:)[^\s]+$")
MAX_SPAN = 60
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
EMPTY_END = re.compile(r"<p>(?:\s|&nbsp;)*</p>\Z")
LONGEST_EMPTY = 1000


def clean(text: str, *, slug: str) -> str:
    """Return `text` with only what a section may hold; pictures only from the plan `slug`.

    A table's caption becomes the line "Tabel: …" above it, the form the editor keeps.
    """
    text = UNREADABLE.sub("", text)
    if not text.strip():
        return ""
    cleaned = _without_empty_end(_cleaner(slug).clean(tidied(text, slug)))
    return "" if is_empty(cleaned) else cleaned.lstrip()


def _without_empty_end(text: str) -> str:
    """Take blank paragraphs off the end; only the end is looked at, however long the text."""
    text = text.rstrip()
    while text.endswith("</p>"):
        start = text.rfind("<p>", -LONGEST_EMPTY)
        if start < 0 or not EMPTY_END.match(text, start):
            break
        text = text[:start].rstrip()
    return text


LENGTHS = {"alt": 500, "data-footnote": LONGEST_NOTE, "data-at": LONGEST_PLACE}
FORMS = {
    "id": MARK,
    "data-ref": REFERENCE,
    "data-source": SOURCE_KEY,
    "data-width": re.compile("|".join(WIDTHS)),
}


@lru_cache(maxsize=256)
def _cleaner(slug: str) -> nh3.Cleaner:
    def allow(tag: str, name: str, value: str) -> str | None:
        if name == "src":
            return value if is_own(value, slug) else None
        if name == "href":
            return value if LINK.match(value) else None
        if name in {"colspan", "rowspan", "start"}:
            return value if 1 <= (natural(value) or 0) <= MAX_SPAN else None
        if name in LENGTHS:
            return " ".join(value.split())[: LENGTHS[name]]
        return value if FORMS[name].fullmatch(value) else None

    return nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=allow,
        clean_content_tags=DROPPED_WHOLE,
        url_schemes=set(PROTOCOLS),
        link_rel=None,
    )
