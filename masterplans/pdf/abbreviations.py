"""Which abbreviations does a book explain? Those that its texts write out, and those kept in a list."""

import re
from collections.abc import Iterable

SHORT = r"[A-Z][A-Za-z0-9&/-]{1,19}"
BRACKET = re.compile(rf"\s\((?P<short>{SHORT})\)")
PAUSE = re.compile(r"[().;:!?\n]")
BLOCK_END = re.compile(r"</(?:p|li|td|th|h3|h4|figcaption)>")
TAG = re.compile(r"<[^>]*>")
BEFORE = 160  # characters in which a long form may stand
LINKING = frozenset({"dan", "di", "ke", "dari", "untuk", "yang", "atas", "pada", "the", "of", "and", "for"})  # fmt: skip
LONGEST = 12


def written_out(text: str) -> dict[str, str]:
    """Find "Organisasi Perangkat Daerah (OPD)" in HTML; the first explanation counts."""
    return _explained(_plain(text))


def of_texts(texts: Iterable[str], kept: Iterable[tuple[str, str]] = ()) -> list[tuple[str, str]]:
    """Return the abbreviations of some texts in order; what is kept in the list goes before them."""
    plain = _plain("\n".join(texts))
    found = _explained(plain)
    words = set(re.findall(r"[\w&/-]+", plain))
    found |= {short: long for short, long in kept if short in words or " " in short}
    return sorted(found.items(), key=lambda pair: pair[0].casefold())


def _plain(text: str) -> str:
    return TAG.sub("", BLOCK_END.sub("\n", text)).replace("&amp;", "&")


def _explained(plain: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in BRACKET.finditer(plain):
        before = PAUSE.split(plain[max(match.start() - BEFORE, 0) : match.start()])[-1]
        if match["short"] not in found and (long := _long_form(before.split(), match["short"])):
            found[match["short"]] = long
    return found


def _long_form(words: list[str], short: str) -> str:
    """The last words before the bracket whose letters make the short form."""
    letters = [sign.casefold() for sign in short if sign.isalnum()]
    for start in range(len(words) - 1, max(len(words) - 1 - LONGEST, -1), -1):
        candidate = words[start:]
        if not words[start][:1].isupper() or not words[start].casefold().startswith(letters[0]):
            continue
        if _spells(candidate, letters) and len(" ".join(candidate)) > len(short) + 2:
            return " ".join(candidate)
    return ""


def _spells(words: list[str], letters: list[str], skips: int = 1) -> bool:
    """Do the words give the letters in order, each word some, with at most one word that gives none?"""
    if not words:
        return not letters
    word, rest = words[0].casefold().strip(","), words[1:]
    for taken in range(_given(word, letters), 0, -1):
        if _spells(rest, letters[taken:], skips):
            return True
    if word in LINKING:
        return _spells(rest, letters, skips)
    return skips > 0 and _spells(rest, letters, skips - 1)


def _given(word: str, letters: list[str]) -> int:
    """How many of the letters stand in the word, in order, from its first letter on?"""
    if not letters or not word.startswith(letters[0]):
        return 0
    given = 0
    for sign in word:
        if given < len(letters) and sign == letters[given]:
            given += 1
    return given
