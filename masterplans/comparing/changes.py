"""Which blocks stayed, changed, came, went or moved from one text to the other?"""

from collections.abc import Sequence
from dataclasses import dataclass

from masterplans.comparing.blocks import Block, Token, blocks
from masterplans.comparing.sequences import Pair, common, paired

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"
MOVED_AWAY, MOVED_HERE = "moved-away", "moved-here"
MOVED_ALIKE = 0.75
MOVED_TABLE = 0.5
LEAST_MOVED_WORDS = 4
TOO_DIFFERENT = 0.3
MANY = 60_000


@dataclass(frozen=True)
class Change:
    """A block before and after; `move` numbers the two ends of a move."""

    kind: str
    old: Block | None = None
    new: Block | None = None
    move: int = 0


@dataclass(frozen=True)
class Run:
    """Words in a row that stayed (old and new), went (old) or came (new)."""

    old: tuple[Token, ...]
    new: tuple[Token, ...]

    @property
    def stayed(self) -> bool:
        return bool(self.old) and [t.text for t in self.old] == [t.text for t in self.new]


def changes(old: str, new: str) -> list[Change]:
    """Return both texts block by block, in reading order."""
    before, after = blocks(old), blocks(new)

    def likeness(i: int, j: int) -> float:
        return alike(before[i], after[j])

    pairs = list(paired([b.key for b in before], [b.key for b in after], likeness))
    return _with_moves([_change(pair, before, after) for pair in pairs])


def alike(one: Block, two: Block) -> float:
    """Say from 0 to 1 how much two blocks have in common; a table is never like a paragraph."""
    if (
        one.kind in {"table", "figure"} or two.kind in {"table", "figure"}
    ) and one.kind != two.kind:
        return 0.0
    if one.kind == "figure" and one.picture and two.picture and one.picture.src == two.picture.src:
        return 1.0
    if not one.words or not two.words:
        return 1.0 if one.text == two.text else 0.0
    return 2 * len(one.words & two.words) / (len(one.words) + len(two.words))


def _change(pair: Pair, before: list[Block], after: list[Block]) -> Change:
    i, j = pair
    if i is None or j is None:
        if i is not None:
            return Change(REMOVED, before[i])
        return Change(ADDED, None, after[j or 0])
    return Change(SAME if before[i].key == after[j].key else CHANGED, before[i], after[j])


def _with_moves(found: list[Change]) -> list[Change]:
    """Recognise what went in one place and came in another."""
    came = [place for place, change in enumerate(found) if change.kind == ADDED]
    gone = sum(change.kind == REMOVED for change in found)
    least = MOVED_ALIKE if len(came) * gone <= MANY else 1.0
    moves = 0
    for place, change in enumerate(found):
        if change.kind != REMOVED or change.old is None:
            continue
        there = _same_elsewhere(change.old, found, came, least)
        if there is None:
            continue
        came.remove(there)
        moves += 1
        found[place] = Change(MOVED_AWAY, change.old, None, moves)
        found[there] = Change(MOVED_HERE, change.old, found[there].new, moves)
    return found


def _same_elsewhere(block: Block, found: list[Change], came: list[int], least: float) -> int | None:
    """Find where a block came again; among very many only the very same one."""
    if len(block.words) < LEAST_MOVED_WORDS:
        return None
    best, most = None, least if block.is_text else min(least, MOVED_TABLE)
    for place in came:
        other = found[place].new
        if other is None or (least == 1.0 and other.key != block.key):
            continue
        likeness = alike(block, other)
        if likeness >= most:
            best, most = place, likeness
    return best


def runs(old: Sequence[Token], new: Sequence[Token]) -> list[Run]:
    """Compare word by word; lone words between two changes count as changed with them."""
    before, after = [token.text for token in old], [token.text for token in new]
    found: list[list[int]] = []
    i = j = 0
    for a, b in [*_worth_keeping(common(before, after), before, after), (len(old), len(new))]:
        if i < a or j < b:
            found.append([i, a, j, b, 0])
        if a < len(old) and b < len(new):
            if found and found[-1][4] and found[-1][1] == a and found[-1][3] == b:
                found[-1][1], found[-1][3] = a + 1, b + 1
            else:
                found.append([a, a + 1, b, b + 1, 1])
        i, j = a + 1, b + 1
    return [Run(tuple(old[a:b]), tuple(new[c:d])) for a, b, c, d, _same in found]


def _worth_keeping(
    stayed: list[tuple[int, int]], before: list[str], after: list[str]
) -> list[tuple[int, int]]:
    """Leave out spaces and signs that stayed alone; keep nothing of what was written anew."""
    islands: list[list[tuple[int, int]]] = []
    for pair in stayed:
        if islands and islands[-1][-1] == (pair[0] - 1, pair[1] - 1):
            islands[-1].append(pair)
        else:
            islands.append([pair])
    kept = [
        island
        for island in islands
        if any(before[i][0].isalnum() for i, _j in island)
        or island[0] == (0, 0)
        or island[-1] == (len(before) - 1, len(after) - 1)
    ]
    words = min(_count(before), _count(after))
    said = sum(before[i][0].isalnum() for island in kept for i, _j in island)
    if words > 3 and said / words < TOO_DIFFERENT:
        return []
    return [pair for island in kept for pair in island]


def _count(words: list[str]) -> int:
    return sum(word[0].isalnum() for word in words)
