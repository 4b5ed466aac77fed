"""How does a table from the editor stand on the page? Flat cells, a frame, its number, and no wider than the paper."""

from django.utils.translation import gettext as _
from lxml import etree, html

from masterplans.pdf.captions import number_caption, take_source, without_prefix
from masterplans.pdf.moving import around, lift
from masterplans.pdf.numbering import Numbering
from masterplans.pdf.table_split import split
from masterplans.pdf.tables import Shape, dress_table

BLOCKS_IN_CELLS = ("p", "div", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "figure")


def place_tables(root: html.HtmlElement, numbering: Numbering, landscape: bool) -> None:
    """Frame and number all tables of a text; one inside another becomes lines of its cell."""
    for table in reversed(list(root.iter("table"))):
        if around(table, "table") is not None:
            _flatten(table)
    for table in list(root.iter("table")):
        _Placing(table, numbering, landscape).done()


class _Placing:
    """One table on its way out of the text into its frame."""

    def __init__(self, table: html.HtmlElement, numbering: Numbering, landscape: bool) -> None:
        self.table, self.numbering, self.landscape = table, numbering, landscape
        self.figure = around(table, "figure")
        self.mark = table.attrib.pop("id", "")
        self.caption = table.find("caption")
        if self.caption is None and self.figure is not None:
            self.caption = self.figure.find("figcaption")
        self.title = without_prefix(self.caption) if self.caption is not None else ""
        self.source = take_source(table if self.figure is None else self.figure)

    def done(self) -> None:
        for cell in self.table.iter("td", "th"):
            _unwrap(cell)
        parts = split(self.table)
        shapes = [dress_table(part) for part in parts]
        place = self.table if self.figure is None else self.figure
        if shapes[0] is None:
            place.drop_tree()
            return
        if self.caption is not None:
            self.caption.getparent().remove(self.caption)
        frames = [self._frame(part, shape) for part, shape in zip(parts, shapes, strict=True)]
        lift(place, frames[0])
        frames[0].remove(place)
        frames[0].append(parts[0])
        tail, frames[0].tail = frames[0].tail, None
        for before, frame in zip(frames, frames[1:], strict=False):
            before.addnext(frame)
        frames[-1].tail = tail
        self._name(frames, parts, shapes)
        if any(shape and shape.wide for shape in shapes) and not self.landscape:
            self._turn(frames)

    def _frame(self, part: html.HtmlElement, shape: Shape | None) -> html.HtmlElement:
        frame = etree.Element(
            "div", {"class": "tbl" if shape and shape.breaks else "tbl tbl-short"}
        )
        if part is not self.table:
            frame.append(part)
        return frame

    def _name(
        self,
        frames: list[html.HtmlElement],
        parts: list[html.HtmlElement],
        shapes: list[Shape | None],
    ) -> None:
        label = None
        if self.title:
            label = self.numbering.table(self.title, f"table:{self.mark}")
            frames[0].set("id", label.anchor)
            self.caption.tag = "caption"
            number_caption(self.caption, label.name)
            parts[0].insert(0, self.caption)
            for part in parts[1:]:
                words = _("%(table)s (continued)") % {"table": label.name}
                etree.SubElement(part, "caption").text = words
                part.insert(0, part[-1])
        source = self.source
        if source is None and label:
            source = etree.Element("p", {"class": "source"})
        if source is not None:
            frames[-1].append(source)
            if label and len(parts) == 1 and shapes[0] and shapes[0].breaks:
                source.set("id", label.end)

    def _turn(self, frames: list[html.HtmlElement]) -> None:
        for frame in frames:
            lift(frame, etree.Element("div", {"class": "wide"}))


def _unwrap(cell: html.HtmlElement) -> None:
    """Turn the blocks of a cell into lines."""
    for block in list(cell.iter(*BLOCKS_IN_CELLS)):
        if block is cell:
            continue
        if block.tag == "li":
            block.text = "– " + (block.text or "")
        if block.getprevious() is not None or (block.getparent().text or "").strip():
            block.addprevious(etree.Element("br"))
        block.drop_tag()


def _flatten(table: html.HtmlElement) -> None:
    """A table inside a cell becomes lines of text, on lines of their own."""
    text = etree.Element("span")
    previous, parent = table.getprevious(), table.getparent()
    if previous is not None or (parent.text or "").strip():
        etree.SubElement(text, "br")
    for line_end in table.iter("br"):
        line_end.tail = f" {line_end.tail or ''}"
    for row in table.iter("tr"):
        cells = (" ".join(cell.text_content().split()) for cell in row.iter("td", "th"))
        if line := " · ".join(filter(None, cells)):
            _add_line(text, line)
    text.tail, table.tail = table.tail, None
    if (text.tail or "").strip():
        etree.SubElement(text, "br")
    table.addprevious(text)
    parent.remove(table)


def _add_line(text: html.HtmlElement, line: str) -> None:
    if not len(text) and not text.text:
        text.text = line
    elif len(text) and not text[-1].tail:
        text[-1].tail = line
    else:
        etree.SubElement(text, "br").tail = line
