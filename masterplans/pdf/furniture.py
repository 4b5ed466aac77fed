"""What is stamped on finished pages? Running heads, "(continued)", the draft mark; drawn once each."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.pdf.chapter import ChapterMarkup, page
from masterplans.pdf.content import BookContent, Draft
from masterplans.pdf.imposition import Leaf
from masterplans.pdf.parts import Part
from masterplans.pdf.styles import stylesheet

HEADS_SLOT, MARKS_SLOT = 3900, 3901


@dataclass(frozen=True)
class Furniture:
    """The stamps of a book: two small documents, and which page of them is what."""

    heads: Part
    marks: Part | None
    pages: dict[tuple[str, str, bool], int]

    def stamps(self, leaf: Leaf, wide: bool) -> list[tuple[str, int]]:
        """Return (document, page) of every stamp that this leaf carries."""
        found = [("heads", self.pages[kind, name, wide]) for kind, name in _wanted(leaf)]
        if self.marks is not None and leaf.part is not None and not leaf.silent:
            found.append(("marks", 2 + wide))
        return found

    def background(self, leaf: Leaf, wide: bool) -> int | None:
        """Return the page of the draft mark that lies under the text, if any."""
        if self.marks is None or leaf.part is None or leaf.bleeds:
            return None
        return int(wide)


def furniture(
    content: BookContent, chapters: Sequence[ChapterMarkup], body: Sequence[tuple[Leaf, bool]]
) -> Furniture:
    """Draw the stamps of a book, once for each shape of page that carries them.

    `body` says of every leaf whether it lies across.
    """
    wanted = {(kind, name, wide) for leaf, wide in body for kind, name in _wanted(leaf)}
    stamps = ['<section class="f"><p class="digits">0123456789ivxlc</p></section>']
    pages: dict[tuple[str, str, bool], int] = {}
    books = {book.number: book.code for book in content.books}

    def add(kind: str, name: str, inside: str) -> None:
        for wide in (shape for shape in (False, True) if (kind, name, shape) in wanted):
            pages[kind, name, wide] = len(stamps)
            stamps.append(f'<section class="f{" w" if wide else ""}">{inside}</section>')

    rule = '<div class="rule"></div>'
    add("title", "", f'<p class="head l">{escape(content.full_title)}</p>{rule}')
    for chapter in chapters:
        names = [books.get(chapter.book, ""), chapter.name, chapter.title]
        head = "&#8194;".join(escape(name) for name in names if name)
        add("chapter", chapter.anchor, f'<p class="head r">{head}</p>{rule}')
    for label in dict.fromkeys(leaf.continues for leaf, _wide in body if leaf.continues):
        words = _("%(table)s (continued)") % {"table": f"<b>{escape(label.name)}</b>"}
        add("table", label.anchor, f'<p class="cont">{words}</p>')
    css = stylesheet("furniture.css", content.brand.tokens)
    html = page("".join(stamps), "furniture", content.language)
    marks = None
    if content.draft is not None:
        marks = Part("marks", _marks(content), css, MARKS_SLOT, tagged=False)
    return Furniture(Part("heads", html, css, HEADS_SLOT, tagged=False), marks, pages)


def _wanted(leaf: Leaf) -> list[tuple[str, str]]:
    """Return (kind, name) of what stands at the head of a leaf."""
    found: list[tuple[str, str]] = []
    if leaf.chapter is not None and not leaf.opens:
        found.append(("title", "") if leaf.left else ("chapter", leaf.chapter))
    if leaf.continues is not None:
        found.append(("table", leaf.continues.anchor))
    return found


def draft_note(draft: Draft) -> str:
    """Say in one line as of when this is a draft, and what is missing."""
    note = _("Draft of %(date)s.") % {"date": draft.as_of}
    if draft.named:
        note += " " + _("Not approved yet: %(what)s.") % {"what": draft.named}
    elif draft.missing:
        count = len(draft.missing)
        note += " " + ngettext(
            "%(count)d point is missing before it can be issued.",
            "%(count)d points are missing before it can be issued.",
            count,
        ) % {"count": count}
    return note + " " + _("Not for distribution.")


def _marks(content: BookContent) -> str:
    assert content.draft is not None
    word, note = escape(_("DRAFT")), escape(draft_note(content.draft))
    sections = [
        f'<section class="f{shape}"><p class="{kind}">{text}</p></section>'
        for kind, text in (("draft", word), ("draft-note", note))
        for shape in ("", " w")
    ]
    return page("".join(sections), "marks", content.language)
