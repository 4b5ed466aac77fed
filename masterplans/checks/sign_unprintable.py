"""Every sign of the text can be printed: pictograms and scripts that no font of the books draws are named."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding, of_record
from masterplans.checks.section_text import SectionReading
from smartcity_portal.kit.glyphs import name_of, unprintable

TITLE = _("A sign that cannot be printed")
SAYS = {
    "": _("The sign %(sign)s cannot be printed: no font of the books has it."),
    "foreword": _(
        "Foreword “%(name)s”: the sign %(sign)s cannot be printed, no font of the books has it."
    ),
}
SEVERITY = "must"
PRINTED = ("title", "text", "place", "office", "author")


def in_section(section: SectionReading, plan: PlanFacts) -> Iterator[Finding]:
    """Each sign is named where it stands first."""
    named: set[str] = set()
    for sentence in section.sentences:
        for sign in unprintable(sentence.text):
            if sign not in named:
                named.add(sign)
                place = sentence.text.index(sign)
                yield sentence.finding(place, place + 1, sign=name_of(sign))


def in_records(plan: PlanFacts) -> Iterator[Finding]:
    """Names of programs and quick wins stand in tables that the portal writes; forewords as typed."""
    yield from _in_forewords(plan)
    rows: list[tuple[Any, str]] = [(row, "programs") for row in plan.programs]
    rows += [(row, "quick_wins") for row in plan.chosen]
    for row, block in rows:
        for sign in unprintable(row.name):
            yield of_record(row, about="name", value=row.name, shown_by=block, sign=name_of(sign))


def _in_forewords(plan: PlanFacts) -> Iterator[Finding]:
    for row in plan.forewords:
        for about in PRINTED:
            text = getattr(row, about)
            for sign in unprintable(text):
                yield of_record(row, about=about, value=text, case="foreword", sign=name_of(sign))
