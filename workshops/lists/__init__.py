"""Which lists of stages and bimtek leave and enter as spreadsheets? One module per noun."""

from workshops.lists import enrolments, group_rows, invitations, milestones, sessions

__all__ = ["enrolments", "group_rows", "invitations", "milestones", "sessions"]
