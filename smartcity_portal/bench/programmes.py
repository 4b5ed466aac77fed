"""What does a plan of 150 programmes weigh, with targets and money for every year? Laid out, then taken back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from masterplans.models import Masterplan, PlanProgram, ProgramBudget, ProgramTarget
from programs.models import Enrolment
from smartcity_portal.bench.crowd import Undo

FUNDS = ("APBD", "APBN", "CSR")


@contextmanager
def plan_of(many: int, enrolment: Enrolment) -> Iterator[None]:
    """Give the plan of an enrolment exactly so many programmes."""
    try:
        with transaction.atomic():
            _lay_out(many, Masterplan.objects.get(enrolment=enrolment))
            yield
            raise Undo
    except Undo:
        pass


def _lay_out(many: int, plan: Masterplan) -> None:
    plan.planprograms.all().delete()
    edition, agencies = plan.enrolment.cohort.edition, list(plan.enrolment.region.agencies.all())
    dimensions, horizons = list(edition.dimensions.all()), list(edition.horizons.all())
    programs = PlanProgram.objects.bulk_create(
        PlanProgram(
            plan=plan,
            order=number,
            code=f"P-{number:03d}",
            name=f"Program percontohan nomor {number} (contoh)",
            dimension=dimensions[number % len(dimensions)],
            horizon=horizons[number % len(horizons)],
            agency=agencies[number % len(agencies)],
            indicator="Layanan yang terhubung",
            unit="layanan",
            baseline="0",
        )
        for number in range(1, many + 1)
    )
    years = plan.enrolment.years
    ProgramTarget.objects.bulk_create(
        ProgramTarget(program=program, year=year, value=str(year - years[0]))
        for program in programs
        for year in years
    )
    ProgramBudget.objects.bulk_create(
        ProgramBudget(program=program, year=year, fund=fund, amount=125_000_000)
        for program in programs
        for year in years
        for fund in FUNDS
    )
