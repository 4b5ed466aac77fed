"""How do the rows of a plan become records that blocks show? One query per kind of row."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.models import (
    ActionItem,
    GapItem,
    Masterplan,
    Mission,
    Objective,
    PlanProgram,
    QuickWin,
    ReadinessItem,
    Sni37122Value,
    SwotItem,
    SwotStrategy,
    VisionKeyword,
)
from masterplans.pdf import quick_win_facts
from masterplans.pdf.ranking_records import ranking_tables
from masterplans.pdf.records import (
    ActionRow,
    GapRow,
    Horizon,
    IndicatorRow,
    KeywordRow,
    MilestoneRow,
    MissionRow,
    ObjectiveRow,
    PlanRecords,
    ProgramRow,
    QuickWinRow,
    ReadinessRow,
    RiskRow,
    StrategyRow,
    SwotRow,
)
from masterplans.sni37122 import by_code
from masterplans.swot import swot_codes
from smartcity_portal.kit.formats import number, rupiah


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
    codes = swot_codes(swot)
    strategies = list(
        SwotStrategy.objects.filter(plan=plan)
        .select_related("dimension", "agency")
        .prefetch_related("items")
    )
    pairs = SwotStrategy.Kind.values
    strategies.sort(key=lambda row: pairs.index(row.kind))
    keywords = list(VisionKeyword.objects.filter(plan=plan).prefetch_related("items"))
    missions = list(Mission.objects.filter(plan=plan).prefetch_related("objectives__targets"))
    values = list(Sni37122Value.objects.filter(plan=plan).select_related("agency"))
    programs = list(PlanProgram.objects.filter(plan=plan).with_parts())
    actions = list(ActionItem.objects.filter(plan=plan).select_related("agency"))
    strands = ActionItem.Strand.values
    actions.sort(key=lambda row: strands.index(row.strand))
    wins = list(
        QuickWin.objects.filter(plan=plan)
        .chosen()
        .select_related("dimension", "agency", "program", "gap", "continues", "continued_in")
        .prefetch_related("risks", "conditions", "reports", "swot_items")
    )
    fast = {win.program_id for win in wins}
    rankings = ranking_tables(plan)
    return PlanRecords(
        place=enrolment.region.name,
        base_year=enrolment.period_start - 1,
        first=enrolment.period_start,
        last=enrolment.period_end,
        horizons=horizons,
        dimensions=tuple((row.code, row.name) for row in edition.dimensions.all()),
        readiness=tuple(map(_readiness, readiness)),
        components=tuple(edition.readiness_components),
        swot=tuple(SwotRow(row.quadrant, codes[row.pk], row.statement) for row in swot),
        strategies=tuple(_strategy(row, codes) for row in strategies),
        keywords=tuple(_keyword(row, codes) for row in keywords),
        gaps=tuple(map(_gap, gaps)),
        vision=plan.vision,
        missions=tuple(_mission(place, row) for place, row in enumerate(missions, start=1)),
        programs=tuple(_program(row, horizons, row.pk in fast) for row in programs),
        actions=tuple(map(_action, actions)),
        quick_wins=tuple(map(_quick_win, wins)),
        rankings=rankings,
        indicators=tuple(_indicator(row) for row in values if row.indicator in by_code()),
        examples=frozenset(
            kind
            for kind, rows in (
                ("readiness", readiness),
                ("readiness_radar", readiness),
                ("swot", swot),
                ("swot_strategies", strategies),
                ("vision_keywords", keywords),
                ("gaps", gaps),
                ("vision", missions),
                ("programs", programs),
                ("roadmap", programs),
                ("budget", programs),
                ("totals", [*programs, *actions, *wins]),
                ("sni37122", values),
                ("action_plan", actions),
                ("quick_win_ranking", rankings),
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


def _codes_of(row: Any, codes: Mapping[int, str]) -> tuple[str, ...]:
    named = [codes[item.pk] for item in row.items.all()]
    return tuple(sorted(named, key=lambda code: ("SWOT".index(code[0]), int(code[1:]))))


def _strategy(row: SwotStrategy, codes: Mapping[int, str]) -> StrategyRow:
    dimension = row.dimension.name if row.dimension else ""
    return StrategyRow(row.kind, row.text, _codes_of(row, codes), dimension, _agency(row))


def _keyword(row: VisionKeyword, codes: Mapping[int, str]) -> KeywordRow:
    return KeywordRow(row.word, row.meaning, _codes_of(row, codes))


def _indicator(row: Sni37122Value) -> IndicatorRow:
    asked = by_code()[row.indicator]
    return IndicatorRow(
        asked.code,
        asked.title,
        asked.theme,
        "" if row.value is None else number(row.value.normalize()),
        row.unit or asked.unit,
        str(row.year or ""),
        row.evidence,
        row.unavailable_because,
        _agency(row),
    )


def _gap(row: GapItem) -> GapRow:
    return GapRow(row.dimension.name, row.current, row.target, row.gap, row.solution, _agency(row))


def _mission(place: int, row: Mission) -> MissionRow:
    objectives = tuple(map(_objective, row.objectives.all()))
    title = _("Mission %(number)d.") % {"number": place}
    return MissionRow(title, row.text, row.rpjmd_reference, objectives)


def _objective(row: Objective) -> ObjectiveRow:
    targets = {line.year: line.value for line in row.targets.all()}
    return ObjectiveRow(
        row.text, row.indicator, row.baseline, targets, row.unit, row.rpjmd_reference
    )


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
        status=row.get_status_display() if row.status else "",
        supporting=tuple(str(agency) for agency in row.supporting.all()),
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
        *quick_win_facts.threads(row),
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
