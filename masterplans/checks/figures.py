"""How are numbers read as people write them in Indonesian? "Rp1,2 miliar", "12.500", "80 persen"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from smartcity_portal.kit.numbers import natural

SCALES = {
    "ribu": Decimal(10**3), "juta": Decimal(10**6), "jt": Decimal(10**6),
    "miliar": Decimal(10**9), "milyar": Decimal(10**9), "m": Decimal(10**9),
    "triliun": Decimal(10**12), "trilyun": Decimal(10**12),
}  # fmt: skip
PLAIN = re.compile(r"^\d{1,3}(?:\.\d{3})+(?:,\d+)?$|^\d+(?:,\d+)?$")
ENGLISH = re.compile(r"^\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?$")
MONEY = re.compile(
    r"\bRp\.?\s?(?P<figure>\d[\d.,]*\d|\d)\s*(?P<scale>ribu|juta|jt|miliar|milyar|triliun|trilyun|M\b)?",
    re.I,
)
NUMERALS = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
)  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """A sum of rupiah in a sentence; `half` is half of its last written digit."""

    value: Decimal
    half: Decimal
    start: int
    end: int

    def is_about(self, other: Decimal | int) -> bool:
        """Say whether it is `other`, rounded as it is written."""
        return abs(self.value - Decimal(other)) <= self.half


def number(text: str) -> Decimal | None:
    """Read "1.250,5", "Rp12.000" or "80%"; None for anything else."""
    text = re.sub(r"^Rp\.?\s?", "", text.strip()).rstrip("%").strip()
    if text in {"-", "–", "—"}:
        return Decimal(0)
    text = text.removesuffix(",-").removesuffix(",–")
    if ENGLISH.match(text):
        return Decimal(text.replace(",", ""))
    if not PLAIN.match(text):
        return None
    return Decimal(text.replace(".", "").replace(",", "."))


def decimals(text: str) -> int:
    """Count the digits behind the comma."""
    return len(text.strip().rstrip("%").strip().rpartition(",")[2]) if "," in text else 0


def amounts(text: str) -> Iterator[Amount]:
    """Yield the sums of rupiah that a sentence names."""
    for found in MONEY.finditer(text):
        figure = found["figure"].rstrip(".,")
        value = number(figure)
        if value is None:
            continue
        scale = SCALES.get((found["scale"] or "").lower(), Decimal(1))
        half = scale / Decimal(2 * 10 ** decimals(figure)) if found["scale"] else Decimal(0)
        yield Amount(value * scale, half, found.start(), found.end())


def counted(word: str) -> int | None:
    """Read a whole number in digits or words up to ninety-nine: "12", "lima puluh dua"."""
    text = word.lower().strip()
    if text.isdigit():
        return natural(text)
    if text in {"sepuluh", "sebelas"}:
        return 10 if text == "sepuluh" else 11
    if text in NUMERALS:
        return NUMERALS.index(text)
    first, _space, rest = text.partition(" ")
    if first not in NUMERALS:
        return None
    unit = NUMERALS.index(first)
    if rest == "belas":
        return 10 + unit
    if rest == "puluh":
        return 10 * unit
    if rest.startswith("puluh ") and rest[6:] in NUMERALS:
        return 10 * unit + NUMERALS.index(rest[6:])
    return None
