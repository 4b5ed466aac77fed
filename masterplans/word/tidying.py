"""How does mammoth's HTML become the portal's vocabulary? Captions, figures, header rows, notes."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml import html as tree

from masterplans.word.marks import MARK, PICTURE_NAME, Marks

TABLE_WORDS = r"Tabel|Table|Matriks"
FIGURE_WORDS = r"Gambar|Figure|Grafik|Diagram|Peta|Bagan|Foto|Skema"
NUMBER = r"(?:[\dIVXLivxl]+(?:[.\-–][\dIVXLivxl]+)*[a-z]?)"
CAPTION = re.compile(
    rf"^\s*(?P<word>{TABLE_WORDS}|{FIGURE_WORDS})\s*(?P<number>{NUMBER})?\s*(?P<mark>[.:–-])?\s+(?P<title>\S.*)$",
    re.I | re.S,
)
TABLE_CAPTION = re.compile(rf"^(?:{TABLE_WORDS})$", re.I)
SOURCE = re.compile(r"^(?:Sumber|Source)\s*:", re.I)
INLINE = {"strong", "em", "sub", "sup", "a", "br", "img", "cite", "span"}
CELLS = ("td", "th")
LONGEST_CAPTION = 300


@dataclass
class Tidied:
    """What was made: `html`, its pictures by number, and whether the portal exported it once."""

    html: str
    pictures: list[dict[str, Any]] = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)
    own: bool = False


def tidied(html: str, marks: Marks, files: list[str]) -> Tidied:
    """Return mammoth's HTML as sections hold it; `<h1 data-section="12:3">` still says where from."""
    root = tree.fragment_fromstring(html or "", create_parent="div")
    made = Tidied("")
    made.own = any(kind == "section" for kind, _data in marks.meanings)
    _take_up(root, marks, files, made)
    _figures(root)
    captions(root)
    for table in list(root.iter("table")):
        _cells(table)
        if not made.own:
            head_row(table)
    _headings(root)
    drop_empty(root)
    made.html = "".join(tree.tostring(child, encoding="unicode") for child in root)
    return made


def words_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def _take_up(root: Any, marks: Marks, files: list[str], made: Tidied) -> None:
    """Put in place of every mark what it stands for."""
    for image in list(root.iter("img")):
        _picture(image, marks, files, made)
    for element in list(root.iter()):
        if element.text and MARK.search(element.text):
            _expand(element, "text", marks)
    for element in list(root.iterdescendants()):
        if element.tail and MARK.search(element.tail):
            _expand(element, "tail", marks)


def _expand(element: Any, slot: str, marks: Marks) -> None:
    text = getattr(element, slot)
    pieces = MARK.split(text)
    setattr(element, slot, pieces[0])
    last: Any = None
    for number, after in zip(pieces[1::2], pieces[2::2], strict=True):
        node = _node(element if slot == "text" else element.getparent(), int(number), marks)
        if node is None:
            if last is None:
                setattr(element, slot, (getattr(element, slot) or "") + after)
            else:
                last.tail = (last.tail or "") + after
            continue
        node.tail = after
        if last is not None:
            last.addnext(node)
            last.tail, node.tail = (last.tail or ""), after
        elif slot == "text":
            element.insert(0, node)
        else:
            kept = element.tail
            element.addnext(node)
            element.tail, node.tail = kept, after
        last = node


def _node(place: Any, number: int, marks: Marks) -> Any | None:
    """Return the element of a mark; what belongs to a whole block is written on the block."""
    kind, data = marks.meaning(number)
    if kind == "note":
        return etree.Element("sup", {"data-footnote": data["text"]})
    if kind == "cite":
        return etree.Element("cite", {"data-source": data["source"], "data-at": data["at"]})
    if kind == "ref":
        node = etree.Element("a", {"data-ref": data["ref"]})
        node.text = data["text"]
        return node
    block = place
    while block.getparent() is not None and block.tag in INLINE:
        block = block.getparent()
    if kind == "section":
        block.set("data-section", f"{data['pk']}:{data['version']}")
    if kind == "anchor":
        block.set("data-anchor", data["id"])
    elif kind == "head":
        cell = block if block.tag in CELLS else next(block.iterancestors(*CELLS), None)
        if cell is not None:
            cell.tag = "th"
    return None


def _picture(image: Any, marks: Marks, files: list[str], made: Tidied) -> None:
    found = MARK.search(image.get("alt", ""))
    data = marks.meaning(int(found[1]))[1] if found else {"alt": image.get("alt", ""), "name": ""}
    address = image.get("src", "")
    if not address.startswith("word:") or address == "word:none":
        image.drop_tree()
        return
    image.attrib.clear()
    number = len(made.pictures)
    known = PICTURE_NAME.match(data["name"])
    made.pictures.append(
        {
            "file": files[int(address[5:])],
            "alt": " ".join(data["alt"].split())[:500],
            "known": known["sha"] if known else "",
        }
    )
    image.set("src", f"word:{number}")
    image.set("alt", made.pictures[number]["alt"])
    if known and known["width"] != "0":
        image.set("data-width", known["width"])


def _figures(root: Any) -> None:
    """A picture stands in a figure of its own; words beside it keep their order around it."""
    for image in list(root.iter("img")):
        if next(image.iterancestors("figure"), None) is not None:
            continue
        for holder in list(image.iterancestors("a", "strong", "em", "span")):
            if not words_of(holder):
                holder.drop_tag()
        figure = etree.Element("figure")
        paragraph = next(image.iterancestors("p", "h1", "h2", "h3", "h4", "h5", "h6"), None)
        place = image if paragraph is None else paragraph
        tail, image.tail = image.tail, None
        if tail and tail.strip():
            _give_words_back(image, tail)
        if place is image:
            image.addprevious(figure)
        else:
            if place.get("data-anchor"):
                figure.set("data-anchor", place.get("data-anchor"))
            anchor = place
            while (after := anchor.getnext()) is not None and after.get("data-from") == "p":
                anchor = after
            kept, anchor.tail = anchor.tail, None
            anchor.addnext(figure)
            figure.tail = kept
            figure.set("data-from", "p")
        figure.append(image)
        if paragraph is not None and not words_of(paragraph) and paragraph.find(".//sup") is None:
            paragraph.drop_tree()
    for figure in root.iter("figure"):
        figure.attrib.pop("data-from", None)


def _give_words_back(image: Any, tail: str) -> None:
    before = image.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent = image.getparent()
        parent.text = (parent.text or "") + tail


def captions(root: Any) -> None:
    """ "Tabel 2.1 …" next to a table becomes its caption, "Gambar 2.1 …" next to a picture its own."""
    for paragraph in list(root.iter("p")):
        styled = paragraph.get("class") == "caption"
        paragraph.attrib.pop("class", None)
        words = words_of(paragraph)
        found = CAPTION.match(words)
        if paragraph.getparent() is None or len(words) > LONGEST_CAPTION or not words:
            continue
        if found and not styled and not _is_label(found):
            found = None
        is_table = bool(found and TABLE_CAPTION.match(found["word"]))
        title = found["title"] if found else words
        if not (found or styled):
            continue
        _place(paragraph, title, prefers="table" if is_table else "figure" if found else "")


def _is_label(found: re.Match[str]) -> bool:
    """ "Tabel 2.1 Jumlah penduduk" names a table; "Tabel 2.1 menunjukkan …" is a sentence about it."""
    return bool(found["number"] or found["mark"] == ":") and not found["title"][0].islower()


def _place(paragraph: Any, title: str, *, prefers: str) -> None:
    before, after = paragraph.getprevious(), paragraph.getnext()
    table = next((one for one in (after, before) if one is not None and one.tag == "table"), None)
    figure = next((one for one in (before, after) if one is not None and one.tag == "figure"), None)
    anchor = paragraph.get("data-anchor")
    if prefers != "figure" and table is not None:
        _name(table, anchor)
        line = etree.Element("p")
        line.text = f"Tabel: {title}"
        paragraph.drop_tree()
        table.addprevious(line)
    elif prefers != "table" and figure is not None and figure.find("figcaption") is None:
        _name(figure, anchor)
        caption = etree.SubElement(figure, "figcaption")
        caption.text = title
        paragraph.drop_tree()


def _name(thing: Any, anchor: str | None) -> None:
    if anchor:
        thing.set("id", anchor)


def _cells(table: Any) -> None:
    """Cells of one line lose their paragraph, head cells the bold that they are anyway."""
    for cell in table.iter("td", "th"):
        paragraphs = [child for child in cell if child.tag == "p"]
        if len(cell) == 1 and len(paragraphs) == 1 and not (cell.text or "").strip():
            paragraphs[0].drop_tag()
    _plain_heads(table)


def head_row(table: Any) -> None:
    """A first row that is only made bold heads the table."""
    rows = list(table.iter("tr"))
    if len(rows) > 1 and table.find(".//th") is None and _is_head(rows[0]):
        for cell in rows[0]:
            cell.tag = "th"
    _plain_heads(table)


def _plain_heads(table: Any) -> None:
    for cell in table.iter("th"):
        for bold in list(cell.iter("strong", "b")):
            bold.drop_tag()


def _is_head(row: Any) -> bool:
    cells = [cell for cell in row if words_of(cell)]
    return bool(cells) and all(
        "".join(words_of(cell).split())
        == "".join("".join(words_of(bold) for bold in cell.iter("strong", "b")).split())
        for cell in cells
    )


def _headings(root: Any) -> None:
    for heading in list(root.iter("h1", "h2", "h3", "h4", "h5", "h6")):
        for bold in list(heading.iter("strong")):
            bold.drop_tag()


def drop_empty(root: Any) -> None:
    """Take out paragraphs, headings and runs that say nothing."""
    for name in ("strong", "em", "sub", "sup", "span", "a"):
        for element in list(root.iter(name)):
            marked = any(key in element.attrib for key in ("data-footnote", "data-ref"))
            if not marked and not len(element) and not words_of(element):
                element.drop_tag()
    for element in list(root.iter("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol")):
        if element.get("data-section") or element.getparent() is None:
            continue
        holds = element.find(".//img") is not None or element.find(".//sup") is not None
        if not words_of(element) and not holds and element.find(".//cite") is None:
            element.drop_tree()
