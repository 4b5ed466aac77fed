"""What is a presentation made of? Plain slides that PowerPoint and PDF draw alike."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from smartcity_portal.kit.pdf import Asset

LONGEST_FOOT = 150


@dataclass(frozen=True)
class Figures:
    """Large numbers, each with its words."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Points:
    """A heading and short lines below it."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Quadrants:
    """Four fields with a heading and lines each."""

    fields: tuple[Points, ...]


@dataclass(frozen=True)
class Statement:
    """One sentence to be read aloud, and whose it is."""

    text: str
    below: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of words; `widths` are shares, `numeric` the columns set right, `total` marks a last sum."""

    said: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numeric: frozenset[int] = frozenset()
    total: bool = False


@dataclass(frozen=True)
class Chart:
    """Values by category; `kind` is "bars" (lying), "columns" (standing) or "stacked" (lying, in parts)."""

    kind: str
    said: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    places: int = 0


@dataclass(frozen=True)
class Card:
    """A picture with words; without a picture the words stand alone."""

    title: str
    label: str
    lines: tuple[str, ...]
    picture: Asset | None = None
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Cards:
    rows: tuple[Card, ...]


Block = Figures | Points | Quadrants | Statement | Table | Chart | Cards


@dataclass(frozen=True)
class Slide:
    """A title that carries the news, a sentence below it, and one to three columns of one block each.

    `notes` are what the speaker says, `sources` where it stands.
    """

    title: str
    lead: str = ""
    columns: tuple[tuple[int, Block], ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def blocks(self) -> Iterator[Block]:
        for _share, block in self.columns:
            yield block


@dataclass(frozen=True)
class Deck:
    """A whole presentation. `basis` says which state it shows, `notice` what in it is invented."""

    title: str
    subtitle: str
    speaker: str
    programme: str
    publisher: str
    basis: str
    is_draft: bool
    notice: str
    source_word: str
    notes: tuple[str, ...]
    slides: tuple[Slide, ...]


def foot_of(deck: Deck, slide: Slide) -> str:
    """Return the line below a slide: that it is a draft, and where its numbers stand."""
    mark = f"{deck.basis} · " if deck.is_draft else ""
    words = f"{mark}{deck.source_word}: {'; '.join(slide.sources)}"
    return words if len(words) <= LONGEST_FOOT else f"{words[: LONGEST_FOOT - 1].rstrip()}…"


def fingerprint(thing: Any) -> str:
    """Return the SHA-256 of plain dataclasses: the same content gives the same one."""
    text = json.dumps(_plain(thing), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(thing: Any) -> Any:
    if isinstance(thing, Asset):
        return thing.sha256
    if is_dataclass(thing) and not isinstance(thing, type):
        return [type(thing).__name__, *(_plain(getattr(thing, f.name)) for f in fields(thing))]
    if isinstance(thing, frozenset | set):
        return sorted(map(str, thing))
    if isinstance(thing, tuple | list):
        return [_plain(inner) for inner in thing]
    if isinstance(thing, dict):
        return {str(name): _plain(inner) for name, inner in thing.items()}
    return thing if isinstance(thing, str | int | float | bool | None) else str(thing)
