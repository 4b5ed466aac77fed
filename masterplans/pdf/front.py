"""What stands before and after the chapters? Cover, approval, forewords, contents, lists, colophon.

These come last in the build, with literal page numbers, so that nothing is laid out to learn a number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from masterplans.pdf import abbreviations, citations, motif
from masterplans.pdf.assembly import OutlineItem
from masterplans.pdf.chapter import ChapterMarkup, page
from masterplans.pdf.content import BookContent, SignatureLine
from masterplans.pdf.editor_html import Text, source_anchor
from masterplans.pdf.numbering import Numbering
from masterplans.pdf.parts import Part
from masterplans.pdf.styles import stylesheet
from smartcity_portal.kit.qr import qr

COVER, OPENING, CONTENTS, LISTS, WORKS, COLOPHON, BACK = 1, 2, 3, 4, 899, 900, 901


@dataclass(frozen=True)
class Entry:
    """One line of the contents; `css` is c (chapter), s (section) or f (front matter)."""

    css: str
    number: str
    title: str
    page: str
    anchor: str


def cover(content: BookContent) -> Part:
    """The front cover; without arms of the region an empty shield stands in their place."""
    arms = content.arms or motif.shield(_("regional"), _("arms"))
    return _part(
        "cover", COVER, content, {"arms": arms, "band": motif.kawung()}, (arms, motif.kawung())
    )


def opening(content: BookContent, text_hash: str) -> Part:
    """Inner title, approval page, forewords."""
    roles: dict[str, list[SignatureLine]] = {}
    for line in content.signatures:
        roles.setdefault(line.role, []).append(line)
    forewords = [
        {"anchor": f"depan.sambutan-{place}", "foreword": foreword, "text": _clean(foreword.html)}
        for place, foreword in enumerate(content.forewords, start=1)
    ]
    context = {"hash": _grouped(text_hash), "roles": roles.items(), "forewords": forewords}
    return _part("opening", OPENING, content, context)


def contents(content: BookContent, entries: Sequence[Entry]) -> Part:
    """The table of contents."""
    return _part("contents", CONTENTS, content, {"entries": entries})


def lists(
    content: BookContent, chapters: Sequence[ChapterMarkup], pages: Mapping[str, str]
) -> Part | None:
    """Lists of tables, figures and abbreviations; None when the book has none of them."""
    tables = [_listed(label, pages) for chapter in chapters for label in chapter.tables]
    figures = [_listed(label, pages) for chapter in chapters for label in chapter.figures]
    bodies = (chapter.body for chapter in chapters)
    short = abbreviations.of_texts(bodies, content.abbreviations)
    if not tables and not figures and not short:
        return None
    context = {"tables": tables, "figures": figures, "abbreviations": short}
    return _part("lists", LISTS, content, context)


def works(content: BookContent, chapters: Sequence[ChapterMarkup]) -> Part | None:
    """The bibliography: the works that the chapters cite; None when they cite nothing."""
    cited = {key for chapter in chapters for key in chapter.cited}
    names = citations.names_of(content.sources)
    rows = [
        {"anchor": source_anchor(source.key), "html": mark_safe(citations.entry(source, names))}
        for source in citations.in_order(content.sources)
        if source.key in cited
    ]
    return _part("works", WORKS, content, {"works": rows}) if rows else None


def colophon(content: BookContent, text_hash: str, pages: int) -> Part:
    """What the printed copy says about itself."""
    code = qr(content.check_url) if content.check_url else None
    context = {
        "hash": _grouped(text_hash),
        "pages": pages,
        "qr": code,
        "address": content.check_url.partition("://")[2],
    }
    return _part("colophon", COLOPHON, content, context, (code,) if code else ())


def back(content: BookContent) -> Part:
    """The back cover."""
    return _part("back", BACK, content, {"band": motif.kawung()}, (motif.kawung(),))


def front_entries(content: BookContent, pages: Mapping[str, str]) -> list[Entry]:
    """The lines of the contents that stand before the first chapter."""
    titles = [("depan.pengesahan", _("Approval page"))]
    titles += [
        (f"depan.sambutan-{place}", foreword.title)
        for place, foreword in enumerate(content.forewords, start=1)
    ]
    titles += [
        ("daftar.tabel", _("List of tables")),
        ("daftar.gambar", _("List of figures")),
        ("daftar.singkatan", _("List of abbreviations")),
    ]
    return [Entry("f", "", title, pages.get(key, ""), key) for key, title in titles if key in pages]


def chapter_entries(chapters: Sequence[ChapterMarkup], pages: Mapping[str, str]) -> list[Entry]:
    """The lines of the contents for chapters and their sections."""
    entries = []
    for chapter in chapters:
        entries.append(
            Entry("c", chapter.name, chapter.title, pages[chapter.anchor], chapter.anchor)
        )
        entries += [
            Entry("s", heading.number, heading.title, pages[heading.anchor], heading.anchor)
            for heading in chapter.headings
            if heading.level == 1 or (heading.level == 2 and heading.is_section)
        ]
    return entries


def back_entries(pages: Mapping[str, str]) -> list[Entry]:
    """The line of the contents that stands after the last chapter."""
    if "pustaka" not in pages:
        return []
    return [Entry("c", "", _("Bibliography"), pages["pustaka"], "pustaka")]


def outline(
    front: Sequence[Entry], chapters: Sequence[ChapterMarkup], has_works: bool
) -> list[OutlineItem]:
    """The bookmarks of the file."""
    items = [OutlineItem(1, entry.title, entry.anchor) for entry in front]
    place = next(
        (n for n, entry in enumerate(front) if entry.anchor.startswith("daftar.")), len(items)
    )
    items.insert(place, OutlineItem(1, _("Contents"), "isi"))
    items += chapter_outline(chapters)
    if has_works:
        items.append(OutlineItem(1, _("Bibliography"), "pustaka"))
    return [*items, OutlineItem(1, _("Colophon"), "kolofon")]


def chapter_outline(chapters: Sequence[ChapterMarkup]) -> list[OutlineItem]:
    """The bookmarks of chapters and their sections."""
    items = []
    for chapter in chapters:
        items.append(OutlineItem(1, f"{chapter.name} {chapter.title}", chapter.anchor))
        items += [
            OutlineItem(1 + heading.level, f"{heading.number} {heading.title}", heading.anchor)
            for heading in chapter.headings
        ]
    return items


def _part(
    name: str,
    slot: int,
    content: BookContent,
    context: Mapping[str, Any],
    assets: Sequence[Any] = (),
) -> Part:
    body = render_to_string(f"masterplans/pdf/{name}.html", {"book": content, **context})
    html = page(body, content.full_title, content.language)
    shown = {asset.sha256: asset for asset in assets}
    return Part(name, html, stylesheet("book.css"), slot, shown)


def _listed(label: Any, pages: Mapping[str, str]) -> Entry:
    return Entry("s", label.name, label.title, pages[label.anchor], label.anchor)


def _grouped(sha256: str) -> str:
    return " ".join(sha256[start : start + 8] for start in range(0, len(sha256), 8))


def _clean(html: str) -> str:
    return mark_safe(Text(html, {}, Numbering(0), level=2).markup)
