"""What do the blocks of quick wins show? The list, and a profile with schedule and risks for each."""

from typing import Any

from django.utils.translation import gettext as _

from masterplans.pdf.block_parts import Numbers
from masterplans.pdf.records import MilestoneRow, PlanRecords


def quick_wins(records: PlanRecords, numbers: Numbers, dimension: str) -> dict[str, Any] | None:
    if not records.quick_wins:
        return None
    label = numbers.table(_("Quick wins of the plan"), "quick_wins")
    return {"rows": records.quick_wins, "table": label}


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
