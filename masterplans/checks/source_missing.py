"""Below every table stands a line "Sumber: …" that says where its content comes from."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding
from masterplans.checks.section_text import SectionReading

TITLE = _("A table without a source")
SAYS = {"": _("The table “%(name)s” has no source. Write “Sumber: …” below it.")}
SEVERITY = "should"


def in_section(section: SectionReading, plan: PlanFacts) -> Iterator[Finding]:
    """A work cited inside the table counts as its source."""
    for table in section.tables:
        cited = table.element.find(".//cite") is not None
        if not table.is_layout and not table.sourced and not cited:
            yield table.finding()
