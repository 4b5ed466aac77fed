"""How does a chapter become HTML? Opener, numbered sections, text from the editor, record blocks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from django.utils.translation import gettext as _

from masterplans.pdf.blocks import BLOCKS, render_block
from masterplans.pdf.content import ChapterContent, SectionContent
from masterplans.pdf.editor_html import Text
from masterplans.pdf.numbering import Heading, Label, Numbering, piece_name
from masterplans.pdf.pieces import ends_before, pages_of
from masterplans.pdf.records import PlanRecords
from smartcity_portal.kit.pdf import Asset

WIDE = '<div class="wide">'
REFERENCE = re.compile(r"\[\[([\w:.-]+)\]\]")


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

    @property
    def body(self) -> str:
        return "\n".join(piece.body for piece in self.pieces)


def chapter_markup(chapter: ChapterContent, records: PlanRecords) -> ChapterMarkup:
    """Number and clean one chapter; needs no other chapter and knows no page."""
    numbering = Numbering(chapter.number)
    name = _("Chapter %(number)d") % {"number": chapter.number}
    anchor = piece_name(chapter.number, 1)
    problems: list[str] = []
    filling = _Filling([_opener(chapter, name, anchor)])
    pieces: list[Piece] = []
    for section in chapter.sections:
        before = numbering.copy()
        markup = _section(section, chapter, records, numbering)
        if ends_before(pages_of(markup.body), filling.pages):
            pieces.append(filling.as_piece(numbering))
            filling, numbering = _Filling([]), before.in_the_next_piece()
            markup = _section(section, chapter, records, numbering)
        filling.add(markup)
        problems += markup.problems
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
    )


def with_references(chapters: Iterable[ChapterMarkup]) -> list[ChapterMarkup]:
    """Turn [[roadmap]] into "Tabel 5.1", linked: numbers of the whole book are known only now."""
    chapters = list(chapters)
    known: dict[str, Label] = {}
    for chapter in chapters:
        for key, label in chapter.keys.items():
            known.setdefault(key, label)

    def link(found: re.Match[str]) -> str:
        label = known.get(found[1])
        if label is None:
            return escape(found[1])
        return f'<a href="book:{label.anchor}">{escape(label.name).replace(" ", chr(0xA0))}</a>'

    return [
        replace(
            chapter,
            pieces=tuple(
                replace(piece, body=REFERENCE.sub(link, piece.body)) for piece in chapter.pieces
            ),
        )
        for chapter in chapters
    ]


def page(body: str, title: str, language: str, css: str = "") -> str:
    """Wrap a body into a document of the book; `css` is a class that changes the whole of it."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<title>{escape(title)}</title></head><body class="{css}">{body}</body></html>'
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
        name = piece_name(numbering.chapter, numbering.piece)
        return Piece(name, "\n".join(self.bodies), self.assets)


def _section(
    section: SectionContent, chapter: ChapterContent, records: PlanRecords, numbering: Numbering
) -> _SectionMarkup:
    heading = numbering.heading(section.title, section.level)
    tag = "h2" if section.level == 1 else "h3"
    text = Text(section.html, chapter.pictures, numbering, section.level)
    said = {"section": heading.number}
    problems = [_("Section %(section)s:") % said + " " + problem for problem in text.problems]
    blocks = [_block(name, records, numbering) for name in section.blocks]
    if not text.markup.strip() and not blocks:
        problems.append(_("Section %(section)s: it has no text yet.") % said)
        blocks.append(_key(_("This section has no text yet.")))
    title = (
        f'<{tag} id="{heading.anchor}"><span class="no">{heading.number}</span> '
        f"{escape(section.title)}</{tag}>"
    )
    rest = text.markup + "".join(blocks)
    if rest.lstrip().startswith(WIDE):
        body = rest.replace(WIDE, WIDE + title, 1)
    else:
        body = title + rest
    return _SectionMarkup(body, text.assets, problems)


def _block(name: str, records: PlanRecords, numbering: Numbering) -> str:
    if name.partition(":")[0] not in BLOCKS:
        return _key(_("The block “%(name)s” is not known.") % {"name": name})
    return render_block(name, records, numbering)


def _key(sentence: str) -> str:
    return f'<div class="key"><p>{escape(sentence)}</p></div>'
