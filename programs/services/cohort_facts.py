"""What do public sources say about the cohorts of past years? Loaded once, never over the ministry's word."""

import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts import past
from programs.models import Cohort, GuidanceEdition
from programs.services import cohorts, editions

FILE = Path(__file__).resolve().parent.parent / "data" / "cohorts.toml"
JAKARTA = ZoneInfo("Asia/Jakarta")


@transaction.atomic
def load() -> list[Cohort]:
    """Open every cohort of the file that is missing; one that is there is left as it is."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["cohorts"]
    known = set(Cohort.objects.values_list("year", flat=True))
    return [_start(row) for row in rows if row["year"] not in known]


def _start(row: dict[str, Any]) -> Cohort:
    facts = {name: value for name, value in row.items() if name not in ("year", "edition")}
    with past.loading(_moment(row["year"], row.get("memorandum_on"))):
        return cohorts.start(row["year"], _edition(row["edition"]), by=None, **facts)


def _edition(year: int) -> GuidanceEdition:
    newest = GuidanceEdition.objects.usable().filter(year=year).order_by("-revision").first()
    return newest or editions.load_file(str(year), by=None)


def day_of(cohort: Cohort) -> datetime:
    """The moment to which the facts of a cohort belong: the day of its MoU, else the first of April."""
    return _moment(cohort.year, cohort.memorandum_on)


def _moment(year: int, day: date | None) -> datetime:
    return datetime.combine(day or date(year, 4, 1), time(9), JAKARTA)
