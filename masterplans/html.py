"""Which HTML may a section hold? One definition, for the editor and for everything that is stored."""

import re
from functools import lru_cache
from typing import Any

import nh3
from django.utils.html import linebreaks
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
    "History": True,
}

TAGS = {
    "p", "br", "strong", "em", "sub", "sup", "h3", "h4", "ul", "ol", "li", "blockquote", "a",
    "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "img",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
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
END = re.compile(r"(?:\s|<p>(?:\s|&nbsp;)*</p>)+\Z")


def clean(text: str, *, slug: str) -> str:
    """Return `text` with only what a section may hold; pictures only from the plan `slug`.

    A table's caption becomes the line "Tabel: …" above it, the form the editor keeps.
    """
    text = text.replace("\x00", "")
    if not text.strip():
        return ""
    cleaned = END.sub("", _cleaner(slug).clean(_tidied(text, slug)))
    return "" if is_empty(cleaned) else cleaned.lstrip()


def is_empty(text: str) -> bool:
    """Say whether nothing can be read in `text`: no word, no picture."""
    words = nh3.clean(text, tags=set()).replace("&nbsp;", " ").replace("\xa0", " ")
    return not words.strip() and "<img" not in text


def word_count(text: str) -> int:
    """Count the words a person reads."""
    return len(nh3.clean(re.sub(r"<[^>]+>", " ", text), tags=set()).split())


@lru_cache(maxsize=256)
def _cleaner(slug: str) -> nh3.Cleaner:
    def allow(tag: str, name: str, value: str) -> str | None:
        if name == "src":
            return value if _is_own(value, slug) else None
        if name == "href":
            return value if LINK.match(value) else None
        if name in {"colspan", "rowspan", "start"}:
            return value if value.isdigit() and 1 <= int(value) <= MAX_SPAN else None
        if name == "alt":
            return value[:500]
        return value

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
    _wrap_loose(root)
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
