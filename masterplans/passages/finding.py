"""Where do some words stand in a flat text, and where did they move to?"""

from collections.abc import Iterable
from difflib import SequenceMatcher

from diff_match_patch import diff_match_patch

from masterplans.passages.flat import Passage, plain

EDGE = 60
LIKE_ENOUGH = 0.5
PATTERN = 32
ENOUGH_LETTERS = 25
SECONDS = 0.3
Changes = list[tuple[int, str]]


def find(
    text: str, quote: str, *, prefix: str = "", suffix: str = "", near: int | None = None
) -> Passage | None:
    """Find `quote` word for word; among several, the one in the most similar surroundings."""
    quote = plain(quote)
    places = list(_occurrences(text, quote)) if quote else []
    if not places:
        return None

    def fits(at: int) -> tuple[int, int]:
        here = Passage(at, at + len(quote), quote)
        like = likeness_around(text, here, prefix, suffix)
        return like, -abs(at - near) if near is not None else -at

    best = max(places, key=fits)
    return Passage(best, best + len(quote), quote)


def changes(old: str, new: str) -> Changes:
    """Work out by which steps one flat text becomes another."""
    engine = diff_match_patch()
    engine.Diff_Timeout = SECONDS
    return engine.diff_main(old, new)


def follow(steps: Changes, new: str, was: Passage) -> Passage | None:
    """Find a passage of the old text in the new one although its words changed or moved."""
    engine = diff_match_patch()
    start, end = engine.diff_xIndex(steps, was.start), engine.diff_xIndex(steps, was.end)
    found = _trimmed(new, start, end)
    if found and _like(found.words, was.words):
        return found
    return fuzzy(new, was.words, near=start) if len(was.words) >= ENOUGH_LETTERS else None


def fuzzy(text: str, quote: str, *, near: int = 0, least: float = LIKE_ENOUGH) -> Passage | None:
    """Find words that are nearly the quote, near a place."""
    engine = diff_match_patch()
    engine.Match_Distance = max(len(text), 1000)
    engine.Match_Threshold = 0.4
    start = engine.match_main(text, quote[:PATTERN], near)
    if start < 0:
        return None
    tail = quote[-PATTERN:]
    end = engine.match_main(text, tail, start + len(quote) - len(tail))
    end = end + len(tail) if end >= start else start + len(quote)
    found = _trimmed(text, start, min(end, len(text), start + 2 * len(quote) + PATTERN))
    return found if found and _like(found.words, quote, least) else None


def likeness_around(text: str, passage: Passage, prefix: str, suffix: str) -> int:
    """Count the letters that stand around a passage as they did around the remembered one."""
    before, after = around(text, passage)
    return _common_end(before, prefix) + _common_start(after, suffix)


def cut(passage: Passage, length: int) -> Passage:
    """Return no more of a passage than so many letters."""
    if passage.end - passage.start <= length:
        return passage
    return Passage(passage.start, passage.start + length, passage.words[:length])


def around(text: str, passage: Passage) -> tuple[str, str]:
    """Return what stands before and after a passage."""
    return (
        text[max(0, passage.start - EDGE) : passage.start],
        text[passage.end : passage.end + EDGE],
    )


def _occurrences(text: str, quote: str) -> Iterable[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _common_end(text: str, prefix: str) -> int:
    return _common_start(text[::-1], prefix[::-1])


def _common_start(text: str, suffix: str) -> int:
    """Count equal letters from the start on; spaces do not count, browsers differ in them."""
    one, two = text.replace(" ", ""), "".join(suffix.split())
    count = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        count += 1
    return count


def _trimmed(text: str, start: int, end: int) -> Passage | None:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return Passage(start, end, text[start:end]) if end > start else None


def _like(one: str, two: str, least: float = LIKE_ENOUGH) -> bool:
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.quick_ratio() >= least and matcher.ratio() >= least
