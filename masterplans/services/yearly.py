"""What stands behind a record for each year? Targets of programmes and objectives, money by year and source."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from masterplans.models import Objective, ObjectiveTarget, PlanProgram, ProgramBudget, ProgramTarget
from masterplans.services.record_rules import check_years

Targets = Mapping[int, str]
Budgets = Mapping[tuple[int, str], Decimal | int]


def targets_of(record: Any) -> dict[int, str]:
    """Return what a record shall reach, by year."""
    return {line.year: line.value for line in record.targets.all()}


def budgets_of(program: PlanProgram) -> dict[tuple[int, str], Decimal]:
    """Return what a programme costs, by year and source."""
    return {(line.year, line.fund): line.amount for line in program.budgets.all()}


def changes_of(
    record: Any, targets: Targets | None, budgets: Budgets | None
) -> tuple[Targets | None, Budgets | None]:
    """Return what of the given years differs from what stands; None for what stays."""
    if targets is not None:
        targets = {year: value for year, value in targets.items() if str(value).strip()}
    if budgets is not None:
        budgets = {key: Decimal(amount) for key, amount in budgets.items()}
    return (
        None if targets is None or targets == targets_of(record) else targets,
        None if budgets is None or budgets == budgets_of(record) else budgets,
    )


def write_targets(record: PlanProgram | Objective, targets: Targets) -> None:
    """Replace the targets of all years."""
    check_years(record, targets)
    kept = {year: str(value).strip() for year, value in targets.items() if str(value).strip()}
    years = sorted(kept.items())
    lines: list[Any] = (
        [ObjectiveTarget(objective=record, year=year, value=value) for year, value in years]
        if isinstance(record, Objective)
        else [ProgramTarget(program=record, year=year, value=value) for year, value in years]
    )
    for line in lines:
        line.clean_fields()
    record.targets.all().delete()
    table = ObjectiveTarget if isinstance(record, Objective) else ProgramTarget
    table._default_manager.bulk_create(lines)


def write_budgets(program: PlanProgram, budgets: Budgets) -> None:
    """Replace the amounts of all years and sources."""
    check_years(program, [year for year, _fund in budgets])
    rows = [
        ProgramBudget(program=program, year=year, fund=fund, amount=Decimal(amount))
        for (year, fund), amount in sorted(budgets.items())
    ]
    for row in rows:
        row.clean_fields()
        if row.amount < 0:
            raise ValidationError(_("An amount cannot be negative."))
    program.budgets.all().delete()
    ProgramBudget.objects.bulk_create(rows)
