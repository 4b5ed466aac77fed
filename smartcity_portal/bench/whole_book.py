"""How would the same book be written as one document? Contents, lists, running heads and numbers inside.

This is what somebody hands to a layout engine who knows no parts: page numbers in the contents come
from `target-counter`, running heads and folios from margin boxes. Chromium leaves out what it does
not know of it (numbers in the contents, heads from the text).
"""

from collections.abc import Iterable, Sequence
from html import escape

from masterplans.pdf.chapter import ChapterMarkup, page
from masterplans.pdf.content import BookContent

FURNITURE = """
@page {
  @top-left { content: string(title); font: 8pt sans-serif; }
  @top-right { content: string(chapter); font: 8pt sans-serif; }
  @bottom-right { content: counter(page); font: 9pt sans-serif; }
}
.whole-title { string-set: title content(text); font-size: 30pt; }
.opener h1 { string-set: chapter content(text); }
.opener { break-before: right; }
.whole-list { break-before: page; }
.whole-list ol { list-style: none; padding: 0; margin: 0; }
.whole-list a { text-decoration: none; }
.whole-list a::after { content: leader(".") target-counter(attr(href), page); }
"""


def one_document(content: BookContent, chapters: Sequence[ChapterMarkup], name: str) -> str:
    """Return the HTML of a whole book: title, contents, lists of tables and figures, every chapter."""
    headings = (
        (heading.anchor, f"{heading.number} {heading.title}")
        for chapter in chapters
        for heading in chapter.headings
    )
    tables = ((label.anchor, f"{label.name} {label.title}") for c in chapters for label in c.tables)
    figures = (
        (label.anchor, f"{label.name} {label.title}") for c in chapters for label in c.figures
    )
    body = (
        f'<section><p class="whole-title">{escape(content.title)}</p></section>'
        + _list("Daftar isi", headings)
        + _list("Daftar tabel", tables)
        + _list("Daftar gambar", figures)
        + "".join(chapter.body for chapter in chapters).replace('href="book:', 'href="#')
    )
    return page(body, name, content.language)


def _list(title: str, entries: Iterable[tuple[str, str]]) -> str:
    lines = (f'<li><a href="#{anchor}">{escape(text)}</a></li>' for anchor, text in entries)
    return f'<nav class="whole-list"><h2>{title}</h2><ol>{"".join(lines)}</ol></nav>'
