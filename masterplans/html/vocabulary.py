"""Of which tags, attributes and names does a section's text consist?

Beside the tags of a plain text: `<sup data-footnote="…"></sup>` is a footnote, `<cite data-source
data-at>` cites a source of the plan, `<a data-ref="table:t-…|figure:g-…|section:PK|block:NAME">` names
another place. What the last two say is written by the portal, see masterplans.pdf.labels.
"""

import re

HEADING_LEVELS = (3, 4)
PROTOCOLS = ("http", "https", "mailto")
# What the editor offers, in the words of django-prose-editor.
EXTENSIONS = {
    "Heading": {"levels": list(HEADING_LEVELS)},
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": list(PROTOCOLS)},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Figure": True,
    "Caption": True,
    "Image": True,
    "Footnote": True,
    "Citation": True,
    "CrossReference": True,
    "Marks": True,
    "History": True,
}
TAGS = {
    "p", "br", "strong", "em", "sub", "sup", "h3", "h4", "ul", "ol", "li", "blockquote", "a",
    "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "img", "cite",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "data-ref"},
    "img": {"src", "alt", "data-width"},
    "table": {"id"},
    "figure": {"id"},
    "sup": {"data-footnote"},
    "cite": {"data-source", "data-at"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}
DROPPED_WHOLE = {"script", "style", "iframe", "object", "embed", "svg", "math", "template"}
FIGURE_ADDRESS = re.compile(r"/rencana/(?P<slug>[-\w]+)/gambar/(?P<sha256>[0-9a-f]{64})")
BEFORE_TABLE = "Tabel: "
LONGEST_NOTE = 1000
LONGEST_PLACE = 60
WIDTHS = ("50", "75", "100")
MARKED = {"table": "t", "figure": "g"}
MARK = re.compile(r"[tg]-[0-9a-z]{6,12}")
SOURCE_KEY = re.compile(r"[-\w]{1,60}")
REFERENCE = re.compile(
    r"table:t-[0-9a-z]{6,12}|figure:g-[0-9a-z]{6,12}|section:[0-9]{1,9}|block:[a-z0-9_]+(:[-\w]+)?"
)


def is_own(address: str, slug: str) -> bool:
    found = FIGURE_ADDRESS.fullmatch(address)
    return bool(found) and found["slug"] == slug  # type: ignore[index]
