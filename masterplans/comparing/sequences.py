"""What do two sequences have in common? Anchors that occur once, then the gaps between them.

Unique anchors keep long texts fast: time grows with the length, not with its square.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher

Pair = tuple[int | None, int | None]
SMALL_GAP = 40_000
PAIRED_GAP = 3_600
ALIKE = 0.35


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the places (in old, in new) that stayed, both rising."""
    found: list[tuple[int, int]] = []
    todo = [(0, len(old), 0, len(new))]
    while todo:
        a, b, c, d = todo.pop()
        while a < b and c < d and old[a] == new[c]:
            found.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            found.append((b, d))
        if a == b or c == d:
            continue
        anchors = _anchors(old, new, (a, b, c, d))
        if anchors:
            found += anchors
            edges = [(a - 1, c - 1), *anchors, (b, d)]
            todo += [(i + 1, k, j + 1, m) for (i, j), (k, m) in zip(edges, edges[1:], strict=False)]
        elif (b - a) * (d - c) <= SMALL_GAP:
            blocks = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False).get_matching_blocks()
            found += [(a + i + n, c + j + n) for i, j, size in blocks for n in range(size)]
    return sorted(found)


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], gap: tuple[int, int, int, int]
) -> list[tuple[int, int]]:
    """Pair what occurs exactly once on both sides, the longest rising run of it."""
    a, b, c, d = gap
    in_old, in_new = Counter(old[a:b]), Counter(new[c:d])
    once = {item for item, count in in_old.items() if count == 1 and in_new.get(item) == 1}
    if not once:
        return []
    place = {new[j]: j for j in range(c, d) if new[j] in once}
    return _rising([(i, place[old[i]]) for i in range(a, b) if old[i] in once])


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        place = bisect_left(tops, j)
        tops[place : place + 1] = [j]
        ends[place : place + 1] = [number]
        before.append(ends[place - 1] if place else -1)
    chosen = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def paired(
    old: Sequence[Hashable], new: Sequence[Hashable], likeness: Callable[[int, int], float]
) -> Iterator[Pair]:
    """Yield every place once, in reading order: (i, j) belong together, None has no partner.

    Equal items are paired first; in the gaps those that are alike enough.
    """
    done_old = done_new = 0
    for i, j in [*common(old, new), (len(old), len(new))]:
        yield from _gap(range(done_old, i), range(done_new, j), likeness)
        if i < len(old) and j < len(new):
            yield i, j
        done_old, done_new = i + 1, j + 1


def _gap(old: range, new: range, likeness: Callable[[int, int], float]) -> Iterator[Pair]:
    if old and new and len(old) * len(new) <= PAIRED_GAP:
        partners = _best(old, new, likeness)
    else:
        partners = [pair for pair in zip(old, new, strict=False) if likeness(*pair) >= ALIKE]
    i, j = old.start, new.start
    for left, right in [*partners, (old.stop, new.stop)]:
        yield from ((n, None) for n in range(i, left))
        yield from ((None, n) for n in range(j, right))
        if left < old.stop and right < new.stop:
            yield left, right
        i, j = left + 1, right + 1


def _best(old: range, new: range, likeness: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Choose rising partners so that the sum of their likeness is greatest."""
    score = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[likeness(i, j) for j in new] for i in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            together = alike[i][j] + score[i + 1][j + 1] if alike[i][j] >= ALIKE else 0.0
            score[i][j] = max(together, score[i + 1][j], score[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if alike[i][j] >= ALIKE and score[i][j] == alike[i][j] + score[i + 1][j + 1]:
            found.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif score[i][j] == score[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
