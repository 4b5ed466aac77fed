"""How do the provinces, regencies and cities come into the database? From the shipped list."""

import csv
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from programs.models import Region, RegionKind

FILE = Path(__file__).resolve().parent.parent / "data" / "regions.csv"
FIELDS = ["name", "kind", "province", "timezone", "slug"]


@transaction.atomic
def load(path: Path = FILE) -> int:
    """Write every region of the list, provinces first; return how many. Safe to run again."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    provinces = [row for row in rows if row["kind"] == RegionKind.PROVINCE]
    _write(provinces, {})
    by_code = {region.code: region for region in Region.objects.filter(province=None)}
    _write([row for row in rows if row["kind"] != RegionKind.PROVINCE], by_code)
    return len(rows)


def _write(rows: list[dict[str, str]], provinces: dict[str, Region]) -> None:
    Region.objects.bulk_create(
        [
            Region(
                code=row["code"],
                name=row["name"],
                kind=row["kind"],
                province=provinces.get(row["province_code"]),
                timezone=row["timezone"],
                slug=_slug(row),
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=FIELDS,
    )


def _slug(row: dict[str, str]) -> str:
    prefix = "provinsi-" if row["kind"] == RegionKind.PROVINCE else ""
    return prefix + slugify(row["name"])
