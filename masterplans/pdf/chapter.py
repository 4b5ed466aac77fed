"""How does a chapter become HTML? Opener, numbered sections, text from the editor, record blocks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape, unescape

from django.utils.translation import gettext as _

from masterplans.pdf.blocks import BLOCKS, render_block
from masterplans.pdf.content import ChapterContent, SectionContent
from masterplans.pdf.editor_html import Text, unprintable_in
from masterplans.pdf.numbering import (
    Heading,
    Label,
    Numbering,
    piece_name,
    with_text_levels,
)
from masterplans.pdf.pieces import ends_before, pages_of
from masterplans.pdf.records import PlanRecords
from smartcity_portal.kit.glyphs import printable
from smartcity_portal.kit.pdf import Asset

NO_BREAK = chr(0xA0)
WIDE = '<div class="wide">'
TURNED = '<div class="wide turned">'
NAMED = re.compile(r"\[\[([\w:.-]+)\]\]")
REFERENCE = re.compile(r'<a href="ref:([^"]+)">([^<]*)</a>')


@dataclass(frozen=True)
class Piece:
    """One document of a chapter; most chapters are a single one."""

    name: str
    body: str
    assets: Mapping[str, Asset]


@dataclass(frozen=True)
class ChapterMarkup:
    """A chapter as HTML, and what the contents and the assembly must know about it."""

    number: int
    title: str
    name: str
    anchor: str
    pieces: tuple[Piece, ...]
    headings: tuple[Heading, ...]
    tables: tuple[Label, ...]
    figures: tuple[Label, ...]
    keys: Mapping[str, Label]
    problems: tuple[str, ...]
    cited: tuple[str, ...] = ()
    book: int = 0

    @property
    def body(self) -> str:
        return "\n".join(piece.body for piece in self.pieces)


def chapter_markup(
    chapter: ChapterContent, records: PlanRecords, names: Mapping[str, str] | None = None
) -> ChapterMarkup:
    """Number and clean one chapter; needs no other chapter and knows no page.

    `names` says what the text calls each work of the bibliography.
    """
    numbering = Numbering(chapter.number, book=chapter.book)
    name = _("Chapter %(number)d") % {"number": chapter.number}
    anchor = piece_name(chapter.number, 1, chapter.book)
    problems: list[str] = []
    cited: list[str] = []
    filling = _Filling([_opener(chapter, name, anchor)])
    pieces: list[Piece] = []
    for section, level in with_text_levels(chapter.sections):
        before = numbering.copy()
        markup = _section(section, chapter, records, numbering, names, level)
        if ends_before(pages_of(markup.body), filling.pages):
            pieces.append(filling.as_piece(numbering))
            filling, numbering = _Filling([]), before.in_the_next_piece()
            markup = _section(section, chapter, records, numbering, names, level)
        filling.add(markup)
        problems += markup.problems
        cited += markup.cited
    if not chapter.sections:
        filling.bodies.append(_key(_("This chapter has no sections yet.")))
    pieces.append(filling.as_piece(numbering))
    return ChapterMarkup(
        number=chapter.number,
        title=chapter.title,
        name=name,
        anchor=anchor,
        pieces=tuple(pieces),
        headings=tuple(numbering.headings),
        tables=tuple(numbering.tables),
        figures=tuple(numbering.figures),
        keys=numbering.keys,
        problems=tuple(problems),
        cited=tuple(dict.fromkeys(cited)),
        book=chapter.book,
    )


def with_references(
    chapters: Iterable[ChapterMarkup],
    elsewhere: Mapping[str, str] | None = None,
    books: Mapping[int, str] | None = None,
) -> list[ChapterMarkup]:
    """Write what references say, linked: numbers of the whole book are known only now.

    `elsewhere` names places of the plan's other books; what is nowhere is named and told as a problem.
    In a volume `books` says what its books are called, and places of another book bear its name.
    """
    chapters = list(chapters)
    return [
        _Referring(chapter, _known(chapters, chapter.book, books or {}), elsewhere or {}).done()
        for chapter in chapters
    ]


def _known(
    chapters: Sequence[ChapterMarkup], book: int, books: Mapping[int, str]
) -> dict[str, Label]:
    """What can be referred to from within a book: its own places before those of the others."""
    known: dict[str, Label] = {}
    for chapter in sorted(chapters, key=lambda one: one.book != book):
        short = books.get(chapter.book, "") if chapter.book != book else ""
        for key, label in chapter.keys.items():
            known.setdefault(key, replace(label, name=f"{label.name} {short}".strip()))
    return known


class _Referring:
    """One chapter whose references are being written; its own places go before those of others."""

    def __init__(
        self, chapter: ChapterMarkup, known: Mapping[str, Label], elsewhere: Mapping[str, str]
    ) -> None:
        self.chapter, self.elsewhere = chapter, elsewhere
        self.known = {**known, **chapter.keys}
        self.problems = list(chapter.problems)

    def done(self) -> ChapterMarkup:
        pieces = tuple(
            replace(piece, body=REFERENCE.sub(self._place, NAMED.sub(self._named, piece.body)))
            for piece in self.chapter.pieces
        )
        return replace(self.chapter, pieces=pieces, problems=tuple(self.problems))

    def _named(self, found: re.Match[str]) -> str:
        label = self.known.get(found[1])
        return _link(label) if label else escape(found[1])

    def _place(self, found: re.Match[str]) -> str:
        key, told = found[1].removeprefix("block:"), found[2]
        if label := self.known.get(key):
            return _link(label)
        if name := self.elsewhere.get(key):
            return escape(name).replace(" ", NO_BREAK)
        self.problems.append(
            _("“%(name)s” is referred to and no longer there.")
            % {"name": unescape(told).replace(NO_BREAK, " ")}
        )
        return f'<span class="lost">{told}</span>'


def _link(label: Label) -> str:
    return f'<a href="book:{label.anchor}">{escape(label.name).replace(" ", NO_BREAK)}</a>'


def page(body: str, title: str, language: str, css: str = "") -> str:
    """Wrap a body into a document of the book; `css` is a class that changes the whole of it."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<title>{escape(title)}</title></head><body class="{css}">{printable(body)}</body></html>'
    )


def _opener(chapter: ChapterContent, name: str, anchor: str) -> str:
    standfirst = (
        f'<p class="standfirst">{escape(chapter.standfirst)}</p>' if chapter.standfirst else ""
    )
    return (
        f'<header class="opener" id="{anchor}"><p class="label">{escape(name)}</p>'
        f"<h1>{escape(chapter.title)}</h1>{standfirst}</header>"
    )


@dataclass(frozen=True)
class _SectionMarkup:
    body: str
    assets: Mapping[str, Asset]
    problems: Sequence[str]
    cited: Sequence[str]


@dataclass
class _Filling:
    """The piece that is being filled, section by section."""

    bodies: list[str]
    assets: dict[str, Asset] = field(default_factory=dict)
    pages: float = 0.0

    def add(self, section: _SectionMarkup) -> None:
        self.bodies.append(section.body)
        self.assets.update(section.assets)
        self.pages += pages_of(section.body)

    def as_piece(self, numbering: Numbering) -> Piece:
        name = piece_name(numbering.chapter, numbering.piece, numbering.book)
        return Piece(name, "\n".join(self.bodies), self.assets)


def _section(
    section: SectionContent,
    chapter: ChapterContent,
    records: PlanRecords,
    numbering: Numbering,
    names: Mapping[str, str] | None,
    text_level: int,
) -> _SectionMarkup:
    heading = numbering.heading(section.title, section.level, section.key)
    text = Text(
        section.html,
        chapter.pictures,
        numbering,
        text_level,
        names=names,
        landscape=section.landscape,
    )
    said = {"section": heading.number}
    told = [*unprintable_in(section.title), *text.problems]
    problems = [_("Section %(section)s:") % said + " " + problem for problem in told]
    blocks = [_block(name, records, numbering) for name in section.blocks]
    if not text.markup.strip() and not blocks:
        problems.append(_("Section %(section)s: it has no text yet.") % said)
        blocks.append(_key(_("This section has no text yet.")))
    body = _framed(_title(section, heading), text.markup + "".join(blocks), section.landscape)
    return _SectionMarkup(body, text.assets, problems, text.cited)


def _title(section: SectionContent, heading: Heading) -> str:
    tag = f"h{min(section.level, 3) + 1}"
    number = f'<span class="no">{heading.number}</span>'
    return f'<{tag} id="{heading.anchor}">{number} {escape(section.title)}</{tag}>'


def _framed(title: str, rest: str, landscape: bool) -> str:
    """Put the title on the page on which the section begins: turned, wide, or upright."""
    if landscape:
        return f"{TURNED}{title}{rest}</div>"
    if rest.lstrip().startswith(WIDE):
        return rest.replace(WIDE, WIDE + title, 1)
    return title + rest


def _block(name: str, records: PlanRecords, numbering: Numbering) -> str:
    if name.partition(":")[0] not in BLOCKS:
        return _key(_("The block “%(name)s” is not known.") % {"name": name})
    return render_block(name, records, numbering)


def _key(sentence: str) -> str:
    return f'<div class="key"><p>{escape(sentence)}</p></div>'
