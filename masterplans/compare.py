"""What changed between two texts? Their paragraphs side by side, the changed ones marked."""

import difflib
import html
import re
from dataclasses import dataclass

import nh3

ENDS = re.compile(r"</(?:p|h3|h4|li|tr|blockquote|figcaption)>|<br>")


@dataclass(frozen=True)
class Line:
    """A paragraph before and after; `kind` is same, changed, added or removed."""

    kind: str
    old: str
    new: str


def lines(old: str, new: str) -> list[Line]:
    """Return both texts paragraph by paragraph."""
    before, after = paragraphs(old), paragraphs(new)
    found: list[Line] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        left, right = before[a:b], after[c:d]
        if tag == "equal":
            found += [Line("same", text, text) for text in left]
            continue
        length = max(len(left), len(right))
        left += [""] * (length - len(left))
        right += [""] * (length - len(right))
        found += [_changed(one, two) for one, two in zip(left, right, strict=True)]
    return found


def paragraphs(text: str) -> list[str]:
    """Return what can be read, one paragraph, list item or table row at a time."""
    cells = text.replace("</td><td", "</td> · <td").replace("</th><th", "</th> · <th")
    plain = [nh3.clean(part, tags=set()) for part in ENDS.split(cells)]
    return [" ".join(html.unescape(part).split()) for part in plain if part.strip()]


def _changed(old: str, new: str) -> Line:
    return Line("added" if not old else "removed" if not new else "changed", old, new)
