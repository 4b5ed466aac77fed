"""How are two texts laid before a reader? In one column or two, long unchanged stretches folded away."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from masterplans.comparing import drawing
from masterplans.comparing.changes import (
    ADDED,
    MOVED_HERE,
    REMOVED,
    SAME,
    Change,
    changes,
    runs,
)
from masterplans.comparing.tables import rows

SIDE_BY_SIDE = "sejajar"
AROUND = 1
WORTH_FOLDING = 3


@dataclass(frozen=True)
class Stretch:
    """Neighbouring blocks; a folded one is opened by whoever wants to read it."""

    folded: bool
    blocks: list[drawing.Drawn]


@dataclass(frozen=True)
class Summary:
    """How much changed, in the words of a person: words, moves, cells, pictures."""

    places: int = 0
    words_in: int = 0
    words_out: int = 0
    moves: int = 0
    cells: int = 0
    pictures: int = 0


def differences(old: str, new: str, *, view: str = "") -> dict[str, Any]:
    """Return what masterplans/_differences.html shows."""
    found = changes(old, new)
    draw = drawing.twin if view == SIDE_BY_SIDE else drawing.inline
    return {
        "stretches": list(stretches_of(found, draw)),
        "summary": summary(found),
        "twin": view == SIDE_BY_SIDE,
    }


def summary(found: list[Change]) -> Summary:
    """Count what changed."""
    words_in = words_out = cells = pictures = 0
    for change in found:
        if change.kind in {ADDED, REMOVED}:
            words_in += _words(change.new)
            words_out += _words(change.old)
            pictures += bool((change.new or change.old).picture)
        elif change.old and change.new and change.kind != SAME:
            pictures += change.old.picture != change.new.picture
            came, went, touched = _inside(change)
            words_in, words_out, cells = words_in + came, words_out + went, cells + touched
    return Summary(
        places=sum(not same for same, _ in groupby(found, lambda change: change.kind == SAME)),
        words_in=words_in,
        words_out=words_out,
        moves=sum(change.kind == MOVED_HERE for change in found),
        cells=cells,
        pictures=pictures,
    )


def _inside(change: Change) -> tuple[int, int, int]:
    """Words that came, words that went, and cells touched within one changed block."""
    assert change.old is not None
    assert change.new is not None
    if not change.new.rows:
        return (*_counted(runs(change.old.tokens, change.new.tokens)), 0)
    came = went = touched = 0
    for row in rows(change.old, change.new):
        for cell in row.cells:
            if cell.kind == SAME:
                continue
            touched += 1
            before = cell.old.tokens if cell.old else ()
            after = cell.new.tokens if cell.new else ()
            more, less = _counted(runs(before, after))
            came, went = came + more, went + less
    return came, went, touched


def _counted(found: list) -> tuple[int, int]:
    changed = [run for run in found if not run.stayed]
    return (
        sum(token.text[0].isalnum() for run in changed for token in run.new),
        sum(token.text[0].isalnum() for run in changed for token in run.old),
    )


def _words(block: Any) -> int:
    return len(block.text.split()) if block else 0


def stretches_of(found: list[Change], draw: Any) -> Iterator[Stretch]:
    """Group changed blocks with what stands around them."""
    changed = [place for place, change in enumerate(found) if change.kind != SAME]
    near = {place + step for place in changed for step in range(-AROUND, AROUND + 1)}
    for shown, group in groupby(enumerate(found), key=lambda item: item[0] in near):
        blocks = [draw(change) for _place, change in group]
        yield Stretch(not shown and len(blocks) >= WORTH_FOLDING, blocks)
