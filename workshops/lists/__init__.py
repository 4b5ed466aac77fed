"""Which lists of stages and bimtek leave and enter as spreadsheets? One module per noun."""

from workshops.lists import (
    attendance,
    enrolments,
    group_rows,
    invitations,
    milestones,
    papers,
    participants,
    sessions,
)

__all__ = [
    "attendance",
    "enrolments",
    "group_rows",
    "invitations",
    "milestones",
    "papers",
    "participants",
    "sessions",
]
