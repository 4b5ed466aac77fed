"""What does a paste from Word, Google Docs or Excel mean? Real lists, headings and tables, no junk."""

import re
from typing import Any

from lxml import etree
from lxml import html as tree

from masterplans.word import tidying
from masterplans.word.tidying import words_of

OFFICE = (
    *("mso-", 'class="mso', "class=mso", "class='mso", "urn:schemas-microsoft"),
    *("docs-internal-guid", "<!--[if", "data-sheets-", "[if !supportlists]"),
)
CONDITIONAL = re.compile(
    r"<!--\[if[^\]]*\]>.*?<!\[endif\]-->|<!\[(?:if[^\]]*|endif)\]>|<!--(?:Start|End)Fragment-->",
    re.S | re.I,
)
FRAGMENT = re.compile(r"<!--StartFragment-->(?P<inside>.*?)<!--EndFragment-->", re.S | re.I)
LIST = re.compile(r"mso-list:\s*(?P<list>l\d+)\s+level(?P<level>\d)", re.I)
BULLET = re.compile(r"^[^\w(]*$|^o$")
JUNK = ("style", "script", "meta", "link", "title", "head", "xml", "col", "colgroup")
KEPT = {
    "a": ("href",), "img": ("src", "alt"), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan"),
    "sup": ("data-footnote",), "ol": ("start",), "p": ("class",),
}  # fmt: skip
LONGEST_NOTE = 1_000


def is_office(html: str) -> bool:
    """Say whether a text still carries the markup of an office program."""
    lower = html.lower()
    return any(sign in lower for sign in OFFICE)


def tidied(html: str) -> str:
    """Return a paste in the portal's vocabulary; html.clean judges it afterwards."""
    inside = FRAGMENT.search(html)
    if inside and "<table" in html[: inside.start()].lower() and "<tr" in inside["inside"]:
        html = f"<table>{inside['inside']}</table>"
    elif inside:
        html = inside["inside"]
    try:
        root = tree.fragment_fromstring(CONDITIONAL.sub("", html), create_parent="div")
    except (etree.ParserError, ValueError):
        return html
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    _drop_junk(root)
    _footnotes(root)
    _lists(root)
    _marks(root)
    _hidden_cells(root)
    _strip(root)
    tidying.captions(root)
    for table in list(root.iter("table")):
        tidying.head_row(table)
    _levels(root)
    tidying.drop_empty(root)
    return (root.text or "") + "".join(tree.tostring(one, encoding="unicode") for one in root)


def _drop_junk(root: Any) -> None:
    for element in list(root.iterdescendants()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if element.tag in JUNK:
            element.drop_tree()
        elif (
            ":" in element.tag
            or element.tag == "b"
            and element.get("id", "").startswith("docs-internal-guid")
        ):
            element.drop_tag()


def _style(element: Any) -> str:
    return element.get("style", "").replace(" ", "").lower()


def _footnotes(root: Any) -> None:
    """Word pastes footnotes below the text; they go back to where they are called."""
    texts: dict[str, str] = {}
    for note in list(root.iter("div", "p", "li")):
        name = note.get("id", "")
        if "mso-element:footnote" in _style(note) and name.startswith("ftn"):
            texts[f"_{name}"] = re.sub(r"^\[?\d+\]?\s*", "", words_of(note))[:LONGEST_NOTE]
            note.drop_tree()
    for note in list(root.iter("div")):
        if "mso-element:footnote-list" in _style(note) and note.getparent() is not None:
            note.drop_tree()
    for link in list(root.iter("a")):
        text = texts.get(link.get("href", "").lstrip("#"))
        if text is None:
            continue
        mark = etree.Element("sup", {"data-footnote": text})
        mark.tail, link.tail = link.tail, None
        link.addprevious(mark)
        link.drop_tree()


def _lists(root: Any) -> None:
    """Word's paragraphs that only look like lists become lists, nested by their level."""
    stack: list[tuple[int, Any]] = []
    last: Any = None
    for paragraph in list(root.iter("p")):
        found = LIST.search(paragraph.get("style", ""))
        if found is None:
            continue
        if last is None or paragraph.getprevious() is not last:
            stack = []
        level, tag = int(found["level"]), _take_marker(paragraph)
        while stack and stack[-1][0] > level:
            stack.pop()
        if stack and stack[-1][0] == level and stack[-1][1].tag != tag:
            stack.pop()
        if not stack or stack[-1][0] < level:
            stack.append((level, _open(tag, stack, paragraph)))
        if len(stack) == 1:
            last = stack[0][1]
        paragraph.tag = "li"
        paragraph.attrib.clear()
        paragraph.tail = None
        stack[-1][1].append(paragraph)
        last = stack[0][1]


def _open(tag: str, stack: list[tuple[int, Any]], paragraph: Any) -> Any:
    made = etree.Element(tag)
    if stack and len(stack[-1][1]):
        stack[-1][1][-1].append(made)
    else:
        paragraph.addprevious(made)
    return made


def _take_marker(paragraph: Any) -> str:
    """Take the typed bullet or number out; say which kind of list it began."""
    text = ""
    for span in list(paragraph.iter("span")):
        if "mso-list:ignore" in _style(span) and span.getparent() is not None:
            text = text or "".join(span.text_content().split())
            span.drop_tree()
    return "ul" if BULLET.match(text) else "ol"


def _marks(root: Any) -> None:
    """What is only styled bold or italic becomes bold or italic; what undoes it is unwrapped."""
    for element in list(root.iter("span", "font", "b", "i")):
        style = _style(element)
        bold = re.search(r"font-weight:(bold|[6-9]00)", style)
        italic = "font-style:italic" in style
        raised = re.search(r"vertical-align:(super|sub)", style)
        if element.tag in ("b", "i") and re.search(r"font-(weight|style):normal", style):
            element.drop_tag()
        elif element.tag in ("span", "font"):
            wanted = [name for name, on in (("strong", bold), ("em", italic)) if on]
            if raised:
                wanted.append("sup" if raised[1] == "super" else "sub")
            _become(element, wanted)


def _become(element: Any, tags: list[str]) -> None:
    if not tags or not words_of(element):
        element.drop_tag()
        return
    element.tag = tags[0]
    for tag in tags[1:]:
        inner = etree.Element(tag)
        inner.text, element.text = element.text, None
        for child in list(element):
            inner.append(child)
        element.append(inner)


def _hidden_cells(root: Any) -> None:
    for cell in list(root.iter("td", "th", "tr")):
        if "display:none" in _style(cell) and cell.getparent() is not None:
            cell.drop_tree()


def _strip(root: Any) -> None:
    for element in root.iterdescendants():
        kept = {name: element.get(name) for name in KEPT.get(element.tag, ()) if element.get(name)}
        if element.tag == "p":
            kept = {"class": "caption"} if "MsoCaption" in kept.get("class", "") else {}
        element.attrib.clear()
        element.attrib.update(kept)


def _levels(root: Any) -> None:
    names = ("h1", "h2", "h3", "h4", "h5", "h6")
    found = sorted({element.tag for element in root.iter(*names)})
    for element in root.iter(*names):
        element.tag = "h3" if element.tag == found[0] else "h4"
