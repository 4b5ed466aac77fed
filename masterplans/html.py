"""Which HTML may a section hold? One definition, for the editor and for everything that is stored.

Beside the tags of a plain text: `<sup data-footnote="…"></sup>` is a footnote, `<cite data-source
data-at>` cites a source of the plan, `<a data-ref="table:t-…|figure:g-…|section:PK|block:NAME">` names
another place. What the last two say is written by the portal, see masterplans.pdf.labels.
"""

import hashlib
import re
from functools import lru_cache
from typing import Any

import nh3
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from lxml import etree
from lxml import html as tree

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
HIGHER_HEADINGS = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4", "b": "strong", "i": "em"}
FIGURE_ADDRESS = re.compile(r"/rencana/(?P<slug>[-\w]+)/gambar/(?P<sha256>[0-9a-f]{64})")
LINK = re.compile(r"(https?://|mailto:)[^\s]+$")
BLOCKS = {"p", "h3", "h4", "ul", "ol", "blockquote", "table", "figure", "div"}
BEFORE_TABLE = "Tabel: "
MAX_SPAN = 60
MOST_ROWS, DEEPEST = 500, 100
LONGEST_NOTE, LONGEST_PLACE, LONGEST_LABEL = 1000, 60, 200
WIDTHS = ("50", "75", "100")
MARKED = {"table": "t", "figure": "g"}
MARK = re.compile(r"[tg]-[0-9a-z]{6,12}")
SOURCE_KEY = re.compile(r"[-\w]{1,60}")
REFERENCE = re.compile(
    r"table:t-[0-9a-z]{6,12}|figure:g-[0-9a-z]{6,12}|section:[0-9]{1,9}|block:[a-z0-9_]+(:[-\w]+)?"
)
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LOST_SIGN = "\ufffd"
EMPTY_END = re.compile(r"<p>(?:\s|&nbsp;)*</p>\Z")
LONGEST_EMPTY = 1000


def clean(text: str, *, slug: str) -> str:
    """Return `text` with only what a section may hold; pictures only from the plan `slug`.

    A table's caption becomes the line "Tabel: …" above it, the form the editor keeps.
    """
    text = UNREADABLE.sub("", text)
    if not text.strip():
        return ""
    cleaned = _without_empty_end(_cleaner(slug).clean(_tidied(text, slug)))
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


def why_refused(text: str) -> str:
    """Say why a text cannot be taken as it came; empty when it can."""
    lost = text.count(LOST_SIGN)
    if lost > 2 and lost * 50 > len(text):
        return _(
            "The text arrived in a character set that cannot be read. Nothing was changed; copy it again as plain text."
        )
    if _depth(text) > DEEPEST:
        return _(
            "The text is nested too deeply to be read. Nothing was changed; copy it again as plain text."
        )
    for table in re.split(r"(?i)<table\b", text)[1:]:
        rows = len(re.findall(r"(?i)<tr\b", table.partition("</table")[0]))
        if rows > MOST_ROWS:
            return _(
                "A table in the text has %(rows)d rows; up to %(most)d can be read in a book. Attach the whole list to the records and show a summary here."
            ) % {"rows": rows, "most": MOST_ROWS}
    return ""


def _depth(text: str) -> int:
    """How many boxes, lists and tables stand inside each other at most?"""
    deepest = now = 0
    for closing in re.findall(r"(?i)<(/?)(?:div|span|font|blockquote|ul|ol|table|section)\b", text):
        now = max(now - 1, 0) if closing else now + 1
        deepest = max(deepest, now)
    return deepest


def undescribed(text: str) -> int:
    """Count the pictures that nobody has put into words yet."""
    pictures = re.findall(r"<img\b[^>]*>", text)
    return sum(not re.search(r'\balt="\s*[^"\s]', picture) for picture in pictures)


def is_empty(text: str) -> bool:
    """Say whether nothing can be read in `text`: no word, no picture."""
    words = nh3.clean(text, tags=set()).replace("&nbsp;", " ").replace("\xa0", " ")
    return not words.strip() and "<img" not in text


def word_count(text: str) -> int:
    """Count the words a person reads."""
    return len(re.sub(r"<[^>]+>", " ", text).split())


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
            return value if _is_own(value, slug) else None
        if name == "href":
            return value if LINK.match(value) else None
        if name in {"colspan", "rowspan", "start"}:
            return value if value.isdigit() and 1 <= int(value) <= MAX_SPAN else None
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


def _is_own(address: str, slug: str) -> bool:
    found = FIGURE_ADDRESS.fullmatch(address)
    return bool(found) and found["slug"] == slug  # type: ignore[index]


def _tidied(text: str, slug: str) -> str:
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
        if not _is_own(image.get("src", ""), slug):
            _drop_image(image)
    _notes_and_references(root)
    _wrap_loose(root)
    mark_things(root)
    return (root.text or "") + "".join(tree.tostring(child, encoding="unicode") for child in root)


_WIDER: dict[str, Any] = {
    "tags": TAGS | set(HIGHER_HEADINGS) | {"caption", "div"},
    "attributes": ATTRIBUTES,
    "clean_content_tags": DROPPED_WHOLE,
    "link_rel": None,
}


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
