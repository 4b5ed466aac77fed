"""What does Word's own markup say, before mammoth reads it? Changes decided, junk out, marks in."""

from collections import Counter
from typing import Any

from lxml import etree

from masterplans.word import marks
from masterplans.word.asides import (
    bookmarks,
    content_controls,
    drawings,
    fields_of,
    formulas,
    notes_of,
    remarks_of,
)
from masterplans.word.elements import MC, Markup, W, decide_changes, drop, each, plain, run
from masterplans.word.package import Package
from masterplans.word.styles import Styles

LONGEST_BEGINNING = 200


def prepared(package: Package) -> Markup:
    """Return the document's markup as mammoth shall read it."""
    root = package.xml(package.main)
    made = Markup(root, marks.Marks())
    styles = Styles(package.part("styles"))
    _clear_foreign_marks(root)
    _choose_alternatives(root)
    decide_changes(root, made.counts)
    made.remarks = remarks_of(package, root)
    if made.remarks:
        made.counts["comments"] = len(made.remarks)
    _drop_contents(root, styles)
    _drop_records(root, styles, made.counts)
    _drop_hidden(root, made.counts)
    content_controls(root, made.marks)
    fields_of(root, made.counts)
    formulas(root, made.counts)
    notes_of(package, root, made)
    drawings(package, root, made)
    bookmarks(root, made.marks)
    _head_cells(root, styles, made.marks)
    _headings(root, styles)
    _furniture(package, root, made.counts)
    made.turned = _turned(root)
    return made


def _clear_foreign_marks(root: Any) -> None:
    for text in root.iter(f"{W}t"):
        if text.text and marks.FOREIGN.search(text.text):
            text.text = marks.FOREIGN.sub("", text.text)
    etree.strip_elements(root, etree.Comment, with_tail=False)


def _choose_alternatives(root: Any) -> None:
    """Old readers' picture of a shape is what mammoth knows; without one, the new form is taken."""
    for choice in each(root, f"{MC}AlternateContent"):
        way = choice.find(f"{MC}Fallback")
        if way is None or not len(way):
            way = choice.find(f"{MC}Choice")
        if way is not None:
            for child in list(way):
                choice.addprevious(child)
        drop(choice)


def _drop_contents(root: Any, styles: Styles) -> None:
    """The portal makes the table of contents itself."""
    for box in each(root, f"{W}sdt"):
        gallery = box.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if gallery is not None and "Contents" in gallery.get(f"{W}val", ""):
            drop(box)
    for paragraph in each(root, f"{W}p"):
        if styles.is_contents(paragraph):
            drop(paragraph)


def _drop_records(root: Any, styles: Styles, counts: Counter) -> None:
    """Tables of records go out with the export and never come back as text."""
    for thing in each(root, f"{W}tbl", f"{W}p"):
        if styles.is_records(thing):
            counts["records"] += thing.tag == f"{W}tbl"
            drop(thing)


def _drop_hidden(root: Any, counts: Counter) -> None:
    for found in each(root, f"{W}vanish"):
        holder = found.getparent().getparent()
        if found.get(f"{W}val") not in ("0", "false") and holder.tag == f"{W}r":
            counts["hidden"] += bool(plain(holder))
            drop(holder)


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
