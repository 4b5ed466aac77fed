"""How do the programmes of a plan leave and enter, with targets and money of every year?"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from masterplans.lists.plan import (
    AGENCIES,
    DIMENSION,
    HORIZON,
    PART,
    TABLES,
    Table,
    required_plan,
    target_column,
    targets_in,
)
from masterplans.models import PlanProgram, ProgramBudget
from masterplans.services import records
from programs.lists.lookups import AGENCY
from programs.models import Enrolment
from smartcity_portal.kit.sheets import Choice, Column, Row, Rupiah, Sheet, Text, register

FIELDS = (
    "code", "status", "dimension", "sub_dimension", "name", "description", "horizon", "agency", "partners",
    "indicator", "unit", "baseline", "rpjmd_reference",
)  # fmt: skip
FUNDS = ProgramBudget.Source


def _columns(enrolment: Enrolment) -> list[Column]:
    return [
        Column("code", _("Code"), Text(12), required=True, width=11, example="GOV-01"),
        Column("status", _("Status"), Choice(PlanProgram.Status), width=14),
        Column("dimension", _("Dimension"), DIMENSION, required=True, width=20),
        Column("sub_dimension", _("Sub-dimension"), PART),
        Column("name", _("Programme"), Text(200), required=True, width=44),
        Column("description", _("Description"), Text(lines=True)),
        Column("horizon", _("Horizon"), HORIZON, required=True, width=20),
        Column("agency", _("Responsible agency (OPD)"), AGENCY),
        Column("supporting", _("Supporting agencies (OPD)"), AGENCIES),
        Column("partners", _("Partners"), Text(300)),
        Column("indicator", _("Indicator"), Text(200)),
        Column("unit", _("Unit"), Text(40), width=14),
        Column("baseline", _("Baseline"), Text(60), width=16),
        Column("rpjmd_reference", _("RPJMD reference"), Text(200)),
        *[
            column
            for year in enrolment.years
            for column in (target_column(year), *money_columns(year))
        ],
        Column("total", _("Total (Rp)"), Rupiah(), computed=True),
    ]


def money_columns(year: int) -> list[Column]:
    """Return the columns of the money of one year, by source."""
    return [
        Column(
            f"{fund.value}_{year}",
            format_lazy(_("Budget {year} {fund} (Rp)"), year=year, fund=fund.label),
            Rupiah(),
        )
        for fund in FUNDS
    ]


@dataclass(frozen=True)
class Programs(Table):
    """Programmes, with target and money of every year."""

    def values(self, record: Any) -> dict[str, Any]:
        budgets = list(record.budgets.all())
        return {
            **super().values(record),
            "supporting": list(record.supporting.all()),
            **{f"target_{line.year}": line.value for line in record.targets.all()},
            **{f"{line.fund}_{line.year}": line.amount for line in budgets},
            "total": sum((line.amount for line in budgets), Decimal()),
        }

    def save(self, enrolment: Enrolment, row: Row, *, by: User) -> PlanProgram:
        program = PlanProgram.objects.filter(pk=row.id).first() if row.id else None
        fields = {name: row[name] for name in (*self.fields, "supporting") if name in row}
        fields["targets"] = targets_in(row, enrolment, program)
        fields["budgets"] = _budgets_in(row, enrolment, program)
        if program:
            return records.change_program(program, by=by, **fields)
        return records.add_program(required_plan(enrolment), by=by, **fields)


def _budgets_in(
    row: Row, enrolment: Enrolment, program: PlanProgram | None
) -> dict[tuple[int, str], Decimal]:
    """Return the money of all years: that of the line over that which stands; none is no line."""
    budgets = {(b.year, b.fund): b.amount for b in program.budgets.all()} if program else {}
    for year in enrolment.years:
        for fund in FUNDS.values:
            if f"{fund}_{year}" in row:
                budgets[(year, fund)] = row[f"{fund}_{year}"]
    return {key: amount for key, amount in budgets.items() if amount is not None}


PROGRAMS = TABLES["masterplans.programs"] = Programs(
    PlanProgram,
    FIELDS,
    related=("dimension", "sub_dimension__dimension", "horizon", "agency"),
    many=("targets", "budgets", "supporting"),
)
register(
    Sheet(
        name="masterplans.programs",
        title=_("Programmes of the plan"),
        scope=Enrolment,
        columns=_columns,
        key=("code",),
        rows=PROGRAMS.rows,
        save=PROGRAMS.save,
        may_export="masterplans.view_masterplan",
        may_import="masterplans.add_record",
        page=lambda enrolment: reverse("masterplans:program_list", args=[enrolment.slug]),
    )
)
