"""No long paragraph is the same as one that stood earlier in another region's book, whatever names were changed."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from masterplans.checks import prints
from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import EDGE, LONGEST_QUOTE, Finding
from masterplans.checks.section_text import SectionReading

TITLE = _("A paragraph of another region's book")
SAYS = {
    "": _(
        "This paragraph is identical to a paragraph of another region's book. Write what holds for %(own)s."
    ),
    "named": _("This paragraph is identical to a paragraph in the book of %(region)s %(year)s."),
}
SEVERITY = "should"
# Only the ministry and the mentors read the sentence that names the other region.
NAMED_FOR_REVIEWERS = "named"


def in_section(section: SectionReading, plan: PlanFacts) -> Iterator[Finding]:
    """Look up what the runner found in the prints of all regions."""
    if not any(key[0] == section.pk for key in plan.copies):
        return
    for digest, (_print, block) in prints.prints_of(section, prints.names_of(plan.plan)).items():
        copy = plan.copies.get((section.pk, digest))
        if copy:
            yield Finding(
                quote=block.text[:LONGEST_QUOTE],
                suffix=block.text[LONGEST_QUOTE : LONGEST_QUOTE + EDGE],
                block=block.index,
                around=block.text,
                parameters={
                    "own": plan.region.name,
                    "region": copy.region,
                    "year": copy.year,
                    "section": copy.section,
                },
            )
