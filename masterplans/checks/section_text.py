"""What is a section as a check sees it: blocks, sentences, headings, tables, pictures, each with its place?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html as tree

from masterplans.checks.finding import EDGE, LONGEST_QUOTE, Finding


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


SHORT_FORMS = (
    "no", "nomor", "kab", "prov", "kec", "kel", "jl", "dr", "drs", "ir", "h", "hj", "st", "prof",
    "dll", "dsb", "dst", "tsb", "rp", "hlm", "tgl", "ps", "psl", "an", "up", "sd", "gg", "rt", "rw",
    "ttd", "m", "s", "si", "kom", "sos", "pd", "vol", "ed", "eds", "al", "dkk", "bpk", "ibu", "cf",
)  # fmt: skip
END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
LAST_WORD = re.compile(r"([A-Za-z]+)\.[\"”’)\]]*\s*$")
