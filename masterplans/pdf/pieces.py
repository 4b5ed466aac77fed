"""Where may a long chapter be cut, so that no document grows beyond what one process sets well?

Only before a section. The cut depends on how much each section holds, not on its layout: nothing is
printed to learn where to cut, and an edit moves the cuts only when it moves pages by the dozen.
"""

import re

LONGEST_PIECE = 26.0  # pages, roughly
SHORTEST_PIECE = 8.0
CHARACTERS_PER_PAGE = 2600
PAGES_PER_ROW = 0.035
PAGES_PER_PICTURE = 0.4


def pages_of(markup: str) -> float:
    """Guess how many pages a section fills."""
    characters = len(re.sub(r"<[^>]*>", "", markup))
    rows = markup.count("<tr")
    pictures = markup.count("<img") + markup.count("<svg")
    return characters / CHARACTERS_PER_PAGE + rows * PAGES_PER_ROW + pictures * PAGES_PER_PICTURE


def ends_before(weight: float, filled: float) -> bool:
    """Say whether a piece that fills `filled` pages ends before a section of `weight` pages."""
    return filled >= SHORTEST_PIECE and filled + weight > LONGEST_PIECE
