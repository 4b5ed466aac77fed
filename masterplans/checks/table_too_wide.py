"""Every table fits on a page, turned if need be; the estimate is the one that the press uses."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding
from masterplans.checks.section_text import SectionReading
from masterplans.pdf.tables import TURNED_WIDTH, least_width

TITLE = _("A table too wide for the page")
SAYS = {
    "": _(
        "The table “%(name)s” has %(columns)s columns and needs about %(needs)s mm; even a turned page has %(has)s mm."
    )
}
SEVERITY = "should"


def in_section(section: SectionReading, plan: PlanFacts) -> Iterator[Finding]:
    """The press turns the page by itself for what is wider than an upright page."""
    for table in section.tables:
        grid = table.grid()
        columns = max(sum(span for _text, span, _head in row) for row in table.rows)
        needs = least_width(grid, columns)
        if needs > TURNED_WIDTH:
            yield table.finding(columns=columns, needs=round(needs), has=TURNED_WIDTH)
