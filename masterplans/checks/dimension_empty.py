"""Once programmes have been entered, every dimension of the guidance has at least one."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding, of_record

TITLE = _("A dimension without programmes")
SAYS = {"": _("%(name)s has no programme yet.")}
SEVERITY = "must"


def in_records(plan: PlanFacts) -> Iterator[Finding]:
    """Compare the dimensions of the edition with those of the programmes."""
    if not plan.programs:
        return
    used = {program.dimension_id for program in plan.programs}
    for dimension in plan.dimensions:
        if dimension.pk not in used:
            yield of_record(dimension, shown_by=f"programs:{dimension.code}")
