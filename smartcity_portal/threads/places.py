"""In which paragraphs of the books is something named, and which names mean nothing?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from django.urls import reverse
from django.utils.html import strip_tags
from lxml import etree, html

from masterplans.models import Masterplan, Section

PARAGRAPHS = ("p", "li", "td", "th", "h2", "h3", "h4", "figcaption", "caption", "blockquote")
EXAMPLE = re.compile(r"\s*\(contoh\)", re.IGNORECASE)
QUOTED = re.compile(r"quick[ -]?wins?\s+(?:\w+\s+)?[“\"«‘]([^”\"»’]{3,120})[”\"»’]", re.IGNORECASE)
CALLED = re.compile(r"[Qq]uick[ -]?[Ww]ins?\s+((?:[A-Z][\w’'-]+)(?:\s+(?:[A-Z0-9][\w’'-]*)){1,6})")
NO_NAMES = ("kota", "kabupaten", "provinsi", "tahun", "smart city", "dimensi", "buku", "bab ")
AROUND = 90


@dataclass(frozen=True)
class Place:
    """A paragraph of a section in which a name stands; `text` is the paragraph around it."""

    section: Section
    name: str
    text: str

    @property
    def where(self) -> str:
        chapter = self.section.chapter
        return f"{chapter.book.short}, {chapter.label}, {self.section}"

    @property
    def url(self) -> str:
        chapter = reverse("masterplans:chapter_detail", args=[self.section.chapter_id])
        return f"{chapter}#section-{self.section.pk}"


class Texts:
    """All texts of a plan, read once."""

    def __init__(self, plan: Masterplan) -> None:
        self.sections = list(
            Section.objects.filter(chapter__book__plan=plan)
            .select_related("chapter__book")
            .order_by("chapter__book__number", "chapter__number", "order")
        )
        self._paragraphs: dict[int, list[str]] = {}
        self._plain: dict[int, str] = {}

    def naming(self, name: str) -> list[Place]:
        """Return the paragraphs that name something, in reading order; one a section."""
        wanted = plain(name)
        found = []
        for section in self.sections if wanted else ():
            if wanted not in self._words(section):
                continue
            line = next((text for text in self._of(section) if wanted in plain(text)), "")
            if line:
                found.append(Place(section, name, _around(line, wanted)))
        return found

    def showing(self, kinds: Iterable[str]) -> list[Section]:
        """Return the sections that show a table of records of one of these kinds."""
        wanted = set(kinds)
        return [
            section
            for section in self.sections
            if wanted & {block.partition(":")[0] for block in section.blocks}
        ]

    def strangers(self, known: Iterable[str]) -> list[Place]:
        """Return the paragraphs that speak of a quick win by a name which nothing has."""
        names = [plain(name) for name in known]
        found = []
        for section in self.sections:
            if "quick" not in section.html.casefold():
                continue
            for text in self._of(section):
                for name in called(text):
                    said = plain(name)
                    if not any(said in one or one in said for one in names):
                        found.append(Place(section, name, _around(text, said)))
        return found

    def _words(self, section: Section) -> str:
        """All words of a section, whatever is bold in between."""
        if section.pk not in self._plain:
            self._plain[section.pk] = plain(unescape(strip_tags(section.html)))
        return self._plain[section.pk]

    def _of(self, section: Section) -> list[str]:
        if section.pk not in self._paragraphs:
            self._paragraphs[section.pk] = paragraphs(section.html)
        return self._paragraphs[section.pk]


def plain(text: str) -> str:
    """Make two spellings of a name the same: case, spaces and the mark of examples do not count."""
    return " ".join(EXAMPLE.sub("", text).replace("\xa0", " ").casefold().split())


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a section's HTML as plain text."""
    if not text.strip():
        return []
    try:
        tree = html.fragment_fromstring(text, create_parent="div")
    except (etree.ParserError, ValueError):
        return []
    blocks = [one for one in tree.iter(*PARAGRAPHS) if next(one.iter(*PARAGRAPHS)) is one]
    inner = [one for one in blocks if not any(child in blocks for child in one.iterdescendants())]
    return [" ".join(one.text_content().split()) for one in inner]


def called(text: str) -> list[str]:
    """Return what a paragraph calls quick wins: quoted names, and names in capitals."""
    names = [*QUOTED.findall(text), *CALLED.findall(text)]
    return [name for name in names if not plain(name).startswith(NO_NAMES)]


def _around(text: str, name: str) -> str:
    """Return the words before and after a name."""
    at = text.casefold().find(name)
    if at < 0 or len(text) <= 2 * AROUND + len(name):
        return text[: 3 * AROUND]
    first, last = max(0, at - AROUND), at + len(name) + AROUND
    words = text[first:last].strip()
    return f"{'… ' if first else ''}{words}{' …' if last < len(text) else ''}"
