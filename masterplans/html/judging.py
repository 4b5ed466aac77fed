"""What keeps a text from being taken as it came, and what can be read in it?"""

import re

import nh3
from django.utils.translation import gettext as _

MOST_ROWS = 500
DEEPEST = 100
LOST_SIGN = "\ufffd"


def why_refused(text: str) -> str:
    """Say why a text cannot be taken as it came; empty when it can."""
    lost = text.count(LOST_SIGN)
    if lost > 2 and lost * 50 > len(text):
        return _(
            "The text arrived in a character set that cannot be read. Nothing was changed; copy it again as plain text."
        )
    if _depth(text) > DEEPEST:
        return _(
            "The text is nested too deeply to be read. Nothing was changed; copy it again as plain text."
        )
    for table in re.split(r"(?i)<table\b", text)[1:]:
        rows = len(re.findall(r"(?i)<tr\b", table.partition("</table")[0]))
        if rows > MOST_ROWS:
            return _(
                "A table in the text has %(rows)d rows; up to %(most)d can be read in a book. Attach the whole list to the records and show a summary here."
            ) % {"rows": rows, "most": MOST_ROWS}
    return ""


def _depth(text: str) -> int:
    """How many boxes, lists and tables stand inside each other at most?"""
    deepest = now = 0
    for closing in re.findall(r"(?i)<(/?)(?:div|span|font|blockquote|ul|ol|table|section)\b", text):
        now = max(now - 1, 0) if closing else now + 1
        deepest = max(deepest, now)
    return deepest


def undescribed(text: str) -> int:
    """Count the pictures that nobody has put into words yet."""
    pictures = re.findall(r"<img\b[^>]*>", text)
    return sum(not re.search(r'\balt="\s*[^"\s]', picture) for picture in pictures)


def is_empty(text: str) -> bool:
    """Say whether nothing can be read in `text`: no word, no picture."""
    words = nh3.clean(text, tags=set()).replace("&nbsp;", " ").replace("\xa0", " ")
    return not words.strip() and "<img" not in text


def word_count(text: str) -> int:
    """Count the words a person reads."""
    return len(re.sub(r"<[^>]+>", " ", text).split())
