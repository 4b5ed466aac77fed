"""What stands before and after the chapters? Cover, approval, forewords, contents, lists, colophon.

These come last in the build, with literal page numbers, so that nothing is laid out to learn a number.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from masterplans.pdf import abbreviations, citations, motif
from masterplans.pdf.assembly import OutlineItem
from masterplans.pdf.brand import PLAIN, Brand
from masterplans.pdf.chapter import ChapterMarkup, page
from masterplans.pdf.content import BookContent, BookPart, SignatureLine
from masterplans.pdf.editor_clean import source_anchor
from masterplans.pdf.editor_html import Text
from masterplans.pdf.numbering import Label, Numbering
from masterplans.pdf.parts import Part
from masterplans.pdf.setting import MOST_BOOKS
from masterplans.pdf.styles import stylesheet
from smartcity_portal.kit.pdf import Asset
from smartcity_portal.kit.qr import qr

COVER, OPENING, CONTENTS, LISTS, WORKS, COLOPHON, BACK = 1, 2, 3, 4, 899, 900, 901
DIVIDERS, ANNEXES = 10, 700


@dataclass(frozen=True)
class Entry:
    """One line of the contents; `css` is b (book), c (chapter), s (section) or f (front matter)."""

    css: str
    number: str
    title: str
    page: str
    anchor: str


def cover(content: BookContent) -> Part:
    """The front cover; without arms of the region an empty shield stands in their place."""
    arms = content.arms or motif.shield(_("regional"), _("arms"), content.brand.primary)
    band = band_of(content.brand)
    return _part("cover", COVER, content, {"arms": arms, "band": band}, _there(arms, band))


def band_of(brand: Brand) -> Asset | None:
    """The band of the cover in the region's colours; None when it wants none."""
    if brand.motif == PLAIN:
        return None
    return motif.kawung(petal=brand.petal, seed=brand.accent)


def opening(content: BookContent, text_hash: str) -> Part:
    """Inner title, approval page, forewords."""
    photos = [foreword.photo for foreword in content.forewords]
    roles: dict[str, list[SignatureLine]] = {}
    for line in content.signatures:
        roles.setdefault(line.role, []).append(line)
    forewords = [
        {"anchor": f"depan.sambutan-{place}", "foreword": foreword, "text": _clean(foreword.html)}
        for place, foreword in enumerate(content.forewords, start=1)
    ]
    context = {"hash": _grouped(text_hash), "roles": roles.items(), "forewords": forewords}
    return _part("opening", OPENING, content, context, _there(*photos))


def divider(content: BookContent, part: BookPart, chapters: Sequence[ChapterMarkup]) -> Part:
    """The title page of one book within a volume."""
    context = {
        "part": part,
        "anchor": f"buku-{part.number}",
        "chapters": [chapter for chapter in chapters if chapter.book == part.number],
    }
    place = (part.number - 1) % MOST_BOOKS
    return _part("divider", DIVIDERS + place, content, context, name=f"buku-{part.number}")


def annex(content: BookContent, markup: ChapterMarkup) -> Part:
    """An annex, set like a chapter."""
    piece = markup.pieces[0]
    html = page(content.brand.dyed(piece.body), markup.title, content.language)
    css = stylesheet("book.css", content.brand.tokens)
    return Part(piece.name, html, css, ANNEXES + markup.number, piece.assets)


def contents(content: BookContent, entries: Sequence[Entry]) -> Part:
    """The table of contents."""
    return _part("contents", CONTENTS, content, {"entries": entries})


def lists(
    content: BookContent, chapters: Sequence[ChapterMarkup], pages: Mapping[str, str]
) -> Part | None:
    """Lists of tables, figures and abbreviations; None when the book has none of them."""
    tables = _by_book(content, chapters, lambda chapter: chapter.tables, pages)
    figures = _by_book(content, chapters, lambda chapter: chapter.figures, pages)
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
    band = band_of(content.brand)
    return _part("back", BACK, content, {"band": band}, _there(band))


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


def chapter_entries(
    chapters: Sequence[ChapterMarkup], pages: Mapping[str, str], books: Sequence[BookPart] = ()
) -> list[Entry]:
    """The lines of the contents for chapters and their sections, below their book in a volume."""
    entries = []
    waiting = {part.number: part for part in books}
    for chapter in chapters:
        if part := waiting.pop(chapter.book, None):
            anchor = f"buku-{part.number}"
            entries.append(Entry("b", part.code, part.title, pages[anchor], anchor))
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
    front: Sequence[Entry],
    chapters: Sequence[ChapterMarkup],
    has_works: bool,
    books: Sequence[BookPart] = (),
    annexes: Sequence[ChapterMarkup] = (),
) -> list[OutlineItem]:
    """The bookmarks of the file."""
    items = [OutlineItem(1, entry.title, entry.anchor) for entry in front]
    place = next(
        (n for n, entry in enumerate(front) if entry.anchor.startswith("daftar.")), len(items)
    )
    items.insert(place, OutlineItem(1, _("Contents"), "isi"))
    items += chapter_outline(chapters, books)
    if has_works:
        items.append(OutlineItem(1, _("Bibliography"), "pustaka"))
    items += chapter_outline(annexes)
    return [*items, OutlineItem(1, _("Colophon"), "kolofon")]


def chapter_outline(
    chapters: Sequence[ChapterMarkup], books: Sequence[BookPart] = ()
) -> list[OutlineItem]:
    """The bookmarks of chapters and their sections; one deeper within the books of a volume."""
    items = []
    top = 2 if books else 1
    waiting = {part.number: part for part in books}
    for chapter in chapters:
        if part := waiting.pop(chapter.book, None):
            items.append(OutlineItem(1, f"{part.code} {part.title}", f"buku-{part.number}"))
        items.append(OutlineItem(top, f"{chapter.name} {chapter.title}", chapter.anchor))
        items += [
            OutlineItem(top + heading.level, f"{heading.number} {heading.title}", heading.anchor)
            for heading in chapter.headings
        ]
    return items


def places(outline: Sequence[OutlineItem], chapters: Sequence[ChapterMarkup]) -> dict[str, str]:
    """Say what every place is called to which a link may lead, for people who hear it."""
    found = {item.anchor: item.title for item in outline}
    for chapter in chapters:
        for label in (*chapter.tables, *chapter.figures):
            found[label.anchor] = f"{label.name} {label.title}"
    return found


def _part(
    template: str,
    slot: int,
    content: BookContent,
    context: Mapping[str, Any],
    assets: Sequence[Any] = (),
    name: str = "",
) -> Part:
    body = render_to_string(f"masterplans/pdf/{template}.html", {"book": content, **context})
    html = page(body, content.full_title, content.language)
    shown = {asset.sha256: asset for asset in assets}
    css = stylesheet("book.css", content.brand.tokens)
    return Part(name or template, html, css, slot, shown)


def _there(*assets: Asset | None) -> list[Asset]:
    return [asset for asset in assets if asset is not None]


def _by_book(
    content: BookContent,
    chapters: Sequence[ChapterMarkup],
    labels: Callable[[ChapterMarkup], Sequence[Label]],
    pages: Mapping[str, str],
) -> list[Entry]:
    """The lines of a list; in a volume those of each book stand below its name."""
    codes = {part.number: part.code for part in content.books}
    entries: list[Entry] = []
    last = None
    for chapter in chapters:
        for label in labels(chapter):
            if codes and chapter.book != last:
                last = chapter.book
                name = codes.get(last, _("Annexes"))
                entries.append(Entry("b", "", name, "", ""))
            entries.append(_listed(label, pages))
    return entries


def _listed(label: Any, pages: Mapping[str, str]) -> Entry:
    return Entry("s", label.name, label.title, pages[label.anchor], label.anchor)


def _grouped(sha256: str) -> str:
    return " ".join(sha256[start : start + 8] for start in range(0, len(sha256), 8))


def _clean(html: str) -> str:
    return mark_safe(Text(html, {}, Numbering(0), level=2).markup)
