"""How does a list leave and enter as a spreadsheet? Declared once per list, the same for all.

An app declares its lists in `lists.py`; the pages, the preview and the background work are in
`accounts`. What is exported can be imported again and gives exactly the same values.
"""

from smartcity_portal.kit.sheets.choices import Choice, Lookup, Several
from smartcity_portal.kit.sheets.declared import (
    ID,
    REGISTRY,
    Column,
    Row,
    Sheet,
    find,
    register,
)
from smartcity_portal.kit.sheets.kinds import Flag, Kind, Number, Rupiah, Text, Unreadable
from smartcity_portal.kit.sheets.times import Clock, Day, Moment

__all__ = [
    "ID",
    "REGISTRY",
    "Choice",
    "Clock",
    "Column",
    "Day",
    "Flag",
    "Kind",
    "Lookup",
    "Moment",
    "Number",
    "Row",
    "Rupiah",
    "Several",
    "Sheet",
    "Text",
    "Unreadable",
    "find",
    "register",
]
