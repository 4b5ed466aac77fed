"""Which lists of the programme leave and enter as spreadsheets? One module per noun."""

from programs.lists import (
    agencies,
    bodies,
    cohorts,
    enrolments,
    memoranda,
    mentors,
    officials,
    people,
    regions,
    selection,
)

__all__ = [
    "agencies",
    "bodies",
    "cohorts",
    "enrolments",
    "memoranda",
    "mentors",
    "officials",
    "people",
    "regions",
    "selection",
]
