"""How does a region's journey begin? Enrolled, with its plan and its four bimtek, in one act."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from masterplans.services import plans
from programs.models import Cohort, Enrolment, Region, StagePlan
from programs.services import enrolments
from workshops.agenda_sources import wanted
from workshops.models import AgendaSession, Output, Workshop
from workshops.services import worksheets


@transaction.atomic
def begin(
    cohort: Cohort,
    region: Region,
    *,
    by: User,
    period_start: int,
    enrolled_on: date | None = None,
) -> Enrolment:
    """Enrol a region and lay out its whole year as the edition plans it.

    Raises Blocked when the region is enrolled in this cohort already.
    """
    enrolment = enrolments.enrol(
        cohort, region, by=by, period_start=period_start, enrolled_on=enrolled_on
    )
    plans.open_for(enrolment, by=by)
    lay_out(enrolment)
    return enrolment


def lay_out(enrolment: Enrolment) -> list[Workshop]:
    """Create the four bimtek with goals, agenda, outputs and worksheets; the ones that exist are left alone."""
    known = set(enrolment.workshops.values_list("number", flat=True))
    stages = enrolment.cohort.edition.stages.prefetch_related("outputs", "worksheets")
    return [_lay_out(enrolment, stage) for stage in stages if stage.number not in known]


def _lay_out(enrolment: Enrolment, stage: StagePlan) -> Workshop:
    workshop = Workshop.objects.create(
        enrolment=enrolment, plan=stage, number=stage.number, goals=stage.goals
    )
    AgendaSession.objects.bulk_create(
        AgendaSession(workshop=workshop, order=order, plan_title=row["title"], **wanted(row))
        for order, row in enumerate(stage.agenda)
    )
    Output.objects.bulk_create(Output(workshop=workshop, plan=plan) for plan in stage.outputs.all())
    worksheets.lay_out(workshop)
    return workshop


def follow(enrolment: Enrolment) -> None:
    """Bring the bimtek of one enrolment to the revision that its cohort goes by now.

    What exists is kept and found again by number and code; stages that are closed get nothing new.
    """
    stages = enrolment.cohort.edition.stages.prefetch_related("outputs", "worksheets")
    plans_by_number = {stage.number: stage for stage in stages}
    for workshop in enrolment.workshops.select_for_update(of=("self",)).select_related("plan"):
        stage = plans_by_number[workshop.number]
        if not workshop.held and workshop.goals == workshop.plan.goals:
            workshop.goals = stage.goals
        workshop.plan = stage
        workshop.save(update_fields=["plan", "goals"])
        _follow_outputs(workshop, stage, is_closed=workshop.number < enrolment.stage)
        _point_to(workshop.worksheets.select_related("plan"), stage.worksheets.all())
        if workshop.number >= enrolment.stage:
            worksheets.lay_out(workshop)


def _follow_outputs(workshop: Workshop, stage: StagePlan, *, is_closed: bool) -> None:
    found = _point_to(workshop.outputs.select_related("plan"), stage.outputs.all())
    if not is_closed:
        Output.objects.bulk_create(
            Output(workshop=workshop, plan=plan)
            for plan in stage.outputs.all()
            if plan.code not in found
        )


def _point_to(rows: Iterable[Any], plans: Iterable[Any]) -> set[str]:
    """Let rows name the plan of the same code; return the codes that were there."""
    by_code = {plan.code: plan for plan in plans}
    found = set()
    for row in rows:
        found.add(row.plan.code)
        if row.plan.code in by_code:
            row.plan = by_code[row.plan.code]
            row.save(update_fields=["plan"])
    return found
