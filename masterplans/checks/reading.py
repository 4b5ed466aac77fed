"""How is a section's HTML read for the checks? Into sentences, headings, tables and pictures."""

import re
from typing import Any

from lxml import html as tree

from masterplans.checks.section_text import (
    Block,
    Heading,
    Picture,
    SectionReading,
    Table,
    sentences_of,
)
from smartcity_portal.kit.numbers import natural

CAPTION_LINE = re.compile(r"^(?:Tabel|Table|Gambar|Figure)\b\s*[\d.]*\s*(?:[:.]\s*|$)", re.I)
SOURCE_LINE = re.compile(r"^(?:Sumber|Source)\b(?:\s+(?:data|gambar|tabel))?\s*:", re.I)


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
    span = natural(cell.get(name)) or 1
    return span if span <= 60 else 1
