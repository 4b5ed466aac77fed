"""How do the words of a paragraph become Word's: marks, notes, links, references, pictures among them?"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.text.paragraph import Paragraph

from masterplans.pdf.numbering import Numbering
from masterplans.word import blank, marks
from masterplans.word.blank import element

BOLD, ITALIC = {"strong", "b"}, {"em", "i"}


@dataclass(frozen=True)
class Picture:
    """A picture of the plan: its bytes and their hash."""

    sha256: str
    content: bytes


class WordsWriter:
    """A document whose paragraphs are filled; `picture_of` finds the bytes behind an address."""

    def __init__(self, document: Any, picture_of: Callable[[str], Picture | None]) -> None:
        self.document, self.picture_of = document, picture_of
        self.notes: list[str] = []
        self.numbers = 0
        self.turned = False
        self.labels: Numbering | None = None

    def _inline(self, source: Any, paragraph: Any, *, leave: tuple[str, ...] = ()) -> None:
        self._walk(source, paragraph, frozenset(), leave)

    def _walk(
        self, source: Any, place: Any, state: frozenset[str], leave: tuple[str, ...] = ()
    ) -> None:
        self._run(place, source.text, state)
        for child in source:
            if child.tag not in leave:
                self._inline_child(child, place, state)
            self._run(place, child.tail, state)

    def _inline_child(self, child: Any, place: Any, state: frozenset[str]) -> None:
        if child.tag == "br":
            run = element("r")
            run.append(element("br"))
            place.append(run)
        elif child.get("data-footnote"):
            self._note(place, child.get("data-footnote"))
        elif child.tag == "cite":
            tag = f"{marks.CITE_TAG}:{child.get('data-source', '')}|{child.get('data-at', '')}"
            self._control(place, tag, child.text_content(), state)
        elif child.get("data-ref"):
            self._control(
                place, f"{marks.REF_TAG}:{child.get('data-ref')}", child.text_content(), state
            )
        elif child.tag == "a" and child.get("href"):
            self._walk(child, self._link(place, child.get("href")), state | {"link"})
        elif child.tag == "img":
            self._image(place, child)
        else:
            self._walk(child, place, state | _mark(child.tag))

    def _image(self, paragraph: Any, image: Any) -> None:
        picture = self.picture_of(image.get("src", ""))
        if picture is None:
            self._run(paragraph, f"[{image.get('alt', '')}]", frozenset({"i"}))
            return
        width = image.get("data-width", "0")
        run = Paragraph(paragraph, self.document._body).add_run()
        shape = run.add_picture(io.BytesIO(picture.content))
        room = blank.TURNED_WIDTH if self.turned else blank.TEXT_WIDTH
        high = blank.TURNED_HEIGHT if self.turned else blank.TEXT_HEIGHT
        wanted = room * int(width or 0) // 100 if width != "0" else min(room, shape.width)
        scale = min(wanted / shape.width, high / shape.height)
        shape.width, shape.height = Emu(shape.width * scale), Emu(shape.height * scale)
        properties = shape._inline.docPr
        properties.set("name", f"sc-{picture.sha256[:16]}-{width}")
        properties.set("descr", image.get("alt", ""))

    def _run(self, place: Any, text: str | None, state: frozenset[str]) -> None:
        if not text:
            return
        run = element("r")
        properties = element("rPr")
        if "link" in state:
            properties.append(element("rStyle", val="Hyperlink"))
        for name in ("b", "i"):
            if name in state:
                properties.append(element(name))
        for name, value in (("sub", "subscript"), ("sup", "superscript")):
            if name in state:
                properties.append(element("vertAlign", val=value))
        if len(properties):
            run.append(properties)
        words = element("t", space=True)
        words.text = " ".join(text.splitlines()) if "\n" in text else text
        run.append(words)
        place.append(run)

    def _note(self, place: Any, text: str) -> None:
        self.notes.append(text)
        run = element("r")
        properties = element("rPr")
        properties.append(element("rStyle", val="FootnoteReference"))
        run.append(properties)
        run.append(element("footnoteReference", id=len(self.notes)))
        place.append(run)

    def _control(self, place: Any, tag: str, words: str, state: frozenset[str]) -> None:
        """A locked content control: Word keeps what it points to, and nobody breaks it by typing."""
        box = element("sdt")
        properties = element("sdtPr")
        properties.append(element("tag", val=tag[:64]))
        properties.append(element("lock", val="contentLocked"))
        box.append(properties)
        content = element("sdtContent")
        self._run(content, words or "…", state)
        box.append(content)
        place.append(box)

    def _link(self, place: Any, address: str) -> Any:
        link = element("hyperlink")
        key = self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), key)
        place.append(link)
        return link

    def _marked(self, paragraph: Any, bookmark: str, write: Callable[[], None]) -> None:
        if not bookmark:
            write()
            return
        self.numbers += 1
        paragraph.append(element("bookmarkStart", id=self.numbers, name=bookmark))
        write()
        paragraph.append(element("bookmarkEnd", id=self.numbers))

    def _paragraph(self, style: str) -> Any:
        paragraph = self._new_paragraph(style)
        self._append(paragraph)
        return paragraph

    def _new_paragraph(self, style: str) -> Any:
        paragraph = element("p")
        properties = element("pPr")
        if style != "Normal":
            properties.append(element("pStyle", val=self.document.styles[style].style_id))
        paragraph.append(properties)
        return paragraph

    def _append(self, thing: Any) -> None:
        self.document.element.body[-1].addprevious(thing)


def _mark(tag: str) -> frozenset[str]:
    if tag in BOLD:
        return frozenset({"b"})
    if tag in ITALIC:
        return frozenset({"i"})
    return frozenset({tag}) if tag in ("sub", "sup") else frozenset()


def words_of(thing: Any) -> str:
    return " ".join(thing.text_content().split())
