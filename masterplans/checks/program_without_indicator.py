"""Every programme has an indicator, so that its success can be seen."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding, of_record

TITLE = _("A programme without an indicator")
SAYS = {"": _("“%(name)s” has no indicator.")}
SEVERITY = "must"


def in_records(plan: PlanFacts) -> Iterator[Finding]:
    """Look at each programme."""
    for program in plan.programs:
        if not program.indicator.strip(" -–—."):
            yield of_record(
                program,
                about="indicator",
                value=program.indicator,
                shown_by=f"programs:{program.dimension.code}",
            )
