"""How does a whole book become Word's? With charts as pictures, counted captions, and lists of both."""

import io
from collections.abc import Callable
from typing import Any

from docx.shared import Emu, Pt
from docx.text.paragraph import Paragraph
from lxml import html as tree

from masterplans.word import blank, marks
from masterplans.word.blank import element
from masterplans.word.drawings import Drawings
from masterplans.word.words import Picture, words_of
from masterplans.word.writing import Writer


class BookWriter(Writer):
    """One book on its way to a document that is read, printed and edited further."""

    def __init__(self, document: Any, picture_of: Callable[[str], Picture | None]) -> None:
        super().__init__(document, picture_of)
        self.drawings = Drawings()
        self.captions: dict[str, list[str]] = {}

    def line(self, text: str, style: str = "Normal") -> None:
        """Write a paragraph of plain words."""
        self._run(self._paragraph(style), text, frozenset())

    def inline(self, html: str) -> None:
        """Write a paragraph with emphasis and links."""
        self._inline(tree.fragment_fromstring(html, create_parent="p"), self._paragraph("Normal"))

    def lists(self, titles: dict[str, str]) -> None:
        """Leave a place for the lists of tables and figures, by the word of their captions."""
        self._lists = titles
        self._place = self._paragraph("Normal")

    def fill_lists(self) -> None:
        """Write the lists of what stands in the document, as fields that Word counts on."""
        kept, self._append = self._append, self._place.addprevious  # type: ignore[method-assign]
        try:
            for word, title in self._lists.items():
                if self.captions.get(word):
                    self._list_of(word, title, self.captions[word])
        finally:
            self._append = kept  # type: ignore[method-assign]
        self._place.getparent().remove(self._place)

    def _list_of(self, word: str, title: str, captions: list[str]) -> None:
        self._run(self._paragraph("TOC Heading"), title, frozenset())
        for number, text in enumerate(captions):
            paragraph = self._paragraph("table of figures")
            if number == 0:
                blank.open_field(paragraph, f'TOC \\h \\z \\c "{word}"')
            self._run(paragraph, text, frozenset())
            if number == len(captions) - 1:
                blank.close_field(paragraph)

    def records(self, html: str) -> None:
        """Write what a block of records shows: tables, captions that are counted, charts."""
        root = tree.fragment_fromstring(self.drawings.taken_out(html or ""), create_parent="div")
        for thing in root.iter("table", "p", "figcaption"):
            if next(thing.iterancestors("table"), None) is not None:
                continue
            drawn = thing.find(f"img[@{marks.DRAWING}]")
            if drawn is not None:
                self._drawing(drawn)
            elif thing.tag == "table":
                caption = thing.find("caption")
                if caption is not None:
                    self._records_caption(caption)
                    caption.drop_tree()
                self._table(thing, style=marks.RECORDS_TABLE_STYLE, paragraphs=marks.RECORDS_STYLE)
            elif thing.tag == "figcaption":
                self._records_caption(thing)
            else:
                self._records_line(words_of(thing))

    def _records_caption(self, caption: Any) -> None:
        """Write "Tabel 2.1 Title" of a block of records; without a number it is a line."""
        name = caption.find("b")
        word, _space, number = (words_of(name) if name is not None else "").rpartition(" ")
        if not word or "." not in number:
            self._records_line(words_of(caption))
            return
        title = words_of(caption).removeprefix(f"{word} {number}").strip()
        paragraph = self._paragraph(marks.RECORDS_CAPTION_STYLE)
        if caption.tag == "caption":
            paragraph.pPr.append(element("keepNext"))
        self._numbered(paragraph, word, number, title)

    def _drawing(self, drawn: Any) -> None:
        """Show a chart as a picture, as wide as on paper."""
        number = int(drawn.get(marks.DRAWING))
        content = self.drawings.png(number)
        if content is None:
            return
        paragraph = self._paragraph(marks.RECORDS_STYLE)
        paragraph.pPr.append(element("keepNext"))
        shape = Paragraph(paragraph, self.document._body).add_run().add_picture(io.BytesIO(content))
        room = blank.TURNED_WIDTH if self.turned else blank.TEXT_WIDTH
        scale = min(room, Pt(self.drawings.width(number))) / shape.width
        shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
        shape._inline.docPr.set("descr", drawn.get("alt", ""))

    def _numbered(self, paragraph: Any, word: str, number: str, title: str) -> None:
        super()._numbered(paragraph, word, number, title)
        self.captions.setdefault(word, []).append(f"{word} {number} {title}")
