"""How do the rows of a plan become records that blocks show? One query per kind of row."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.models import (
    ActionItem,
    GapItem,
    Masterplan,
    Mission,
    PlanProgram,
    QuickWin,
    ReadinessItem,
    SwotItem,
)
from masterplans.pdf.records import (
    ActionRow,
    GapRow,
    Horizon,
    MilestoneRow,
    MissionRow,
    ObjectiveRow,
    PlanRecords,
    ProgramRow,
    QuickWinRow,
    ReadinessRow,
    RiskRow,
    SwotRow,
)
from smartcity_portal.kit.formats import rupiah


def plan_records(plan: Masterplan) -> PlanRecords:
    """Return the records of a plan; wants `enrolment`, its region and its cohort loaded."""
    enrolment = plan.enrolment
    edition = enrolment.cohort.edition
    horizons = tuple(
        Horizon(
            rank,
            row.label,
            enrolment.period_start + row.first_year - 1,
            min(enrolment.period_start + row.last_year - 1, enrolment.period_end),
        )
        for rank, row in enumerate(edition.horizons.all(), start=1)
        if enrolment.period_start + row.first_year - 1 <= enrolment.period_end
    )
    swot = list(SwotItem.objects.filter(plan=plan))
    readiness = list(ReadinessItem.objects.filter(plan=plan).select_related("agency"))
    gaps = list(GapItem.objects.filter(plan=plan).select_related("dimension", "agency"))
    missions = list(Mission.objects.filter(plan=plan))
    programs = list(PlanProgram.objects.filter(plan=plan).with_parts())
    actions = list(ActionItem.objects.filter(plan=plan).select_related("agency"))
    strands = ActionItem.Strand.values
    actions.sort(key=lambda row: strands.index(row.strand))
    wins = list(
        QuickWin.objects.filter(plan=plan)
        .chosen()
        .select_related("dimension", "agency", "program")
        .prefetch_related("risks")
    )
    fast = {win.program_id for win in wins}
    return PlanRecords(
        place=enrolment.region.name,
        base_year=enrolment.period_start - 1,
        first=enrolment.period_start,
        last=enrolment.period_end,
        horizons=horizons,
        dimensions=tuple((row.code, row.name) for row in edition.dimensions.all()),
        readiness=tuple(map(_readiness, readiness)),
        swot=tuple(_swot(swot)),
        gaps=tuple(map(_gap, gaps)),
        vision=plan.vision,
        missions=tuple(_mission(place, row) for place, row in enumerate(missions, start=1)),
        programs=tuple(_program(row, horizons, row.pk in fast) for row in programs),
        actions=tuple(map(_action, actions)),
        quick_wins=tuple(map(_quick_win, wins)),
        examples=frozenset(
            kind
            for kind, rows in (
                ("readiness", readiness),
                ("swot", swot),
                ("gaps", gaps),
                ("vision", missions),
                ("programs", programs),
                ("roadmap", programs),
                ("budget", programs),
                ("action_plan", actions),
                ("quick_wins", wins),
                ("quick_win_profiles", wins),
            )
            if any(row.is_example for row in rows)
        ),
    )


def _agency(row: Any) -> str:
    return str(row.agency) if row.agency else ""


def _readiness(row: ReadinessItem) -> ReadinessRow:
    return ReadinessRow(
        row.component,
        row.part,
        row.indicator,
        row.condition,
        row.rating,
        row.get_rating_display(),
        _agency(row),
    )


def _swot(rows: Iterable[SwotItem]) -> list[SwotRow]:
    counts: dict[str, int] = {}
    found = []
    for row in rows:
        counts[row.quadrant] = counts.get(row.quadrant, 0) + 1
        found.append(SwotRow(row.quadrant, f"{row.quadrant}{counts[row.quadrant]}", row.statement))
    return found


def _gap(row: GapItem) -> GapRow:
    return GapRow(row.dimension.name, row.current, row.target, row.gap, row.solution, _agency(row))


def _mission(place: int, row: Mission) -> MissionRow:
    objectives = tuple(
        ObjectiveRow(
            objective.get("text", ""),
            objective.get("indicator", ""),
            str(objective.get("baseline", "")),
            {int(year): str(value) for year, value in objective.get("targets", {}).items()},
        )
        for objective in row.objectives
    )
    return MissionRow(_("Mission %(number)d.") % {"number": place}, row.text, objectives)


def _program(row: PlanProgram, horizons: Iterable[Horizon], quick_win: bool) -> ProgramRow:
    budgets: dict[int, Decimal] = {}
    sources: dict[str, Decimal] = {}
    for line in row.budgets.all():
        fund = line.get_fund_display()
        budgets[line.year] = budgets.get(line.year, Decimal(0)) + line.amount
        sources[fund] = sources.get(fund, Decimal(0)) + line.amount
    targets = {line.year: line.value for line in row.targets.all()}
    span = next((h for h in horizons if h.label == row.horizon.label), None)
    years = [*budgets, *targets] or ([span.first, span.last] if span else [0])
    return ProgramRow(
        code=row.code,
        name=row.name,
        dimension=row.dimension.name,
        subdimension=row.sub_dimension.name if row.sub_dimension else "",
        description=row.description,
        agency=_agency(row),
        partners=row.partners,
        indicator=row.indicator,
        unit=row.unit,
        baseline=row.baseline,
        targets=targets,
        budgets=budgets,
        sources=sources,
        first=min(years),
        last=max(years),
        quick_win=quick_win,
    )


def _action(row: ActionItem) -> ActionRow:
    years = (
        str(row.first_year)
        if row.first_year == row.last_year
        else f"{row.first_year}–{row.last_year}"
    )
    return ActionRow(
        row.get_strand_display(), row.action, row.output, years, _agency(row), row.budget
    )


def _quick_win(row: QuickWin) -> QuickWinRow:
    months = row.months and ngettext("%(count)d month", "%(count)d months", row.months) % {
        "count": row.months
    }
    cost = ", ".join(filter(None, [rupiah(row.cost) if row.cost else "", row.fund]))
    facts = (
        (_("Dimension"), row.dimension.name),
        (_("Agency"), row.agency.name if row.agency else ""),
        (_("Beneficiaries"), row.beneficiaries),
        (_("Partners"), row.partners),
        (_("Indicator"), row.indicator),
        (_("Target"), row.target),
        (_("Duration"), months or ""),
        (_("Cost and source"), cost),
        (_("Program of the plan"), str(row.program) if row.program else ""),
    )
    return QuickWinRow(
        name=row.name,
        dimension=row.dimension.name,
        agency=_agency(row),
        indicator=row.indicator,
        target=row.target,
        year=row.year,
        facts=tuple(fact for fact in facts if fact[1]),
        problem=row.problem,
        innovation=row.innovation,
        milestones=tuple(
            MilestoneRow(step["title"], min(step["months"]), max(step["months"]))
            for step in row.milestones
            if step.get("months")
        ),
        risks=tuple(map(_risk, row.risks.all())),
    )


def _risk(row: Any) -> RiskRow:
    product = row.likelihood * row.impact
    return RiskRow(
        row.risk,
        row.cause,
        str(row.likelihood),
        str(row.impact),
        row.level,
        "high" if product >= 15 else "mid" if product >= 6 else "low",
        row.treatment,
        row.owner,
    )
