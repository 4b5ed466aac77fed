"""Which role does a paragraph or table play, by its style? Templates name their styles as they like."""

import re
from typing import Any

from masterplans.word import marks
from smartcity_portal.kit.numbers import natural

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING = re.compile(r"^(?:heading|judul)\s*(?P<level>[1-9])$")
CONTENTS = re.compile(r"^(?:toc \d|toc heading|table of figures|contents \d|table of authorities)$")
DEEPEST = 6
CAPTION = "SCCaption"
QUOTE = "SCQuote"


class Styles:
    """The styles of one document, by id."""

    def __init__(self, root: Any | None) -> None:
        self.rows: dict[str, Any] = {}
        for style in [] if root is None else root.iter(f"{W}style"):
            self.rows[style.get(f"{W}styleId", "")] = style
        self.known: dict[str, str] = {}

    def name(self, style: str) -> str:
        found = self.rows.get(style)
        name = found.find(f"{W}name") if found is not None else None
        return (name.get(f"{W}val", "") if name is not None else style).strip()

    def is_contents(self, paragraph: Any) -> bool:
        return bool(CONTENTS.match(self.name(_style_of(paragraph)).lower()))

    def is_records(self, thing: Any) -> bool:
        """Say whether the export wrote it from records."""
        return self.name(_style_of(thing)) in marks.OF_RECORDS

    def is_head_cell(self, paragraph: Any) -> bool:
        return self.name(_style_of(paragraph)) == marks.HEAD_CELL_STYLE

    def role_of(self, paragraph: Any) -> str:
        """Return "Heading1" to "Heading6", "SCCaption", "SCQuote" or ""."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return ""
        level = properties.find(f"{W}outlineLvl")
        if level is not None:
            return _heading(level.get(f"{W}val", ""))
        style = _style_of(paragraph)
        if style and style not in self.known:
            self.known[style] = self._role_of_style(style)
        return self.known.get(style, "")

    def _role_of_style(self, style: str) -> str:
        for _step in range(12):
            name = self.name(style).lower()
            if name in ("caption", "table caption", "figure caption", "keterangan"):
                return CAPTION
            if name in ("quote", "intense quote", "block text", "kutipan"):
                return QUOTE
            if name == "title":
                return "Heading1"
            if found := HEADING.match(name):
                return f"Heading{min(int(found['level']), DEEPEST)}"
            row = self.rows.get(style)
            if row is None:
                return ""
            level = row.find(f"{W}pPr/{W}outlineLvl")
            if level is not None:
                return _heading(level.get(f"{W}val", ""))
            parent = row.find(f"{W}basedOn")
            style = parent.get(f"{W}val", "") if parent is not None else ""
            if not style:
                return ""
        return ""


def _style_of(thing: Any) -> str:
    names = ("tblPr", "tblStyle") if thing.tag == f"{W}tbl" else ("pPr", "pStyle")
    found = thing.find(f"{W}{names[0]}/{W}{names[1]}")
    return found.get(f"{W}val", "") if found is not None else ""


def _heading(level: str) -> str:
    number = natural(level)
    if number is None or number > 8:
        return ""
    return f"Heading{min(number + 1, DEEPEST)}"
