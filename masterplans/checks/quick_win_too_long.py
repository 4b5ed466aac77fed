"""A quick win shows its result within the months that the guidance allows."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding, of_record

TITLE = _("A quick win that takes too long")
SAYS = {"": _("“%(name)s” takes %(months)s months; the guidance allows %(limit)s.")}
SEVERITY = "must"


def in_records(plan: PlanFacts) -> Iterator[Finding]:
    """Look at each quick win that was not dropped: its months and its milestones."""
    limit = plan.edition.quick_win_months
    for win in plan.quick_wins:
        steps = [month for step in win.milestones for month in step.get("months", [])]
        months = max([win.months or 0, *(m for m in steps if isinstance(m, int))])
        if months > limit:
            yield of_record(
                win, about="months", value=months, shown_by="quick_wins", months=months, limit=limit
            )
