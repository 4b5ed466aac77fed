"""Which indicators does SNI ISO 37122 ask for? The catalogue of 19 themes, read from one file, with its source."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("sni37122.toml")


@dataclass(frozen=True)
class Indicator:
    """One indicator: its number in the standard, a short wording of our own, its unit and theme."""

    code: str
    title: str
    unit: str
    theme: str

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


@dataclass(frozen=True)
class Catalogue:
    """All indicators in the order of the standard. `note` says how sure their wording is."""

    indicators: tuple[Indicator, ...]
    themes: tuple[str, ...]
    source: str
    note: str


@cache
def catalogue() -> Catalogue:
    """Return the catalogue that is shipped."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    themes = [f"{theme['number']}. {theme['title']}" for theme in data["themes"]]
    indicators = [
        Indicator(code, title, unit, name)
        for name, theme in zip(themes, data["themes"], strict=True)
        for code, title, unit in theme["indicators"]
    ]
    return Catalogue(tuple(indicators), tuple(themes), data["source"], data["note"])


@cache
def by_code() -> dict[str, Indicator]:
    """Return the indicators by their number."""
    return {indicator.code: indicator for indicator in catalogue().indicators}


def place_of(code: str) -> int:
    """Return the place of an indicator in the standard, counted from 1."""
    return list(by_code()).index(code) + 1
