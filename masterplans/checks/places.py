"""Which regions are there, and how does a text name them? Read once per change of the list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from programs.models import Region

Row = tuple[int, str, str, int | None]
TITLES = (
    r"Pemerintah Kota", r"Pemerintah Kabupaten", r"Pemkot", r"Pemkab", r"Wali ?[Kk]ota", r"Bupati",
    r"Kota", r"Kabupaten", r"Kab\.", r"Pemerintah Provinsi", r"Pemprov", r"Provinsi", r"Gubernur",
)  # fmt: skip
ANY_TITLE = re.compile(r"Kota|Kab|Pem|Wali|Bupati|Prov|Gub")
OF_PROVINCES = re.compile(r"Provinsi|Pemprov|Gubernur")
SHORTEST = 4
# Short names that are also ordinary words or parts of other names.
WORDS = {"batu", "metro", "bima", "padang", "agam", "buru", "pati", "bone", "alor", "ende"}


@dataclass(frozen=True)
class Place:
    pk: int
    name: str
    short: str
    is_province: bool
    province: int | None


@dataclass(frozen=True)
class Mention:
    """A name in a text: which region it can be, and where it stands."""

    places: tuple[Place, ...]
    start: int
    end: int
    titled: bool


class Gazetteer:
    """All regions, found in texts by their titled names ("Kota Malang") or bare ones ("Malang")."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self.places: dict[str, list[Place]] = {}
        for pk, name, kind, province in rows:
            short = re.sub(r"^(Kota|Kabupaten|Provinsi) (Administrasi )?", "", name)
            place = Place(pk, name, short, kind == "provinsi", province)
            self.places.setdefault(short, []).append(place)
        names = "|".join(sorted(map(re.escape, self.places), key=len, reverse=True)) or "(?!)"
        self.titled = re.compile(rf"\b(?P<title>{'|'.join(TITLES)}) +(?P<name>{names})\b")
        bare = [
            re.escape(name)
            for name in self.places
            if len(name) >= SHORTEST and name.lower() not in WORDS
        ]
        self.bare = re.compile(
            rf"\b(?P<before>[\w-]+) (?P<name>{'|'.join(sorted(bare, key=len, reverse=True)) or '(?!)'})\b(?! [A-Z])"
        )

    def titled_in(self, text: str) -> Iterator[Mention]:
        """Yield names with a title before them."""
        if not ANY_TITLE.search(text):
            return
        for found in self.titled.finditer(text):
            provinces = bool(OF_PROVINCES.search(found["title"]))
            places = [p for p in self.places[found["name"]] if p.is_province == provinces]
            if places:
                yield Mention(tuple(places), found.start(), found.end(), titled=True)

    def bare_in(self, text: str, after: set[str]) -> Iterator[Mention]:
        """Yield bare names of cities and regencies that follow one of the words `after`."""
        for found in self.bare.finditer(text):
            places = tuple(p for p in self.places[found["name"]] if not p.is_province)
            if places and found["before"].lower() in after:
                yield Mention(places, found.start("name"), found.end(), titled=False)


def gazetteer() -> Gazetteer:
    """Return the gazetteer of the regions as they stand: one query."""
    rows = Region.objects.order_by("pk").values_list("pk", "name", "kind", "province_id")
    return _gazetteer(tuple(rows))


@lru_cache(maxsize=2)
def _gazetteer(rows: tuple[Row, ...]) -> Gazetteer:
    return Gazetteer(rows)
