"""From which pieces can two texts be merged? Paragraph by paragraph, with a choice where they differ."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import html as tree

from masterplans.comparing.sequences import paired

PRESENT, MINE, BOTH = "present", "mine", "both"


@dataclass(frozen=True)
class Piece:
    """What stands in one place of the present text and of the one kept beside it.

    `suggested` is what only one side has touched since both were the same; empty: somebody chooses.
    """

    number: int
    present: str
    mine: str
    suggested: str = ""

    @property
    def is_same(self) -> bool:
        return self.present == self.mine

    @property
    def options(self) -> tuple[str, ...]:
        return (PRESENT, MINE, BOTH) if self.present and self.mine else (PRESENT, MINE)

    def taken(self, choice: str) -> str:
        """Return the markup of a choice."""
        return {PRESENT: self.present, MINE: self.mine, BOTH: self.present + self.mine}[choice]


def pieces(present: str, mine: str, base: str | None = None) -> list[Piece]:
    """Return both texts piece by piece; `base` is the text that both began with, when it is known."""
    one, two = parts(present), parts(mine)
    known = set(parts(base)) if base is not None else None
    words = [[_words(part) for part in side] for side in (one, two)]

    def likeness(i: int, j: int) -> float:
        left, right = words[0][i], words[1][j]
        return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0

    found: list[Piece] = []
    for i, j in paired(one, two, likeness):
        here = one[i] if i is not None else ""
        there = two[j] if j is not None else ""
        found.append(Piece(len(found), here, there, _suggested(here, there, known)))
    return found


def merged(found: list[Piece], choices: Mapping[int, str]) -> str | None:
    """Return the merged text; None while a piece waits for its choice."""
    parts_taken = []
    for piece in found:
        choice = PRESENT if piece.is_same else choices.get(piece.number, "")
        if choice not in piece.options:
            return None
        parts_taken.append(piece.taken(choice))
    return "".join(parts_taken)


def parts(text: str) -> list[str]:
    """Return the outermost elements of a section's text as markup."""
    if not text.strip():
        return []
    root = tree.fragment_fromstring(text, create_parent="div")
    return list(_outermost(root))


def _outermost(root: tree.HtmlElement) -> Iterator[str]:
    for child in root:
        child.tail = None
        yield tree.tostring(child, encoding="unicode")


def _suggested(present: str, mine: str, known: set[str] | None) -> str:
    if known is not None:
        if (present in known) if present else (mine not in known):
            return MINE
        if (mine in known) if mine else (present not in known):
            return PRESENT
        return ""
    return "" if present and mine else PRESENT if present else MINE


def _words(part: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", re.sub(r"<[^>]+>", " ", part).lower()))
