"""Which things of a text take a number? Measured by the code that prints it, remembered by its hash."""

import hashlib
from dataclasses import dataclass

from masterplans.pdf.editor_html import Text
from masterplans.pdf.numbering import Heading, Label, Numbering

REMEMBERED = 4096


@dataclass(frozen=True)
class Thing:
    """One thing that takes a number; `count` is heading, table or figure."""

    count: str
    title: str
    key: str = ""
    level: int = 0


class _Recorder:
    """Stands in for Numbering while a text is measured."""

    def __init__(self) -> None:
        self.things: list[Thing] = []

    def heading(self, title: str, level: int, key: str = "") -> Heading:
        self.things.append(Thing("heading", title, key, level))
        return Heading("", "", title, level)

    def table(self, title: str, key: str = "") -> Label:
        self.things.append(Thing("table", title, key))
        return Label("", "", title)

    def figure(self, title: str, key: str = "") -> Label:
        self.things.append(Thing("figure", title, key))
        return Label("", "", title)


_memory: dict[tuple[bytes, int], tuple[Thing, ...]] = {}


def things_of(text: str, level: int = 1) -> tuple[Thing, ...]:
    """Return what a text numbers, in order."""
    if not text:
        return ()
    key = (hashlib.sha256(text.encode()).digest(), level)
    if key not in _memory:
        recorder = _Recorder()
        Text(text, {}, recorder, level)  # type: ignore[arg-type]
        if len(_memory) >= REMEMBERED:
            _memory.clear()
        _memory[key] = tuple(recorder.things)
    return _memory[key]


def count(text: str, level: int, numbering: Numbering) -> list[Heading]:
    """Number the things of a text in a chapter's count; returns its headings."""
    headings = []
    for thing in things_of(text, level):
        if thing.count == "heading":
            headings.append(numbering.heading(thing.title, thing.level, thing.key))
        elif thing.count == "table":
            numbering.table(thing.title, thing.key)
        else:
            numbering.figure(thing.title, thing.key)
    return headings
