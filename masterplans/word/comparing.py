"""Which blocks of a text came back unchanged? Two texts are compared by what can be read in them."""

import re
from difflib import SequenceMatcher
from typing import Any

from lxml import html as tree

ALIKE_SIGNS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "\u2011": "-",
        "\u00ad": None,
        "\u200b": None,
    }
)
MARKS = {"strong": "b", "b": "b", "em": "i", "i": "i", "sub": "_", "sup": "^"}
PARAGRAPHS = {"p", "br", "div", "h3", "h4"}


def same(one: str, other: str) -> bool:
    """Say whether two texts read the same, whatever Word did to their markup."""
    return fingerprints(one) == fingerprints(other)


def merged(base: str, incoming: str) -> str:
    """Return `incoming`, with every block that did not change as it stands in `base`.

    Word knows less than the portal; where nothing was changed, nothing gets lost on the way.
    """
    before, after = _blocks(base), _blocks(incoming)
    old, new = [fingerprint(one) for one in before], [fingerprint(one) for one in after]
    out: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        rows = before[a:b] if tag == "equal" else after[c:d]
        out += [tree.tostring(row, encoding="unicode", with_tail=False) for row in rows]
    return "".join(out)


def fingerprints(html: str) -> list[str]:
    return [fingerprint(block) for block in _blocks(html)]


def fingerprint(block: Any) -> str:
    """Return what can be read in a block, with its shape, in one line."""
    if block.tag == "table":
        return "table" + "".join(_row(row) for row in block.iter("tr"))
    if block.tag in ("ul", "ol"):
        return _list(block)
    if block.tag == "figure":
        return "figure" + _inline(block)
    return block.tag + _inline(block)


def _blocks(html: str) -> list[Any]:
    root = tree.fragment_fromstring(html or "", create_parent="div")
    return [block for block in root if fingerprint(block) not in ("p", "h3", "h4", "ul", "ol")]


def _row(row: Any) -> str:
    cells = (
        f"|{cell.tag}{_span(cell, 'colspan')}{_span(cell, 'rowspan')}:{_inline(cell, head=cell.tag == 'th')}"
        for cell in row
        if cell.tag in ("td", "th")
    )
    return "\n" + "".join(cells)


def _span(cell: Any, name: str) -> str:
    value = cell.get(name, "1")
    return f"{name[0]}{value}" if value != "1" else ""


def _list(block: Any) -> str:
    items = []
    for item in block:
        inner = "".join(_list(one) for one in item if one.tag in ("ul", "ol"))
        items.append(f"*{_inline(item)}{inner}")
    return block.tag + "[" + "".join(items) + "]"


def _inline(element: Any, *, head: bool = False) -> str:
    """Return the words with their marks; a mark counts where it stands on a letter, not on a space."""
    letters: list[tuple[str, str]] = []
    _collect(element, frozenset(), letters, head=head)
    out: list[str] = []
    now, space = "", False
    for text, marks in letters:
        if text.isspace():
            space = True
            continue
        if space and out:
            out.append(" ")
        if marks != now:
            out.append(f"<{marks}>")
            now = marks
        out.append(text)
        space = False
    return ":" + "".join(out)


def _collect(
    element: Any, marks: frozenset[str], letters: list[tuple[str, str]], *, head: bool
) -> None:
    _letters(element.text, marks, letters)
    for child in element:
        inner = marks
        if child.tag in ("ul", "ol", "table"):
            letters.append((" ", ""))
        elif child.tag == "img":
            letters.append((f"[{_picture(child)}|{_words(child.get('alt', ''))}]", ""))
        elif child.get("data-footnote"):
            letters.append((f"[^{_words(child.get('data-footnote'))}]", ""))
        elif child.tag == "cite":
            letters.append(
                (f"[@{child.get('data-source')} {_words(child.get('data-at', ''))}]", "")
            )
        elif child.get("data-ref"):
            letters.append((f"[#{child.get('data-ref')}]", ""))
        else:
            if child.tag in PARAGRAPHS:
                letters.append((" ", ""))
            if child.tag in MARKS and not (head and MARKS[child.tag] == "b"):
                inner = marks | {MARKS[child.tag]}
            if child.tag == "a" and child.get("href"):
                inner = marks | {child.get("href").rstrip("/")}
            if child.tag == "figcaption":
                letters.append(("|", ""))
            _collect(child, inner, letters, head=head)
            if child.tag in PARAGRAPHS:
                letters.append((" ", ""))
        _letters(child.tail, marks, letters)


def _letters(text: str | None, marks: frozenset[str], letters: list[tuple[str, str]]) -> None:
    name = " ".join(sorted(marks))
    for letter in (text or "").translate(ALIKE_SIGNS):
        letters.append((letter, name))


def _picture(image: Any) -> str:
    return image.get("src", "").rpartition("/")[2]


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(ALIKE_SIGNS)).strip()
