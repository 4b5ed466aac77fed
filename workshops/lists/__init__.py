"""Which lists of stages and bimtek leave and enter as spreadsheets? One module per noun."""

from workshops.lists import enrolments, milestones, sessions

__all__ = ["enrolments", "milestones", "sessions"]
