"""Below every heading stands something: words, a table, a picture, records, or a smaller heading."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import LONGEST_QUOTE, Finding
from masterplans.checks.section_text import SectionReading

TITLE = _("A heading without text")
SAYS = {
    "": _("Nothing stands below the heading “%(name)s”."),
    "no_words": _("There is a heading without words."),
}
SEVERITY = "should"


def in_section(section: SectionReading, plan: PlanFacts) -> Iterator[Finding]:
    """Look at each heading of the text."""
    for heading in section.headings:
        if not heading.text:
            yield Finding(case="no_words", block=heading.index)
        elif not heading.followed:
            yield Finding(
                quote=heading.text[:LONGEST_QUOTE],
                block=heading.index,
                around=heading.text,
                parameters={"name": heading.text[:120]},
            )
