"""Which signs can be printed? Those that one of the installed fonts draws; the others are named, never drawn as boxes."""

import functools
import re
import unicodedata

from smartcity_portal.kit.pdf import FONTS

COMMON = ("NotoSerif-Regular.ttf", "NotoSans-Regular.ttf")
# Everyday signs, that every text font has: nothing has to be read to know them.
UNUSUAL = re.compile("[^\t\n\r -~\xa0-\u017f\u200b\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff]")
CHOOSERS = re.compile("[\ufe00-\ufe0f\U000e0020-\U000e007f]")
JOINED = re.compile("\x00(?:[\u200d\x00]*\x00)?")
BOX = "\u25a1"


def unprintable(text: str) -> list[str]:
    """Return the signs of a text that no font draws, each once, in order."""
    unusual = dict.fromkeys(UNUSUAL.findall(text))
    return [sign for sign in unusual if not (INVISIBLE.match(sign) or _is_drawn(sign))]


def printable(text: str) -> str:
    """Return a text without pictograms that no font draws; a letter leaves an empty square."""
    if not UNUSUAL.search(text):
        return text
    text = CHOOSERS.sub("", text)
    missing = unprintable(text)
    if not missing:
        return text
    table = {ord(sign): BOX if unicodedata.category(sign)[0] in "LN" else "\0" for sign in missing}
    return JOINED.sub("", text.translate(table))


def name_of(sign: str) -> str:
    """Say which sign is meant, for a screen that may not show it either."""
    return f"{sign} (U+{ord(sign):04X})"


def _is_drawn(sign: str) -> bool:
    return ord(sign) in _common() or ord(sign) in _all()


@functools.cache
def _common() -> frozenset[int]:
    return _drawn_by(*COMMON)


@functools.cache
def _all() -> frozenset[int]:
    return _drawn_by(*sorted(file.name for file in FONTS.glob("*-Regular.ttf")))


def _drawn_by(*names: str) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for name in names:
        if (FONTS / name).is_file():
            with TTFont(FONTS / name, lazy=True) as font:
                found.update(font.getBestCmap() or ())
    return frozenset(found)
