"""How do the programmes of a plan leave and enter, with targets and money of every year?"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from masterplans.lists.plan import DIMENSION, HORIZON, PART, required_plan
from masterplans.models import PlanProgram, ProgramBudget
from masterplans.services import records
from programs.lists.lookups import AGENCY
from programs.models import Enrolment
from smartcity_portal.kit.sheets import Column, Row, Rupiah, Sheet, Text, register

FIELDS = (
    "code", "dimension", "sub_dimension", "name", "description", "horizon", "agency", "partners",
    "indicator", "unit", "baseline", "rpjmd_reference",
)  # fmt: skip
FUNDS = ProgramBudget.Source


def _columns(enrolment: Enrolment) -> list[Column]:
    return [
        Column("code", _("Code"), Text(12), required=True, width=11, example="GOV-01"),
        Column("dimension", _("Dimension"), DIMENSION, required=True, width=20),
        Column("sub_dimension", _("Sub-dimension"), PART),
        Column("name", _("Programme"), Text(200), required=True, width=44),
        Column("description", _("Description"), Text(lines=True)),
        Column("horizon", _("Horizon"), HORIZON, required=True, width=20),
        Column("agency", _("Responsible agency (OPD)"), AGENCY),
        Column("partners", _("Partners"), Text(300)),
        Column("indicator", _("Indicator"), Text(200)),
        Column("unit", _("Unit"), Text(40), width=14),
        Column("baseline", _("Baseline"), Text(60), width=16),
        Column("rpjmd_reference", _("RPJMD reference"), Text(200)),
        *[column for year in enrolment.years for column in _columns_of(year)],
        Column("total", _("Total (Rp)"), Rupiah(), computed=True),
    ]


def _columns_of(year: int) -> list[Column]:
    target = Column(
        f"target_{year}", format_lazy(_("Target {year}"), year=year), Text(60), width=16
    )
    money = [
        Column(
            f"{fund.value}_{year}",
            format_lazy(_("Budget {year} {fund} (Rp)"), year=year, fund=fund.label),
            Rupiah(),
        )
        for fund in FUNDS
    ]
    return [target, *money]


def _rows(enrolment: Enrolment, user: User) -> Iterator[dict[str, Any]]:
    programs = (
        PlanProgram.objects.filter(plan__enrolment=enrolment)
        .select_related("dimension", "sub_dimension__dimension", "horizon", "agency")
        .prefetch_related("targets", "budgets")
    )
    for program in programs:
        budgets = list(program.budgets.all())
        yield {
            "id": program.pk,
            **{name: getattr(program, name) for name in FIELDS},
            **{f"target_{target.year}": target.value for target in program.targets.all()},
            **{f"{line.fund}_{line.year}": line.amount for line in budgets},
            "total": sum((line.amount for line in budgets), Decimal()),
        }


def _save(enrolment: Enrolment, row: Row, *, by: User) -> None:
    program = PlanProgram.objects.filter(pk=row.id).first()
    fields = {name: row[name] for name in FIELDS if name in row}
    years = _years(enrolment, row, program)
    if program:
        records.change_program(program, by=by, **years, **fields)
    else:
        records.add_program(required_plan(enrolment), by=by, **years, **fields)


def _years(enrolment: Enrolment, row: Row, program: PlanProgram | None) -> dict[str, Any]:
    """Return targets and budgets of all years: those of the file over those that stand."""
    targets = {line.year: line.value for line in program.targets.all()} if program else {}
    budgets = {(b.year, b.fund): b.amount for b in program.budgets.all()} if program else {}
    for year in enrolment.years:
        if f"target_{year}" in row:
            targets[year] = row[f"target_{year}"]
        for fund in FUNDS.values:
            if f"{fund}_{year}" in row:
                budgets[(year, fund)] = row[f"{fund}_{year}"]
    return {
        "targets": {year: value for year, value in targets.items() if value},
        "budgets": {key: amount for key, amount in budgets.items() if amount is not None},
    }


register(
    Sheet(
        name="masterplans.programs",
        title=_("Programmes of the plan"),
        scope=Enrolment,
        columns=_columns,
        key=("code",),
        rows=_rows,
        save=_save,
        may_export="masterplans.view_masterplan",
        may_import="masterplans.add_record",
        page=lambda enrolment: reverse("masterplans:program_list", args=[enrolment.slug]),
    )
)
