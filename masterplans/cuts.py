"""Where can a text be divided, and how do two texts become one? Between its outermost blocks."""

import re
from dataclasses import dataclass
from html import escape, unescape

from masterplans.comparing.pieces import parts
from masterplans.html import BEFORE_TABLE

HEADING = re.compile(r"<h[34]\b[^>]*>(.*)</h[34]>\s*\Z", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
LONGEST_TITLE = 160
SOURCE = "Sumber"


@dataclass(frozen=True)
class Cut:
    """A block of a text; `number` is its place, 0 the first, `heading` its words if it is one.

    `possible` says whether a text may begin with it: not the first block, not what stands directly
    below a heading, no table whose title and no source whose table would stay behind.
    """

    number: int
    markup: str
    heading: str
    possible: bool


def cuts(html: str) -> list[Cut]:
    """Return the blocks of a text, each saying whether the text can be divided before it."""
    blocks = parts(html)
    return [
        Cut(number, markup, heading_of(markup), _possible(blocks, number))
        for number, markup in enumerate(blocks)
    ]


def divided(html: str, number: int, *, without_heading: bool = False) -> tuple[str, str]:
    """Return the text before a block, and the text from there on."""
    blocks = parts(html)
    return "".join(blocks[:number]), "".join(blocks[number + bool(without_heading) :])


def joined(first: str, second: str, *, title: str = "") -> str:
    """Return one text of two; `title` stands as a heading over what was the second."""
    heading = f"<h3>{escape(title)}</h3>" if title and second else ""
    return f"{first}{heading}{second}"


def heading_of(markup: str) -> str:
    """Return the words of a heading; empty for every other block."""
    found = HEADING.match(markup)
    return " ".join(unescape(TAG.sub("", found[1])).split())[:LONGEST_TITLE] if found else ""


def _possible(blocks: list[str], number: int) -> bool:
    if number == 0 or heading_of(blocks[number - 1]):
        return False
    before, here = blocks[number - 1], blocks[number]
    titled = before.startswith(f"<p>{BEFORE_TABLE}") and here.startswith("<table")
    sourced = before.startswith(("<table", "<figure")) and here.startswith(f"<p>{SOURCE}")
    return not (titled or sourced)
