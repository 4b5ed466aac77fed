"""Every table and every picture has a title that says what it shows."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding
from masterplans.checks.section_text import SectionReading

TITLE = _("A table or picture without a title")
SAYS = {
    "table": _("The table that begins “%(begins)s” has no title. Write “Tabel: …” above it."),
    "picture": _("The picture “%(name)s” has no caption."),
}
SEVERITY = "should"


def in_section(section: SectionReading, plan: PlanFacts) -> Iterator[Finding]:
    """Tables that only arrange things need no title."""
    for table in section.tables:
        if not table.is_layout and not (table.caption or "").strip(" .:-–"):
            yield table.finding(case="table", begins=_begins(table))
    for picture in section.pictures:
        if not (picture.caption or "").strip(" .:-–"):
            yield picture.finding(case="picture")


def _begins(table) -> str:
    words = [text for row in table.rows for text, _span, _head in row if text]
    return ", ".join(words[:3])[:80]
