"""What may stand in a cell: one of some words, or one of the rows that the scope knows?"""

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from smartcity_portal.kit.sheets.kinds import Kind, Unreadable, in_all_languages

SHOWN = 8


def plain(word: Any) -> str:
    """Return a word as it is compared: without case and with single spaces."""
    return " ".join(str(word).replace("\u00a0", " ").split()).casefold()


class Choice(Kind):
    """One of a few values; codes and the words of both languages are understood."""

    def __init__(self, choices: Any, *, default: Any = "") -> None:
        self._choices, self._default = choices, default

    def pairs(self) -> list[tuple[Any, Any]]:
        """Return (value, lazy label)."""
        if isinstance(self._choices, type) and issubclass(self._choices, TextChoices):
            return [(member.value, member.label) for member in self._choices]
        pairs = getattr(self._choices, "choices", self._choices)
        return list(pairs() if callable(pairs) else pairs)

    def read(self, value: Any, scope: Any) -> Any:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        word = plain(value)
        for known, label in self.pairs():
            if word == plain(known) or word in map(plain, in_all_languages(label)):
                return known
        labels = [str(label) for _value, label in self.pairs()]
        raise Unreadable(not_among(value, labels))

    def write(self, value: Any) -> str:
        return self.show(value)

    def show(self, value: Any) -> str:
        if value is None or value == "":
            return ""
        return str(dict(self.pairs()).get(value, value))

    def empty(self) -> Any:
        return self._default

    def hint(self) -> str:
        return _("One of: %(words)s.") % {"words": ", ".join(self.options(None))}

    def options(self, scope: Any) -> list[str]:
        return [str(label) for _value, label in self.pairs()]


class Lookup(Kind):
    """A row that the scope knows, named by any of its words; what names two rows is refused."""

    width = 28

    def __init__(
        self,
        rows: Callable[[Any], Iterable[Any]],
        *,
        words: Callable[[Any], Iterable[Any]],
        label: Callable[[Any], Any] = str,
        offered: bool = True,
    ) -> None:
        self.rows, self.words, self.label, self.offered = rows, words, label, offered
        self._index: dict[str, list[Any]] | None = None

    def read(self, value: Any, scope: Any) -> Any:
        by_word = self._by_word(scope)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        found = by_word.get(plain(value), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise Unreadable(
                _("“%(value)s” is the name of several: %(words)s. Write the full name.")
                % {
                    "value": value,
                    "words": ", ".join(str(self.label(row)) for row in found[:SHOWN]),
                }
            )
        raise Unreadable(not_among(value, [str(w) for w in self._all_words(scope)]))

    def write(self, value: Any) -> str:
        return self.show(value)

    def show(self, value: Any) -> str:
        return "" if value is None else str(self.label(value))

    def options(self, scope: Any) -> list[str]:
        return [str(self.label(row)) for row in self.rows(scope)] if self.offered else []

    def prepared(self, scope: Any) -> "Lookup":
        """Return a copy that has read its rows once, for a file of many lines."""
        rows = list(self.rows(scope))
        copy = type(self)(lambda _scope: rows, words=self.words, label=self.label)
        copy._index = copy._by_word(scope)
        return copy

    def _by_word(self, scope: Any) -> dict[str, list[Any]]:
        if self._index is not None:
            return self._index
        index: dict[str, list[Any]] = {}
        for row in self.rows(scope):
            words = {plain(word) for word in (*self.words(row), self.label(row)) if word}
            for word in words:
                index.setdefault(word, []).append(row)
        return index

    def _all_words(self, scope: Any) -> list[Any]:
        words = [(self.label(row), *self.words(row)) for row in self.rows(scope)]
        return [word for row in words for word in row if word]


class Several(Lookup):
    """Several rows that the scope knows, with one of `marks` between them; no row is named twice."""

    def __init__(self, *args: Any, marks: str = ";\n", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.marks = marks

    def read(self, value: Any, scope: Any) -> list[Any]:
        found = [
            super(Several, self).read(word, scope)
            for word in re.split(f"[{re.escape(self.marks)}]", str(value))
            if word.strip()
        ]
        return list(dict.fromkeys(found))

    def show(self, value: Any) -> str:
        return "; ".join(str(self.label(row)) for row in value or ())

    def empty(self) -> list[Any]:
        return []

    def hint(self) -> str:
        return _("Several are possible, with a semicolon between them.")

    def prepared(self, scope: Any) -> "Several":
        rows = list(self.rows(scope))
        copy = type(self)(lambda _scope: rows, words=self.words, label=self.label, marks=self.marks)
        copy._index = copy._by_word(scope)
        return copy


def not_among(value: Any, words: list[str]) -> str:
    """Say that a word is not known, with what was perhaps meant."""
    near = closest(value, words)
    if near:
        return _("“%(value)s” is not known. Did you mean “%(near)s”?") % {
            "value": value,
            "near": near,
        }
    unique = list(dict.fromkeys(words))
    if not unique:
        return _("“%(value)s” is not known; there is nothing to choose from yet.") % {
            "value": value
        }
    if len(unique) > SHOWN:
        return _("“%(value)s” is not known.") % {"value": value}
    return _("“%(value)s” is not known. Possible are: %(words)s.") % {
        "value": value,
        "words": ", ".join(unique),
    }


def closest(value: Any, words: list[str]) -> str:
    """Return the word that is nearly the same, or nothing."""
    by_plain = {plain(word): word for word in words}
    near = get_close_matches(plain(value), list(by_plain), n=1, cutoff=0.75)
    return by_plain[near[0]] if near else ""
