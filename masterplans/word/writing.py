"""How does a text of the portal become Word's? Block by block, so that it can come back unchanged."""

from typing import Any

from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from lxml import html as tree

from masterplans.word import blank, marks
from masterplans.word.blank import element
from masterplans.word.spans import Grid, Slot, head_rows
from masterplans.word.words import WordsWriter, words_of
from smartcity_portal.kit.numbers import natural

BEFORE_TABLE = "Tabel: "
DEEPEST_LIST = 3


class Writer(WordsWriter):
    """One document on its way, block by block."""

    def to_bytes(self) -> bytes:
        return blank.to_bytes(self.document, self.notes)

    def heading(self, text: str, level: int, *, bookmark: str = "") -> None:
        paragraph = self._paragraph(f"Heading {min(level, 5)}")
        self._marked(paragraph, bookmark, lambda: self._run(paragraph, text, frozenset()))

    def title(self, title: str, below: str) -> None:
        self._run(self._paragraph("Title"), title, frozenset())
        self._run(self._paragraph("Subtitle"), below, frozenset())

    def contents(self, title: str, headings: list[tuple[int, str]]) -> None:
        """Write the contents as a field: filled already, with page numbers as soon as Word counts."""
        self._run(self._paragraph("TOC Heading"), title, frozenset())
        first, last = 'TOC \\o "1-3" \\h \\z \\u', len(headings) - 1
        for number, (level, text) in enumerate(headings):
            paragraph = self._paragraph(f"toc {level}")
            if number == 0:
                blank.open_field(paragraph, first)
            self._run(paragraph, text, frozenset())
            if number == last:
                blank.close_field(paragraph)

    def turn(self, *, turned: bool) -> bool:
        """Go on on upright or turned pages; say whether a new page was begun for it."""
        if turned == self.turned:
            return False
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        blank.page(section, turned=turned)
        self.turned = turned
        return True

    def page_break(self) -> None:
        paragraph = self._paragraph("Normal")
        run = element("r")
        run.append(element("br", type="page"))
        paragraph.append(run)

    def text(self, html: str, *, level: int) -> None:
        """Write a section's text; `level` is that of the section's own heading."""
        blocks = list(tree.fragment_fromstring(html or "", create_parent="div"))
        for block in blocks:
            self._block(block, level)

    def records(self, html: str) -> None:
        """Write what a block of records shows; it is not read back."""
        root = tree.fragment_fromstring(html or "", create_parent="div")
        for thing in root.iter("table", "p", "figcaption"):
            if next(thing.iterancestors("table"), None) is not None:
                continue
            if thing.tag == "table":
                caption = thing.find("caption")
                if caption is not None:
                    self._records_line(words_of(caption))
                    caption.drop_tree()
                self._table(thing, style=marks.RECORDS_TABLE_STYLE, paragraphs=marks.RECORDS_STYLE)
            else:
                self._records_line(words_of(thing))

    def _numbered(self, paragraph: Any, word: str, number: str, title: str) -> None:
        chapter, _dot, count = number.rpartition(".")
        self._run(paragraph, f"{word} {chapter}.", frozenset({"b"}))
        blank.field(paragraph, f"SEQ {word} \\* ARABIC \\s 1", count)
        self._run(paragraph, f" {title}", frozenset())

    def _records_line(self, words: str) -> None:
        if words:
            self._run(self._paragraph(marks.RECORDS_STYLE), words, frozenset())

    def _block(self, block: Any, level: int) -> None:
        if block.tag in ("h3", "h4"):
            paragraph = self._paragraph(f"Heading {min(level + int(block.tag[1]) - 2, 6)}")
            self._inline(block, paragraph)
        elif block.tag in ("ul", "ol"):
            self._list(block, 0)
        elif block.tag == "table":
            self._table(block)
        elif block.tag == "figure":
            self._figure(block)
        elif block.tag == "blockquote":
            for paragraph in block.findall("p") or [block]:
                self._inline(paragraph, self._paragraph("Quote"))
        elif self._is_caption(block):
            self._caption("table", words_of(block).removeprefix(BEFORE_TABLE), block.getnext())
        else:
            self._inline(block, self._paragraph("Normal"))

    @staticmethod
    def _is_caption(block: Any) -> bool:
        after = block.getnext()
        return (
            block.tag == "p"
            and after is not None
            and after.tag == "table"
            and words_of(block).startswith(BEFORE_TABLE)
        )

    def _caption(self, kind: str, title: str, thing: Any) -> None:
        """Write "Tabel 2.1 Title": the number is a field that Word counts on."""
        label = getattr(self.labels, kind)(title) if self.labels else None
        word, _space, number = (label.name if label else "").rpartition(" ")
        paragraph = self._paragraph("Caption")
        if kind == "table":
            paragraph.pPr.append(element("keepNext"))

        def write() -> None:
            self._numbered(paragraph, word, number, title)

        self._marked(paragraph, self._anchor(thing), write)

    @staticmethod
    def _anchor(thing: Any) -> str:
        return marks.anchor_bookmark(thing.get("id")) if thing.get("id") else ""

    def _list(self, block: Any, depth: int, number: int | None = None) -> None:
        ordered = block.tag == "ol"
        start = natural(block.get("start")) or 1
        number = blank.new_list(self.document, ordered=ordered, start=start)
        for item in block.findall("li"):
            inner = [child for child in item if child.tag in ("ul", "ol")]
            paragraph = self._paragraph("List Paragraph")
            numbering = element("numPr")
            numbering.append(element("ilvl", val=min(depth, DEEPEST_LIST)))
            numbering.append(element("numId", val=number))
            paragraph.pPr.append(numbering)
            self._inline(item, paragraph, leave=("ul", "ol"))
            for child in inner:
                self._list(child, depth + 1)

    def _figure(self, figure: Any) -> None:
        image = figure.find(".//img")
        if image is None:
            for child in figure:
                self._block(child, 2)
            return
        paragraph = self._paragraph("Normal")
        paragraph.pPr.append(element("keepNext"))
        caption = figure.find("figcaption")
        title = words_of(caption) if caption is not None else ""
        bookmark = "" if title else self._anchor(figure)
        self._marked(paragraph, bookmark, lambda: self._image(paragraph, image))
        if title:
            self._caption("figure", title, figure)

    def _table(self, table: Any, *, style: str = "Table Grid", paragraphs: str = "Normal") -> None:
        rows = [
            [cell for cell in row if cell.tag in ("td", "th")]
            for row in table.iter("tr")
            if next(row.iterancestors("table")) is table
        ]
        grid = Grid(rows)
        made = element("tbl")
        self._append(made)
        properties = element("tblPr")
        properties.append(element("tblStyle", val=self.document.styles[style].style_id))
        properties.append(element("tblW", w=5000, type="pct"))
        properties.append(element("tblLayout", type="autofit"))
        made.append(properties)
        columns = element("tblGrid")
        room = blank.TURNED_WIDTH if self.turned else blank.TEXT_WIDTH
        for _column in range(grid.width):
            columns.append(element("gridCol", w=int(room.twips / max(grid.width, 1))))
        made.append(columns)
        heads = head_rows(rows)
        for number, row in enumerate(grid.rows):
            made.append(self._table_row(row, is_head=number < heads, paragraphs=paragraphs))
        self._append(self._spacer())

    def _table_row(self, row: list[Slot], *, is_head: bool, paragraphs: str) -> Any:
        line = element("tr")
        properties = element("trPr")
        properties.append(element("cantSplit"))
        if is_head:
            properties.append(element("tblHeader"))
        line.append(properties)
        for slot in row:
            cell = element("tc")
            shape = element("tcPr")
            if slot.colspan > 1:
                shape.append(element("gridSpan", val=slot.colspan))
            if slot.merge:
                shape.append(element("vMerge", val=slot.merge))
            if slot.is_head:
                shape.append(element("shd", val="clear", color="auto", fill="E4EEF0"))
            cell.append(shape)
            line.append(cell)
            self._cell(cell, slot, paragraphs)
        return line

    def _cell(self, cell: Any, slot: Slot, paragraphs: str) -> None:
        style = marks.HEAD_CELL_STYLE if slot.is_head and paragraphs == "Normal" else paragraphs
        if slot.source is None or slot.merge == "continue":
            cell.append(self._new_paragraph(style))
            return
        kept, self._append = self._append, cell.append  # type: ignore[method-assign]
        try:
            self._cell_blocks(slot.source, style)
        finally:
            self._append = kept  # type: ignore[method-assign]
        if not len(cell) or cell[-1].tag != qn("w:p"):
            cell.append(self._new_paragraph(style))

    def _cell_blocks(self, source: Any, style: str) -> None:
        blocks = ("p", "ul", "ol", "figure", "h3", "h4", "table", "blockquote")
        if not any(child.tag in blocks for child in source):
            self._inline(source, self._paragraph(style))
            return
        if (source.text or "").strip():
            self._run(self._paragraph(style), source.text, frozenset())
        for child in source:
            if child.tag == "p":
                self._inline(child, self._paragraph(style))
            elif child.tag in blocks:
                self._block(child, 2)
            else:
                self._inline(child, self._paragraph(style))

    def _spacer(self) -> Any:
        """Two tables that touch would become one; a thin line keeps them apart."""
        paragraph = self._new_paragraph("Normal")
        paragraph.pPr.append(element("spacing", after=0, line=120, lineRule="exact"))
        return paragraph
