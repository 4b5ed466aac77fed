"""What do the blocks of quick wins show? The list, and a profile with schedule and risks for each."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from masterplans.pdf.block_parts import Numbers, share
from masterplans.pdf.records import MilestoneRow, PlanRecords

# Of a hundred parts of the ranking's width: place, score and decision.
OTHER_WIDTHS = 8 + 8 + 13
MANY = 6


def quick_wins(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    if not records.quick_wins:
        return None
    label = numbers.table(_("Quick wins of the plan"), "quick_wins")
    return {"rows": records.quick_wins, "table": label}


def quick_win_ranking(
    records: PlanRecords, numbers: Numbers, dimension: str
) -> dict[str, Any] | None:
    """One table a year; criteria stand as K1, K2 … above their columns and in words below."""
    if not records.rankings:
        return None
    tables = []
    for number, ranking in enumerate(records.rankings):
        title = _("Ranking of the quick-win nominations of %(year)s") % {"year": ranking.year}
        weights = sum(weight for _title, weight in ranking.criteria)
        legend = [
            (f"K{place}", criterion, share(Decimal(weight), Decimal(weights)))
            for place, (criterion, weight) in enumerate(ranking.criteria, start=1)
        ]
        width = 4 if len(legend) > MANY else 6
        label = numbers.table(title, "" if number else "quick_win_ranking")
        tables.append(
            {
                "table": label,
                "rows": ranking.rows,
                "legend": legend,
                "most": max(row.scorers for row in ranking.rows),
                "name_width": 100 - OTHER_WIDTHS - len(legend) * width,
                "criterion_width": width,
                "reasons": [row for row in ranking.rows if row.reason],
            }
        )
    return {"tables": tables}


def quick_win_profiles(
    records: PlanRecords, numbers: Numbers, dimension: str
) -> dict[str, Any] | None:
    if not records.quick_wins:
        return None
    profiles = []
    for place, row in enumerate(records.quick_wins, start=1):
        said = {"name": row.name}
        schedule = row.milestones and numbers.table(_("Schedule of %(name)s") % said)
        risks = row.risks and numbers.table(_("Risks of %(name)s and their treatment") % said)
        facts = list(row.facts) + [("", "")] * (len(row.facts) % 2)
        pairs = list(zip(facts[::2], facts[1::2], strict=True))
        profiles.append(
            {
                "place": place,
                "row": row,
                "pairs": pairs,
                "schedule": schedule,
                "steps": [(step.title, _months(step)) for step in row.milestones],
                "risks": risks,
            }
        )
    return {"profiles": profiles, "count": len(profiles), "months": range(1, 13)}


def _months(step: MilestoneRow) -> list[tuple[int, bool]]:
    """Cells of one line of a schedule: (span, at work)."""
    first, last = max(1, min(step.first, 12)), max(1, min(step.last, 12))
    cells = [(first - 1, False), (last - first + 1, True), (12 - last, False)]
    return [cell for cell in cells if cell[0] > 0]
