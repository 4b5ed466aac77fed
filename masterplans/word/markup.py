"""What does Word's own markup say, before mammoth reads it? Changes decided, junk out, marks in."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from masterplans.word import marks
from masterplans.word.package import Package
from masterplans.word.styles import Styles

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWN = ("/chart", "/diagram", "/chartex")
REACHING_OUT = (
    "DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "MACROBUTTON", "LINK", "IMPORT",
)  # fmt: skip
LONGEST_NOTE = 1_000
LONGEST_BEGINNING = 200


@dataclass
class Remark:
    """A comment somebody wrote in Word."""

    author: str
    text: str
    quote: str = ""


@dataclass
class Markup:
    """A document made ready for mammoth: `root`, what the marks mean, and what did not come along."""

    root: Any
    marks: marks.Marks
    counts: Counter = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)


def prepared(package: Package) -> Markup:
    """Return the document's markup as mammoth shall read it."""
    root = package.xml(package.main)
    made = Markup(root, marks.Marks())
    styles = Styles(package.part("styles"))
    _clear_foreign_marks(root)
    _choose_alternatives(root)
    _decide_changes(root, made.counts)
    made.remarks = _remarks(package, root)
    if made.remarks:
        made.counts["comments"] = len(made.remarks)
    _drop_contents(root, styles)
    _drop_records(root, styles, made.counts)
    _drop_hidden(root, made.counts)
    _content_controls(root, made.marks)
    _fields(root, made.counts)
    _formulas(root, made.counts)
    _notes(package, root, made)
    _drawings(package, root, made)
    _bookmarks(root, made.marks)
    _head_cells(root, styles, made.marks)
    _headings(root, styles)
    _furniture(package, root, made.counts)
    made.turned = _turned(root)
    return made


def plain(element: Any) -> str:
    """Return the words of an element, paragraphs parted by a space."""
    paragraphs = list(element.iter(f"{W}p")) or [element]
    lines = ("".join(_words(paragraph)) for paragraph in paragraphs)
    return " ".join(" ".join(line.split()) for line in lines if line.strip())


def _words(element: Any) -> list[str]:
    return [
        " " if found.tag in (f"{W}tab", f"{W}br") else found.text or ""
        for found in element.iter(f"{W}t", f"{W}tab", f"{W}br")
    ]


def drop(element: Any) -> None:
    """Take an element out; Word's markup carries no text between elements."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Any) -> None:
    """Put the children of an element where it stands."""
    for child in list(element):
        element.addprevious(child)
    drop(element)


def run(text: str) -> Any:
    """Return a run that says `text`."""
    made = etree.Element(f"{W}r")
    words = etree.SubElement(made, f"{W}t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _each(root: Any, *names: str) -> list[Any]:
    return list(root.iter(*names))


def _clear_foreign_marks(root: Any) -> None:
    for text in root.iter(f"{W}t"):
        if text.text and marks.FOREIGN.search(text.text):
            text.text = marks.FOREIGN.sub("", text.text)
    etree.strip_elements(root, etree.Comment, with_tail=False)


def _choose_alternatives(root: Any) -> None:
    """Old readers' picture of a shape is what mammoth knows; without one, the new form is taken."""
    for choice in _each(root, f"{MC}AlternateContent"):
        way = choice.find(f"{MC}Fallback")
        if way is None or not len(way):
            way = choice.find(f"{MC}Choice")
        if way is not None:
            for child in list(way):
                choice.addprevious(child)
        drop(choice)


def _decide_changes(root: Any, counts: Counter) -> None:
    """Tracked changes count as accepted, as in Word's view without marks."""
    for element in _each(root, f"{W}del", f"{W}moveFrom"):
        if element.getparent() is not None and element.getparent().tag in (f"{W}rPr", f"{W}trPr"):
            continue
        counts["deletions"] += 1
        drop(element)
    for element in _each(root, f"{W}ins", f"{W}moveTo"):
        if len(element):
            counts["insertions"] += 1
            unwrap(element)


def _remarks(package: Package, root: Any) -> list[Remark]:
    quotes = {start.get(f"{W}id"): _quote(start) for start in _each(root, f"{W}commentRangeStart")}
    for element in _each(
        root, f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"
    ):
        drop(element)
    part = package.part("comments")
    if part is None:
        return []
    return [
        Remark(
            comment.get(f"{W}author", "")[:100],
            plain(comment)[:2_000],
            quotes.get(comment.get(f"{W}id"), "")[:200],
        )
        for comment in part.iter(f"{W}comment")
        if plain(comment)
    ]


def _quote(start: Any) -> str:
    """Return the words between the start of a comment's range and its end, in one paragraph."""
    words: list[str] = []
    for sibling in start.itersiblings():
        if sibling.tag == f"{W}commentRangeEnd" and sibling.get(f"{W}id") == start.get(f"{W}id"):
            break
        words += _words(sibling)
    return " ".join("".join(words).split())


def _drop_contents(root: Any, styles: Styles) -> None:
    """The portal makes the table of contents itself."""
    for box in _each(root, f"{W}sdt"):
        gallery = box.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if gallery is not None and "Contents" in gallery.get(f"{W}val", ""):
            drop(box)
    for paragraph in _each(root, f"{W}p"):
        if styles.is_contents(paragraph):
            drop(paragraph)


def _drop_records(root: Any, styles: Styles, counts: Counter) -> None:
    """Tables of records go out with the export and never come back as text."""
    for thing in _each(root, f"{W}tbl", f"{W}p"):
        if styles.is_records(thing):
            counts["records"] += thing.tag == f"{W}tbl"
            drop(thing)


def _drop_hidden(root: Any, counts: Counter) -> None:
    for found in _each(root, f"{W}vanish"):
        holder = found.getparent().getparent()
        if found.get(f"{W}val") not in ("0", "false") and holder.tag == f"{W}r":
            counts["hidden"] += bool(plain(holder))
            drop(holder)


def _content_controls(root: Any, known: marks.Marks) -> None:
    """Citations and references of the export carry what they point to in the control's tag."""
    for box in _each(root, f"{W}sdt"):
        tag = box.find(f"{W}sdtPr/{W}tag")
        name, _bar, value = (tag.get(f"{W}val", "") if tag is not None else "").partition(":")
        if name == marks.CITE_TAG:
            key, _bar, place = value.partition("|")
            box.addprevious(run(known.add("cite", source=key, at=place)))
            drop(box)
        elif name == marks.REF_TAG:
            box.addprevious(run(known.add("ref", ref=value, text=plain(box))))
            drop(box)


def _fields(root: Any, counts: Counter) -> None:
    """What a field shows stays; what it would fetch or start is never followed."""
    for simple in _each(root, f"{W}fldSimple"):
        counts["fields"] += _reaches_out(simple.get(f"{W}instr", ""))
        unwrap(simple)
    for instruction in _each(root, f"{W}instrText"):
        counts["fields"] += _reaches_out(instruction.text or "")


def _reaches_out(instruction: str) -> bool:
    return (instruction.split() or [""])[0].upper() in REACHING_OUT


def _formulas(root: Any, counts: Counter) -> None:
    for formula in _each(root, f"{M}oMath"):
        counts["formulas"] += 1
        text = "".join(part.text or "" for part in formula.iter(f"{M}t"))
        formula.addprevious(run(text))
        drop(formula)
    for frame in _each(root, f"{M}oMathPara"):
        unwrap(frame)


def _notes(package: Package, root: Any, made: Markup) -> None:
    for kind in ("footnote", "endnote"):
        references = _each(root, f"{W}{kind}Reference")
        part = package.part(f"{kind}s") if references else None
        texts = {} if part is None else {one.get(f"{W}id"): plain_note(one) for one in part}
        for reference in references:
            text = texts.get(reference.get(f"{W}id"), "")
            made.counts["long_notes"] += len(text) > LONGEST_NOTE
            made.counts[f"{kind}s"] += bool(text)
            holder = reference.getparent()
            if text:
                holder.addprevious(run(made.marks.add("note", text=text[:LONGEST_NOTE])))
            drop(reference)


def plain_note(note: Any) -> str:
    """Return a note's words as they stand after its changes are decided."""
    _decide_changes(note, Counter())
    return marks.FOREIGN.sub("", plain(note))


def _drawings(package: Package, root: Any, made: Markup) -> None:
    relations = package.relations
    for drawing in _each(root, f"{W}drawing"):
        data = drawing.find(f".//{A}graphicData")
        if data is not None and data.get("uri", "").endswith(DRAWN):
            made.counts["charts"] += 1
            drop(drawing)
    for _object in _each(root, f"{W}object"):
        made.counts["objects"] += 1
    for properties in _each(root, f"{WP}docPr"):
        blip = properties.getparent().find(f".//{A}blip")
        if blip is None:
            continue
        if not _is_inside(relations, blip.get(f"{R}embed", "")):
            made.counts["remote"] += 1
            drop(properties.getparent())
            continue
        words = properties.get("descr", "").strip() or properties.get("title", "").strip()
        mark = made.marks.add("picture", alt=words, name=properties.get("name", ""))
        properties.set("descr", mark)
    for image in _each(root, f"{V}imagedata"):
        if _is_inside(relations, image.get(f"{R}id", "")):
            words = image.get(f"{O}title", "").strip()
            image.set(f"{O}title", made.marks.add("picture", alt=words, name=""))
        else:
            made.counts["remote"] += 1
            drop(image)


def _is_inside(relations: dict[str, Any], key: str) -> bool:
    return key in relations and not relations[key].external


def _bookmarks(root: Any, known: marks.Marks) -> None:
    for start in _each(root, f"{W}bookmarkStart"):
        name = start.get(f"{W}name", "")
        mark = ""
        if found := marks.SECTION_BOOKMARK.match(name):
            mark = known.add("section", pk=int(found["pk"]), version=int(found["version"]))
        elif found := marks.ANCHOR_BOOKMARK.match(name):
            mark = known.add("anchor", id=found["id"].replace("_", "-"))
        paragraph = next(start.iterancestors(f"{W}p"), None)
        if mark and paragraph is None:
            paragraph = start.getnext() if start.getnext() is not None else None
        if mark and paragraph is not None and paragraph.tag == f"{W}p":
            first = paragraph.find(f"{W}pPr")
            paragraph.insert(0 if first is None else 1, run(mark))
        drop(start)


def _head_cells(root: Any, styles: Styles, known: marks.Marks) -> None:
    """Head cells outside head rows are told by their style alone."""
    for cell in root.iter(f"{W}tc"):
        paragraph = cell.find(f"{W}p")
        if paragraph is not None and styles.is_head_cell(paragraph):
            paragraph.insert(1, run(known.add("head")))


def _headings(root: Any, styles: Styles) -> None:
    """Name headings and captions as the reader behind expects them, whatever a template calls them."""
    for paragraph in root.iter(f"{W}p"):
        name = styles.role_of(paragraph)
        if not name:
            continue
        properties = paragraph.find(f"{W}pPr")
        style = properties.find(f"{W}pStyle")
        if style is None:
            style = etree.SubElement(properties, f"{W}pStyle")
        style.set(f"{W}val", name)


def _turned(root: Any) -> list[str]:
    """Return the beginnings of the paragraphs that lie on landscape pages.

    What describes a stretch of pages stands in its last paragraph, or at the end of the body.
    """
    body = root.find(f"{W}body")
    found: list[str] = []
    stretch: list[str] = []
    for element in [] if body is None else body:
        paragraphs = element.iter(f"{W}p")
        stretch += [words[:LONGEST_BEGINNING] for one in paragraphs if (words := plain(one))]
        shape = element if element.tag == f"{W}sectPr" else element.find(f"{W}pPr/{W}sectPr")
        if shape is None:
            continue
        size = shape.find(f"{W}pgSz")
        if size is not None and size.get(f"{W}orient") == "landscape":
            found += stretch
        stretch = []
    return found


def _furniture(package: Package, root: Any, counts: Counter) -> None:
    """Say what of the pages' furniture stays behind."""
    for relation in package.relations.values():
        if relation.kind in ("header", "footer") and relation.target in package.names:
            counts["furniture"] += bool(plain(package.xml(relation.target)))
    counts["landscape"] = sum(
        size.get(f"{W}orient") == "landscape" for size in root.iter(f"{W}pgSz")
    )
