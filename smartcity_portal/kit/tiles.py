"""Where does each province stand on the tile map, and how dark is its tile?

38 provinces by Kemendagri code, grouped by island; the places are classes in components.css.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SHADES = (2, 5, 9)
ISLANDS: tuple[tuple[str | Promise, tuple[tuple[str, str, str], ...]], ...] = (
    (
        _("Sumatra"),
        (
            ("11", "Aceh", "Aceh"),
            ("12", "Sumut", "Sumatera Utara"),
            ("13", "Sumbar", "Sumatera Barat"),
            ("14", "Riau", "Riau"),
            ("21", "Kepri", "Kepulauan Riau"),
            ("15", "Jambi", "Jambi"),
            ("17", "Bengkulu", "Bengkulu"),
            ("16", "Sumsel", "Sumatera Selatan"),
            ("19", "Babel", "Kepulauan Bangka Belitung"),
            ("18", "Lampung", "Lampung"),
        ),
    ),
    (
        _("Java"),
        (
            ("36", "Banten", "Banten"),
            ("31", "Jakarta", "Daerah Khusus Jakarta"),
            ("32", "Jabar", "Jawa Barat"),
            ("33", "Jateng", "Jawa Tengah"),
            ("34", "DIY", "Daerah Istimewa Yogyakarta"),
            ("35", "Jatim", "Jawa Timur"),
        ),
    ),
    (
        _("Bali and Nusa Tenggara"),
        (
            ("51", "Bali", "Bali"),
            ("52", "NTB", "Nusa Tenggara Barat"),
            ("53", "NTT", "Nusa Tenggara Timur"),
        ),
    ),
    (
        _("Kalimantan"),
        (
            ("61", "Kalbar", "Kalimantan Barat"),
            ("62", "Kalteng", "Kalimantan Tengah"),
            ("63", "Kalsel", "Kalimantan Selatan"),
            ("64", "Kaltim", "Kalimantan Timur"),
            ("65", "Kaltara", "Kalimantan Utara"),
        ),
    ),
    (
        _("Sulawesi"),
        (
            ("71", "Sulut", "Sulawesi Utara"),
            ("75", "Gorontalo", "Gorontalo"),
            ("72", "Sulteng", "Sulawesi Tengah"),
            ("76", "Sulbar", "Sulawesi Barat"),
            ("73", "Sulsel", "Sulawesi Selatan"),
            ("74", "Sultra", "Sulawesi Tenggara"),
        ),
    ),
    (_("Maluku"), (("82", "Malut", "Maluku Utara"), ("81", "Maluku", "Maluku"))),
    (
        _("Papua"),
        (
            ("96", "PBD", "Papua Barat Daya"),
            ("92", "Pabar", "Papua Barat"),
            ("91", "Papua", "Papua"),
            ("94", "Pateng", "Papua Tengah"),
            ("95", "Papeg", "Papua Pegunungan"),
            ("93", "Pasel", "Papua Selatan"),
        ),
    ),
)


@dataclass(frozen=True)
class Tile:
    code: str
    short: str
    name: str
    count: int
    shade: str
    url: str


def shade(count: int) -> str:
    """Choose the tile's tone: none, 1–2, 3–5, 6–9, 10 or more."""
    if not count:
        return ""
    return f"q{1 + sum(count > limit for limit in SHADES)}"


def islands(
    counts: Mapping[str, int], *, url: Callable[[str], str] = "#province-{}".format
) -> list[tuple[str | Promise, list[Tile]]]:
    """Lay the map: a count per province code, and where a tile leads."""
    return [
        (
            island,
            [
                Tile(code, short, name, counts.get(code, 0), shade(counts.get(code, 0)), url(code))
                for code, short, name in provinces
            ],
        )
        for island, provinces in ISLANDS
    ]
