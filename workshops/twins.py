"""Which rows of different groups say the same? Suggested for merging, never merged by themselves."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from masterplans.models import (
    ActionItem,
    GapItem,
    PlanProgram,
    QuickWin,
    ReadinessItem,
    SwotItem,
)
from workshops.models import Worksheet

# The words of a row that two groups may have written alike.
WORDS: dict[type, str] = {
    ReadinessItem: "indicator",
    SwotItem: "statement",
    GapItem: "gap",
    PlanProgram: "name",
    ActionItem: "action",
    QuickWin: "name",
}
ALIKE = 0.6
SMALL = frozenset(
    {
        "dan",
        "yang",
        "di",
        "ke",
        "dari",
        "untuk",
        "pada",
        "dengan",
        "oleh",
        "dalam",
        "atau",
        "contoh",
    }
)


@dataclass(frozen=True)
class Twin:
    """Two rows that look alike, the older one first; `share` of their words is common."""

    first: Any
    second: Any
    share: float

    @property
    def key(self) -> str:
        return f"{self.first.pk}-{self.second.pk}"


def twins_of(worksheet: Worksheet) -> list[Twin]:
    """Return the pairs of a worksheet that look alike and were not told to differ, most alike first."""
    rows = list(worksheet.rows.select_related("agency", "origin").order_by("pk"))
    apart = set(worksheet.kept_apart)
    found = [twin for twin in _alike(rows) if twin.key not in apart]
    return sorted(found, key=lambda twin: -twin.share)


def words_of(row: Any) -> frozenset[str]:
    """Return the words that carry the sense of a row."""
    text = str(getattr(row, WORDS[type(row)])).lower()
    return frozenset(re.findall(r"\w{2,}", text)) - SMALL


def _alike(rows: Iterable[Any]) -> Iterable[Twin]:
    """Compare only rows that share a word, so that 400 rows take milliseconds."""
    known = {row.pk: (row, words_of(row)) for row in rows}
    sharing: dict[str, list[int]] = defaultdict(list)
    for pk, (_row, words) in known.items():
        for word in words:
            sharing[word].append(pk)
    pairs = {pair for together in sharing.values() for pair in combinations(together, 2)}
    for one, other in sorted(pairs):
        (first, mine), (second, theirs) = known[one], known[other]
        share = len(mine & theirs) / len(mine | theirs)
        if share >= ALIKE and _comparable(first, second):
            yield Twin(first, second, share)


def _comparable(first: Any, second: Any) -> bool:
    """A strength is no twin of a weakness."""
    return not isinstance(first, SwotItem) or first.quadrant == second.quadrant
