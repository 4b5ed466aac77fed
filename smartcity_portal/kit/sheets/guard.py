"""Can a cell of ours run as a formula in somebody's spreadsheet? Marked on the way out, unmarked on the way in.

A text that a spreadsheet would take for a formula gets an apostrophe before it, which the
spreadsheet shows as text. Whoever reads the file back takes exactly one apostrophe away; a text
that has such an apostrophe of its own gets one more, so that nothing is lost either way.
"""

import re

STARTS = "=+\\-@\t\r\n＝＋－＠"
RISKY = re.compile(f"'*[{STARTS}]")
GUARDED = re.compile(f"'+[{STARTS}]")


def guarded(text: str) -> str:
    """Return the text as it may stand in a CSV file."""
    return f"'{text}" if RISKY.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text[1:] if GUARDED.match(text) else text
