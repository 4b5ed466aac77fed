"""How does a region's journey begin? Enrolled, with its plan and its four bimtek, in one act."""

from datetime import date

from django.db import transaction

from accounts.models import User
from masterplans.services import plans
from programs.models import Cohort, Enrolment, Region, StagePlan
from programs.services import enrolments
from workshops.agenda import read_time
from workshops.models import AgendaSession, Output, Workshop


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
    """Create the four bimtek with goals, agenda and outputs; the ones that exist are left alone."""
    known = set(enrolment.workshops.values_list("number", flat=True))
    stages = enrolment.cohort.edition.stages.prefetch_related("outputs")
    return [_lay_out(enrolment, stage) for stage in stages if stage.number not in known]


def _lay_out(enrolment: Enrolment, stage: StagePlan) -> Workshop:
    workshop = Workshop.objects.create(
        enrolment=enrolment, plan=stage, number=stage.number, goals=stage.goals
    )
    AgendaSession.objects.bulk_create(
        AgendaSession(
            workshop=workshop,
            day=row["day"],
            starts_at=read_time(row.get("start", "")),
            ends_at=read_time(row.get("end", "")),
            title=row["title"],
        )
        for row in stage.agenda
    )
    Output.objects.bulk_create(Output(workshop=workshop, plan=plan) for plan in stage.outputs.all())
    return workshop
