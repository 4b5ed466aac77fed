"""Which part of a document belongs to which section? By the export's marks, else by its headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from lxml import html as tree

from masterplans.word.tidying import words_of

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NUMBERING = re.compile(
    r"^\s*(?:bab\s+[\divxlc]+[.:)]?\s*|(?P<number>\d+(?:\.\d+)*)[.)]?\s+|[ivxlc]+[.)]\s+|[a-z][.)]\s+)",
    re.I,
)
CHAPTER_LINE = re.compile(r"^\s*(?:bab|chapter)\s+[\divxlc]+\s*[.:]?\s*$", re.I)
CHAPTER_TITLE = re.compile(r"^\s*(?:bab|chapter)\s+[\divxlc]+\b", re.I)
ALIKE = 0.86
ALIKE_WITH_NUMBER = 0.5
LONGEST_HEADING = 200


@dataclass(frozen=True)
class Place:
    """A section that a part may go into."""

    pk: int
    number: str
    title: str


@dataclass
class Part:
    """A run of the document below one heading; `section` is where it belongs, None while unknown.

    `version` is the version that was exported, when the file says so; `stranger` that the file
    marks it as a section of another chapter.
    """

    title: str = ""
    level: int = 0
    section: int | None = None
    version: int | None = None
    stranger: bool = False
    blocks: list[Any] = field(default_factory=list)

    @property
    def is_marked(self) -> bool:
        return self.version is not None


def cut(
    html: str, places: Sequence[Place], *, chapter: str, whole: int | None = None
) -> list[Part]:
    """Cut a document into parts; with `whole` it is meant for that one section."""
    blocks = list(tree.fragment_fromstring(html or "", create_parent="div"))
    if whole is not None and not any(block.get("data-section") for block in blocks):
        place = next(place for place in places if place.pk == whole)
        return [Part(place.title, 0, whole, blocks=_without_title(blocks, chapter, place.title))]
    return _Cutter(places, chapter).cut(blocks)


def likeness(one: str, other: str) -> float:
    """Say how alike two titles are, from 0 to 1, their numbers left aside."""
    return SequenceMatcher(None, bare(one), bare(other), autojunk=False).ratio()


def bare(title: str) -> str:
    """Return a title without number, case and punctuation."""
    title = NUMBERING.sub("", title, count=1)
    return " ".join(re.sub(r"[^\w]+", " ", title.casefold()).split())


def number_of(title: str) -> str:
    found = NUMBERING.match(title)
    return (found["number"] or "") if found else ""


def html_of(part: Part) -> str:
    """Return the part as a section's text: its highest headings become headings of the section."""
    inside = sorted({_level(block) for block in part.blocks if _level(block)})
    if part.is_marked:
        inside = [part.level + 1]
    out = []
    for block in part.blocks:
        if level := _level(block):
            block.tag = "h3" if level <= inside[0] else "h4"
        for name in ("data-section", "data-anchor"):
            block.attrib.pop(name, None)
        block.tail = None
        out.append(tree.tostring(block, encoding="unicode"))
    return "".join(out)


class _Cutter:
    """Walks through the document once; every section is found at most once."""

    def __init__(self, places: Sequence[Place], chapter: str) -> None:
        self.places, self.chapter = list(places), chapter
        self.parts: list[Part] = []

    def cut(self, blocks: list[Any]) -> list[Part]:
        matches = self._matches(blocks)
        part = Part()
        for number, block in enumerate(blocks):
            heading = _level(block)
            marked = _mark_of(block)
            found = matches.get(number)
            title = words_of(block)
            if found is None and not self.parts and not part.blocks and self._is_chapter(block):
                continue
            starts = found is not None or marked is not None
            starts = starts or bool(heading and heading <= (part.level or 7))
            if not starts:
                part.blocks.append(block)
                continue
            self._close(part)
            part = Part(title, heading or 2, found)
            if marked and found is not None:
                part.version = marked[1]
            part.stranger = marked is not None and found is None
            if found is None:
                part.blocks.append(block)
        self._close(part)
        return self.parts

    def _close(self, part: Part) -> None:
        if part.blocks or part.section is not None:
            self.parts.append(part)

    def _is_chapter(self, block: Any) -> bool:
        title = words_of(block)
        if CHAPTER_LINE.match(title):
            return True
        names = CHAPTER_TITLE.match(title) or likeness(title, self.chapter) >= ALIKE
        return bool(_level(block)) and bool(names)

    def _matches(self, blocks: list[Any]) -> dict[int, int]:
        """Return the section of every block that begins one: marks first, then equal, then alike."""
        known = {place.pk: place for place in self.places}
        found: dict[int, int] = {}
        for number, block in enumerate(blocks):
            mark = _mark_of(block)
            if mark and mark[0] in known and mark[0] not in found.values():
                found[number] = mark[0]
        for judge in (self._is_equal, self._is_alike):
            for number, block in enumerate(blocks):
                if number in found or _mark_of(block) or not _may_head(block):
                    continue
                free = [place for place in self.places if place.pk not in found.values()]
                best = max(free, key=lambda place: judge(block, place), default=None)
                if best is not None and judge(block, best):
                    found[number] = best.pk
        return found

    @staticmethod
    def _is_equal(block: Any, place: Place) -> float:
        title = words_of(block)
        if bare(title) != bare(place.title) or not bare(title):
            return 0
        return 2 if number_of(title) == place.number else 1

    @staticmethod
    def _is_alike(block: Any, place: Place) -> float:
        if not _level(block):
            return 0
        title = words_of(block)
        ratio = likeness(title, place.title)
        same_number = bool(number_of(title)) and number_of(title) == place.number
        enough = ratio >= (ALIKE_WITH_NUMBER if same_number else ALIKE)
        return ratio if enough else 0


def _without_title(blocks: list[Any], chapter: str, title: str) -> list[Any]:
    """Leave out headings at the top that only repeat where the text stands."""
    rest = list(blocks)
    while rest and len(rest) > 1:
        words = words_of(rest[0])
        repeats = likeness(words, title) >= ALIKE or likeness(words, chapter) >= ALIKE
        if not (CHAPTER_LINE.match(words) or (repeats and _may_head(rest[0]))):
            break
        rest.pop(0)
    return rest


def _level(block: Any) -> int:
    return int(block.tag[1]) if block.tag in HEADINGS else 0


def _mark_of(block: Any) -> tuple[int, int] | None:
    value = block.get("data-section")
    if not value:
        return None
    pk, _colon, version = value.partition(":")
    return int(pk), int(version)


def _may_head(block: Any) -> bool:
    """A heading by style, or a short line set in bold or numbered like one."""
    if _level(block):
        return True
    words = words_of(block)
    if block.tag != "p" or len(words) > LONGEST_HEADING or not words:
        return False
    bold = "".join("".join(words_of(one).split()) for one in block.iter("strong"))
    return bold == "".join(words.split()) or bool(NUMBERING.match(words))
