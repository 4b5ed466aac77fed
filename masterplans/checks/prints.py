"""How is a paragraph recognised in another region's book? By marks that survive names and numbers.

A paragraph is brought into a plain form, its groups of five words are hashed, and the smallest hashes
are its marks: equal paragraphs share all of them, nearly equal ones most.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from masterplans.checks.section_text import SectionReading
from masterplans.models import Masterplan, ParagraphPrint

FEWEST_WORDS = 30
GROUP, MARKS, SHARED = 5, 4, 3
MOST_ROWS = 4000
WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Print:
    digest: int
    marks: frozenset[int]
    words: int


@dataclass(frozen=True)
class Copy:
    """An older paragraph of another region's plan."""

    plan: int
    section: int
    region: str
    year: int
    shared: int


def print_of(text: str, names: Iterable[str]) -> Print | None:
    """Return the print of a paragraph; None for a short one. `names` are left out of it."""
    small = text.lower()
    for name in sorted(names, key=len, reverse=True):
        small = small.replace(name.lower(), " ")
    words = WORD.findall(small)
    if len(words) < FEWEST_WORDS:
        return None
    groups = {" ".join(words[at : at + GROUP]) for at in range(len(words) - GROUP + 1)}
    marks = sorted(_hash(group) for group in groups)[:MARKS]
    return Print(_hash(" ".join(words)), frozenset(marks), len(words))


def prints_of(section: SectionReading, names: Iterable[str]) -> dict[int, tuple[Print, Any]]:
    """Return the prints of a section's paragraphs by digest, each with its block."""
    found: dict[int, tuple[Print, Any]] = {}
    for block in section.blocks:
        if block.kind == "p" and (one := print_of(block.text, names)):
            found.setdefault(one.digest, (one, block))
    return found


def names_of(plan: Masterplan) -> list[str]:
    """Names that regions put in the place of each other's."""
    region = plan.enrolment.region
    names = [region.name, region.short_name]
    if region.province:
        names += [region.province.name, region.province.short_name]
    return names


def renew(prints: dict[int, list[Print]], now: datetime) -> None:
    """Store the prints of sections; paragraphs that were known keep the day on which they were first seen."""
    known: dict[int, set[int]] = defaultdict(set)
    rows = ParagraphPrint.objects.filter(section__in=prints).values_list("section_id", "digest")
    for section, digest in rows.distinct():
        known[section].add(digest)
    fresh = []
    for section, ones in prints.items():
        standing = {one.digest for one in ones}
        if vanished := known[section] - standing:
            ParagraphPrint.objects.filter(section=section, digest__in=vanished).delete()
        fresh += [
            ParagraphPrint(
                section_id=section, digest=one.digest, mark=mark, words=one.words, since=now
            )
            for one in ones
            if one.digest not in known[section]
            for mark in one.marks
        ]
    ParagraphPrint.objects.bulk_create(fresh, ignore_conflicts=True)


def copies_in(sections: Iterable[int], plan: Masterplan) -> dict[tuple[int, int], Copy]:
    """Return, by section and digest, the oldest paragraph of another region that says the same: two queries."""
    own: dict[tuple[int, int], list[Any]] = defaultdict(list)
    mine = ParagraphPrint.objects.filter(section__in=list(sections))
    by_mark: dict[int, list[Any]] = defaultdict(list)
    for row in mine:
        own[row.section_id, row.digest].append(row)
        by_mark[row.mark].append(row)
    others = (
        ParagraphPrint.objects.filter(mark__in=mine.order_by().values("mark"))
        .exclude(section__chapter__book__plan__enrolment__region=plan.enrolment.region_id)
        .order_by("since", "pk")
        .values_list(
            "mark", "digest", "words", "since", "section_id",
            "section__chapter__book__plan_id",
            "section__chapter__book__plan__enrolment__region__name",
            "section__chapter__book__plan__enrolment__cohort__year",
        )[:MOST_ROWS]
    )  # fmt: skip
    shared: dict[tuple[tuple[int, int], tuple], int] = defaultdict(int)
    for mark, digest, words, since, section, other, region, year in others:
        for row in by_mark[mark]:
            older = (since, section) < (row.since, row.section_id)
            if older and 0.75 <= words / row.words <= 1.34:
                shared[(row.section_id, row.digest), (digest, other, section, region, year)] += 1
    found: dict[tuple[int, int], Copy] = {}
    for (key, theirs), count in shared.items():
        enough = min(SHARED, len(own[key]))
        if count >= enough and (key not in found or count > found[key].shared):
            _digest, other, section, region, year = theirs
            found[key] = Copy(other, section, region, year, count)
    return found


def _hash(text: str) -> int:
    """A number of 63 bits: what a database calls a big integer."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1
