"""Which lists of the programme leave and enter as spreadsheets? One module per noun."""

from programs.lists import agencies

__all__ = ["agencies"]
