"""What are the tables, figures, sections and blocks of a plan called? The same numbers as in print."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from typing import Any

from django.db.models import Q
from django.urls import reverse

from masterplans.models import BibliographyEntry, Masterplan, Section
from masterplans.pdf.blocks import BLOCKS
from masterplans.pdf.citations import citation, names_of
from masterplans.pdf.content import SourceRow
from masterplans.pdf.measure import count
from masterplans.pdf.numbering import Label, Numbering, with_text_levels
from masterplans.pdf.plan_context import plan_records
from masterplans.pdf.records import PlanRecords
from smartcity_portal.kit.formats import day

REFERENCE = re.compile(r'<a data-ref="([^"]+)">(.*?)</a>')
CITATION = re.compile(r"<cite\b([^>]*)>(.*?)</cite>")
ATTRIBUTE = re.compile(r'data-(source|at)="([^"]*)"')
LIVE = ("<a data-ref=", "<cite ")


@dataclass(frozen=True)
class Place:
    """A numbered thing of a plan: what it is called, where it stands."""

    ref: str
    name: str
    title: str
    book: int
    book_name: str
    chapter: int
    anchor: str

    @property
    def url(self) -> str:
        page = reverse("masterplans:chapter_detail", kwargs={"pk": self.chapter})
        return f"{page}#{self.anchor}"

    def seen_from(self, book: int) -> str:
        """Its name, with the book's when that is another one."""
        return self.name if book == self.book else f"{self.name} {self.book_name}"


class Places:
    """The places of a plan, found by what references call them; one's own chapter goes first."""

    def __init__(self) -> None:
        self.rows: list[Place] = []
        self._known: dict[str, Place] = {}
        self._inside: dict[tuple[int, str], Place] = {}

    def add(self, place: Place) -> None:
        self.rows.append(place)
        self._known.setdefault(place.ref, place)
        self._inside.setdefault((place.chapter, place.ref), place)

    def find(self, ref: str, chapter: int) -> Place | None:
        return self._inside.get((chapter, ref)) or self._known.get(ref)


def places(
    plan: Masterplan, refs: Iterable[str] | None = None, *, fresh: Section | None = None
) -> Places:
    """Return the places of a plan; with `refs` only the chapters are read that may hold them.

    `fresh` is a section whose text is not stored yet.
    """
    sections = Section.objects.filter(chapter__book__plan=plan)
    if refs is not None:
        holders = _holders(sections, set(refs)) | ({fresh.chapter_id} if fresh else set())
        sections = sections.filter(chapter__in=holders)
    rows = list(
        sections.select_related("chapter__book").order_by(
            "chapter__book__number", "chapter__number", "order"
        )
    )
    records = plan_records(plan) if any(section.blocks for section in rows) else None
    found = Places()
    chapters: dict[int, list[Section]] = {}
    for section in rows:
        if fresh is not None and section.pk == fresh.pk:
            section.html = fresh.html
        chapters.setdefault(section.chapter_id, []).append(section)
    for own in chapters.values():
        for place in _places_of(own, records):
            found.add(place)
    return found


def number_sections(
    sections: Iterable[Section], records: PlanRecords | None, numbering: Numbering
) -> None:
    """Number everything that sections of one chapter show, in reading order."""
    for section, text_level in with_text_levels(sections):
        numbering.heading(section.title, section.level, f"section:{section.pk}")
        count(section.html, text_level, numbering)
        for name in section.blocks if records else ():
            kind, _colon, dimension = name.partition(":")
            if kind in BLOCKS:
                BLOCKS[kind].context(records, numbering, dimension)  # type: ignore[arg-type]


def ref_of(key: str) -> str:
    """Return what references call a key of the numbering: keys of blocks bear no word before them."""
    return key if key.partition(":")[0] in ("table", "figure", "section") else f"block:{key}"


def names_in(plan: Masterplan) -> dict[str, str]:
    """Return what texts call the works of a plan."""
    return names_of(sources_of(plan))


def sources_of(plan: Masterplan) -> list[SourceRow]:
    """Return the works of a plan as plain data."""
    return [
        SourceRow(
            key=row.key,
            authors=row.authors,
            title=row.title,
            year=row.year,
            publisher=row.publisher,
            place=row.place,
            url=row.url,
            accessed=day(row.accessed_on) if row.accessed_on else "",
        )
        for row in BibliographyEntry.objects.filter(plan=plan)
    ]


def source_of(row: dict[str, str]) -> SourceRow:
    """Return a work as it was kept with a text: `accessed_on` is a day as 2019-10-11, or empty."""
    facts = dict(row)
    read_on = facts.pop("accessed_on", "")
    return SourceRow(accessed=day(date.fromisoformat(read_on)) if read_on else "", **facts)


def refs_in(texts: Iterable[str]) -> set[str]:
    """Return what some texts refer to."""
    return {found[1] for text in texts for found in REFERENCE.finditer(text)}


def sources_in(texts: Iterable[str]) -> set[str]:
    """Return the keys of the works that some texts cite."""
    return {
        _attributes(found[1]).get("source", "")
        for text in texts
        for found in CITATION.finditer(text)
    }


def written(text: str, section: Section) -> str:
    """Write what citations and references of a text say now; what is gone keeps its last name."""
    if not any(sign in text for sign in LIVE):
        return text
    plan, book = section.plan, section.chapter.book.number
    names = names_in(plan) if "<cite " in text else {}
    refs = refs_in([text])
    fresh = Section(pk=section.pk, chapter=section.chapter, html=text)
    known = places(plan, refs, fresh=fresh) if refs else Places()

    def refer(found: re.Match[str]) -> str:
        place = known.find(found[1], section.chapter_id)
        told = escape(place.seen_from(book), quote=False) if place else found[2]
        return f'<a data-ref="{found[1]}">{told or "?"}</a>'

    def cite(found: re.Match[str]) -> str:
        return f"<cite{found[1]}>{escape(_cited(found, names), quote=False)}</cite>"

    return CITATION.sub(cite, REFERENCE.sub(refer, text))


def broken(section: Section) -> list[str]:
    """Name what the text of a section refers to or cites and what is no longer there."""
    text = section.html
    if not any(sign in text for sign in LIVE):
        return []
    refs = refs_in([text])
    known = places(section.plan, refs) if refs else Places()
    names = names_in(section.plan)
    gone = [
        unescape(found[2])
        for found in REFERENCE.finditer(text)
        if known.find(found[1], section.chapter_id) is None
    ]
    return gone + [
        unescape(found[2])
        for found in CITATION.finditer(text)
        if _attributes(found[1]).get("source") not in names
    ]


def _cited(found: re.Match[str], names: Mapping[str, str]) -> str:
    parts = _attributes(found[1])
    key = parts.get("source", "")
    if key in names:
        return citation(names[key], unescape(parts.get("at", "")))
    return unescape(found[2]) or f"({key})"


def _attributes(text: str) -> dict[str, str]:
    return dict(ATTRIBUTE.findall(text))


def _holders(sections: Any, refs: set[str]) -> set[int]:
    """Return the chapters that may hold what is referred to."""
    wanted = Q(pk__in=[ref.partition(":")[2] for ref in refs if ref.startswith("section:")])
    for ref in refs:
        kind, _colon, mark = ref.partition(":")
        if kind in ("table", "figure"):
            # Texts that were stored before things bore names are named while they are read.
            wanted |= Q(html__contains=f'id="{mark}"') | Q(html__contains=f"<{kind}>")
    found = set(sections.filter(wanted).values_list("chapter", flat=True))
    if any(ref.startswith("block:") for ref in refs):
        rows = sections.values_list("chapter", "blocks")
        found |= {chapter for chapter, blocks in rows if blocks}
    return found


def _places_of(sections: list[Section], records: PlanRecords | None) -> Iterable[Place]:
    chapter = sections[0].chapter
    numbering = Numbering(chapter.number)
    number_sections(sections, records, numbering)
    book = chapter.book
    for key, label in numbering.keys.items():
        yield place_of(key, label, book=book.number, book_name=book.short, chapter=chapter.pk)


def place_of(key: str, label: Label, *, book: int, book_name: str, chapter: int) -> Place:
    anchor = key.replace(":", "-") if key.startswith("section:") else label.anchor
    return Place(ref_of(key), label.name, label.title, book, book_name, chapter, anchor)
