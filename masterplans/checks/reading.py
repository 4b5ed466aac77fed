"""How does a check read a section? As sentences, headings, tables and pictures, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html as tree

from masterplans.checks.finding import EDGE, LONGEST_QUOTE, Finding

CAPTION_LINE = re.compile(r"^(?:Tabel|Table|Gambar|Figure)\b\s*[\d.]*\s*(?:[:.]\s*|$)", re.I)
SOURCE_LINE = re.compile(r"^(?:Sumber|Source)\b(?:\s+(?:data|gambar|tabel))?\s*:", re.I)
SHORT_FORMS = (
    "no", "nomor", "kab", "prov", "kec", "kel", "jl", "dr", "drs", "ir", "h", "hj", "st", "prof",
    "dll", "dsb", "dst", "tsb", "rp", "hlm", "tgl", "ps", "psl", "an", "up", "sd", "gg", "rt", "rw",
    "ttd", "m", "s", "si", "kom", "sos", "pd", "vol", "ed", "eds", "al", "dkk", "bpk", "ibu", "cf",
)  # fmt: skip
END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
LAST_WORD = re.compile(r"([A-Za-z]+)\.[\"”’)\]]*\s*$")


@dataclass(frozen=True)
class Block:
    """A paragraph, list item, cell, quotation, caption, source line or footnote. `index` is the top-level block's place."""

    kind: str
    text: str
    index: int


@dataclass(frozen=True)
class Sentence:
    """A sentence and the block that it stands in, from letter `start` on."""

    text: str
    block: Block
    start: int

    def finding(self, start: int, end: int, *, case: str = "", **parameters: Any) -> Finding:
        """Return a finding about the letters from `start` to `end` of the sentence."""
        whole, first, last = self.block.text, self.start + start, self.start + end
        return Finding(
            case=case,
            quote=whole[first:last][:LONGEST_QUOTE],
            prefix=whole[max(0, first - EDGE) : first],
            suffix=whole[last : last + EDGE],
            block=self.block.index,
            around=self.text,
            parameters=parameters,
        )


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    index: int
    followed: bool


@dataclass
class Table:
    """A table; `rows` are lists of (text, colspan, is head)."""

    element: tree.HtmlElement
    index: int
    rows: list[list[tuple[str, int, bool]]]
    caption: str | None
    sourced: bool
    spans_rows: bool

    @property
    def text(self) -> str:
        return " | ".join(" ; ".join(text for text, _span, _head in row) for row in self.rows)

    @property
    def is_layout(self) -> bool:
        """A table of one row or one column only arranges things."""
        return len(self.rows) < 2 or max(len(row) for row in self.rows) < 2

    def grid(self) -> list[dict[int, str]]:
        """Return each row as texts by column; a merged cell stands in its first column."""
        lines = []
        for row in self.rows:
            line, column = {}, 0
            for text, span, _head in row:
                line[column] = text
                column += span
            lines.append(line)
        return lines

    def finding(self, *, case: str = "", **parameters: Any) -> Finding:
        """Return a finding about the table as a whole."""
        first = next((text for row in self.rows for text, _s, _h in row if text), "")
        return Finding(
            case=case,
            quote=(self.caption or first)[:LONGEST_QUOTE],
            block=self.index,
            around=self.text,
            parameters={"name": (self.caption or first)[:120], **parameters},
        )


@dataclass(frozen=True)
class Picture:
    source: str
    alt: str
    caption: str | None
    index: int

    def finding(self, *, case: str = "", **parameters: Any) -> Finding:
        """Return a finding about the picture."""
        return Finding(
            case=case,
            quote=(self.caption or "")[:LONGEST_QUOTE],
            block=self.index,
            around=f"{self.source} {self.alt} {self.caption}",
            parameters={"name": (self.caption or self.alt)[:120], **parameters},
        )


@dataclass
class SectionReading:
    """A section as checks read it. `blocks_below` says that records are shown under the text."""

    pk: int
    chapter: int
    book: int
    title: str
    root: tree.HtmlElement
    blocks_below: bool = False
    blocks: list[Block] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    @property
    def prose(self) -> Iterator[Sentence]:
        """Sentences of paragraphs and lists: not quotations, captions, sources or headings."""
        return (one for one in self.sentences if one.block.kind in {"p", "li", "cell"})


def read(html: str, **about: Any) -> SectionReading:
    """Read a section's text once for all checks."""
    root = tree.fragment_fromstring(html.replace("\xa0", " ").replace("&nbsp;", " "), "div")
    section = SectionReading(root=root, **about)
    for element in list(root.iter("cite", "sup")):
        if element.get("data-source") or element.get("data-footnote"):
            for child in list(element):
                element.remove(child)
            element.text = None
    children = [child for child in root if isinstance(child.tag, str)]
    for index, child in enumerate(children):
        _take(section, child, index, children)
    for block in section.blocks:
        section.sentences += sentences_of(block)
    return section


def sentences_of(block: Block) -> Iterator[Sentence]:
    """Part a block into sentences; abbreviations and numbers do not end one."""
    start = 0
    for found in END.finditer(block.text):
        word = LAST_WORD.search(block.text[start : found.start()])
        if word and (word[1].lower() in SHORT_FORMS or len(word[1]) == 1):
            continue
        yield Sentence(block.text[start : found.start()], block, start)
        start = found.end()
    if block.text[start:].strip():
        yield Sentence(block.text[start:], block, start)


def words_in(element: tree.HtmlElement) -> str:
    """Return the words of an element with single spaces."""
    return " ".join(element.text_content().split())


def _take(
    section: SectionReading,
    element: tree.HtmlElement,
    index: int,
    children: list[tree.HtmlElement],
) -> None:
    tag = element.tag
    if tag in {"h3", "h4"}:
        text = words_in(element)
        section.headings.append(
            Heading(int(tag[1]), text, index, _is_followed(element, index, children, section))
        )
        section.blocks.append(Block("heading", text, index))
    elif tag in {"ul", "ol"}:
        for item in element.iter("li"):
            _add(section, "li", _own_words(item), index)
    elif tag == "table":
        _take_table(section, element, index, children)
    elif tag == "figure":
        _take_figure(section, element, index, children)
    else:
        text = words_in(element)
        kind = "quote" if tag == "blockquote" else "p"
        if SOURCE_LINE.match(text):
            kind = "source"
        elif _is_caption(text, index, children):
            kind = "caption"
        _add(section, kind, text, index)
    for note in element.iter("sup"):
        _add(section, "note", note.get("data-footnote", ""), index)
    if tag not in {"table", "figure"}:
        for image in element.iter("img"):
            section.pictures.append(
                Picture(image.get("src", ""), image.get("alt", ""), None, index)
            )


def _add(section: SectionReading, kind: str, text: str, index: int) -> None:
    if text:
        section.blocks.append(Block(kind, text, index))


def _own_words(item: tree.HtmlElement) -> str:
    """The words of a list item without those of lists inside it."""
    pieces = [item.text or ""]
    for child in item:
        if child.tag not in {"ul", "ol"}:
            pieces.append(child.text_content())
        pieces.append(child.tail or "")
    return " ".join("".join(pieces).split())


def _is_caption(text: str, index: int, children: list[tree.HtmlElement]) -> bool:
    after = children[index + 1] if index + 1 < len(children) else None
    return bool(
        after is not None
        and after.tag in {"table", "figure"}
        and CAPTION_LINE.match(text)
        and len(text) < 250
    )


def _is_followed(
    heading: tree.HtmlElement,
    index: int,
    children: list[tree.HtmlElement],
    section: SectionReading,
) -> bool:
    """Say whether something stands below a heading: words, a table, a lower heading, or records."""
    for after in children[index + 1 :]:
        if after.tag in {"h3", "h4"}:
            return int(after.tag[1]) > int(heading.tag[1])
        if words_in(after) or after.tag in {"table", "figure"} or after.find(".//img") is not None:
            return True
    return section.blocks_below


def _take_table(
    section: SectionReading,
    element: tree.HtmlElement,
    index: int,
    children: list[tree.HtmlElement],
    caption: str | None = None,
    sourced: bool = False,
) -> None:
    rows, spans = [], False
    for row in element.iter("tr"):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        spans = spans or any(_span(cell, "rowspan") > 1 for cell in cells)
        rows.append([(words_in(cell), _span(cell, "colspan"), cell.tag == "th") for cell in cells])
    rows = [row for row in rows if row]
    if not rows:
        return
    inner = element.find("caption")
    if caption is None and inner is not None:
        caption = words_in(inner)
    if caption is None:
        caption = _line_before(index, children)
    section.tables.append(
        Table(element, index, rows, caption, sourced or _source_after(index, children), spans)
    )
    for row in rows:
        for text, _colspan, _head in row:
            _add(section, "cell", text, index)


def _take_figure(
    section: SectionReading,
    element: tree.HtmlElement,
    index: int,
    children: list[tree.HtmlElement],
) -> None:
    line = element.find(".//figcaption")
    caption = words_in(line) if line is not None else None
    sourced = _source_after(index, children) or any(
        SOURCE_LINE.match(words_in(part)) for part in element.iter("p", "figcaption")
    )
    if caption and SOURCE_LINE.match(caption):
        caption = ""
    if caption:
        caption = CAPTION_LINE.sub("", caption)
        _add(section, "caption", caption, index)
    table = element.find(".//table")
    if table is not None:
        _take_table(section, table, index, children, caption or "", sourced)
        return
    if not caption:
        caption = _line_before(index, children)
    for image in element.iter("img"):
        section.pictures.append(
            Picture(image.get("src", ""), image.get("alt", ""), caption or "", index)
        )


def _line_before(index: int, children: list[tree.HtmlElement]) -> str | None:
    """Return the caption written as a line above; None without such a line."""
    if index == 0 or children[index - 1].tag != "p":
        return None
    text = words_in(children[index - 1])
    return CAPTION_LINE.sub("", text).strip() if CAPTION_LINE.match(text) else None


def _source_after(index: int, children: list[tree.HtmlElement]) -> bool:
    after = children[index + 1] if index + 1 < len(children) else None
    return after is not None and bool(SOURCE_LINE.match(words_in(after)))


def _span(cell: tree.HtmlElement, name: str) -> int:
    value = cell.get(name, "1")
    return int(value) if value.isdigit() and 1 <= int(value) <= 60 else 1
