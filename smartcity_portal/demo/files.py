"""What do the demo's files say? TOML for facts and records, HTML for the text of sections."""

import tomllib
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

FOLDER = Path(__file__).parent


@cache
def read(*parts: str) -> dict[str, Any]:
    """Read one TOML file: read("bontang", "city")."""
    path = FOLDER.joinpath(*parts).with_suffix(".toml")
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def section_text(city: str, place: str) -> str:
    """Return the HTML of a section by its place "book.chapter.section"; empty when unwritten."""
    book, chapter, section = place.split(".")
    path = FOLDER / city / f"buku{book}" / f"bab{chapter}-{section}.html"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def moment(day: date, hour: int, zone: str) -> datetime:
    """A moment on a day, in the time of the place; never later than now."""
    return min(datetime.combine(day, time(hour), ZoneInfo(zone)), timezone.now())
