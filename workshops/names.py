"""When do two spellings mean the same person? Names without titles and marks, compared word by word."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations
from typing import Any

TITLES = frozenset(
    "drs dra dr drg drh ir prof h hj kh ust ustadz bapak ibu pak bu sdr sdri r rd tgk raden apt".split()
)
DEGREES = frozenset(
    "se st sh sp sos sag ssi mm mt mh mp msi mkom skom sip ssos spd mpd amd map mars mba msc ma ba phd "
    "skm mkes stp spt sik mik aks stt sstp apim akt ak".split()
)
DEGREE = re.compile(r"^(?:[sm]|a|d)\.?\s?[a-z]{1,5}\.?$")
SAME = {
    **dict.fromkeys(
        "mohammad mohamad muhamad mochammad mochamad moch mohd moh muh mhd md".split(), "muhammad"
    ),
    **dict.fromkeys(["achmad", "akhmad", "ahmat", "akmad"], "ahmad"),
    **dict.fromkeys(["abd", "abdoel"], "abdul"),
    "noerul": "nurul",
    **dict.fromkeys(["st", "sitti"], "siti"),
}
ALIKE_WORD = 0.84
ALIKE_HERE = 0.78
ALIKE_ELSEWHERE = 0.95


@dataclass(frozen=True)
class Pair:
    """Two people who may be one, the earlier row first."""

    first: Any
    second: Any
    likeness: float

    @property
    def key(self) -> str:
        return f"{self.first.pk}-{self.second.pk}"


def key_of(name: str) -> str:
    """Return a name without titles, degrees, marks and case: "Dr. Hj. Siti Aminah, M.Si" → "siti aminah"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"['`’]", "", plain)
    before = plain.split(",")[0]
    words = [word for word in re.split(r"\s+", before.strip()) if word]
    while len(words) > 1 and _is_degree(words[-1]):
        words.pop()
    bare = [re.sub(r"[^a-z0-9]", "", part) for word in words for part in _parts(word)]
    kept = [word for word in bare if word]
    while len(kept) > 1 and kept[0] in TITLES:
        kept.pop(0)
    return " ".join(SAME.get(word, word) for word in kept)[:150]


def likeness(one: str, other: str) -> float:
    """Return how alike two keys are, from 0 to 1: the share of words that have a partner."""
    mine, theirs = one.split(), other.split()
    if not mine or not theirs:
        return 0.0
    left, points = list(theirs), 0.0
    for word in mine:
        best = max(left, key=lambda w: _word_likeness(word, w), default="")
        score = _word_likeness(word, best) if best else 0.0
        if score >= ALIKE_WORD:
            points += score
            left.remove(best)
    return 2 * points / (len(mine) + len(theirs))


def alike(one: Any, other: Any) -> float:
    """Return the likeness of two participants when they may be one person, else 0."""
    share = likeness(one.name_key, other.name_key)
    together = one.agency_id == other.agency_id and one.community.lower() == other.community.lower()
    unknown = not (one.agency_id or one.community) or not (other.agency_id or other.community)
    return share if share >= (ALIKE_HERE if together or unknown else ALIKE_ELSEWHERE) else 0.0


def pairs_in(people: Iterable[Any]) -> list[Pair]:
    """Return who may be the same person, most alike first; pairs that were told to differ are left out."""
    known = {person.pk: person for person in people}
    sharing: dict[str, list[int]] = defaultdict(list)
    for pk, person in known.items():
        for word in set(person.name_key.split()):
            sharing[word[:3]].append(pk)
    close = {pair for together in sharing.values() for pair in combinations(sorted(together), 2)}
    found = []
    for low, high in sorted(close):
        first, second = known[low], known[high]
        if high in first.kept_apart or low in second.kept_apart:
            continue
        if share := alike(first, second):
            found.append(Pair(first, second, share))
    return sorted(found, key=lambda pair: -pair.likeness)


def closest(name: str, people: Sequence[Any], *, agency: int | None = None) -> Any | None:
    """Return who of `people` bears this name; of namesakes the one from that agency."""
    key = key_of(name)
    same = [person for person in people if person.name_key == key]
    from_there = [person for person in same if person.agency_id == agency]
    return (from_there or same or [None])[0]


def _parts(word: str) -> list[str]:
    """Part "Hj.Siti" and "M.Arif" at their dots; leave initials alone."""
    return [part for part in word.split(".") if part]


def _is_degree(word: str) -> bool:
    bare = word.replace(".", "")
    return bare in DEGREES or ("." in word.rstrip(".") and bool(DEGREE.match(word)))


@lru_cache(maxsize=200_000)
def _word_likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if min(len(one), len(other)) == 1:
        return 0.9 if one[0] == other[0] else 0.0
    if one[0] != other[0] and min(len(one), len(other)) < 6:
        return 0.0
    return SequenceMatcher(None, one, other).ratio()
