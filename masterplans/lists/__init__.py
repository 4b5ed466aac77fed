"""Which records of a plan leave and enter as spreadsheets? One module per kind of record."""

from masterplans.lists import (
    analysis,
    direction,
    programs,
    quick_wins,
    reviewing,
    sni37122,
    sources,
)

__all__ = [
    "analysis",
    "direction",
    "programs",
    "quick_wins",
    "reviewing",
    "sni37122",
    "sources",
]
