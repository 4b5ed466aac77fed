"""Every programme names the agency (OPD) that answers for it."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding, of_record

TITLE = _("A programme without an agency (OPD)")
SAYS = {"": _("No agency answers for “%(name)s”.")}
SEVERITY = "must"


def in_records(plan: PlanFacts) -> Iterator[Finding]:
    """Look at each programme."""
    for program in plan.programs:
        if program.agency_id is None:
            yield of_record(program, about="agency", shown_by=f"programs:{program.dimension.code}")
