"""How does a test walk an enrolment to the stage it is about? Through the same services as people."""

import io
from datetime import date

from django.utils import timezone

from masterplans.models import Chapter, Masterplan, PlanProgram, QuickWin, QuickWinRisk, SwotItem
from masterplans.states import ChapterState, QuickWinState
from programs.models import Body, Memorandum
from tests.people import Town
from workshops.gates import gate_of
from workshops.lines import Line
from workshops.models import Output, Workshop
from workshops.services import outputs, workshops
from workshops.services.journeys import lay_out

PDF = b"%PDF-1.7 contoh"
QUADRANTS = ("S", "W", "O", "T")


def journey(town: Town) -> Masterplan:
    """Give the town's enrolment its plan and its four bimtek."""
    from masterplans.services import plans

    plan = plans.open_for(town.enrolment, by=town["ministry"])
    lay_out(town.enrolment)
    return plan


def workshop(town: Town, number: int) -> Workshop:
    return Workshop.objects.get(enrolment=town.enrolment, number=number)


def hold(town: Town, number: int) -> Workshop:
    return workshops.record_held(
        workshop(town, number),
        by=town["coordinator"],
        participants=80,
        opened_by="Sekretaris Daerah",
    )


def sign_memorandum(town: Town) -> Memorandum:
    return Memorandum.objects.create(
        enrolment=town.enrolment, title="Nota Kesepahaman", signed_on=date(2019, 5, 15)
    )


def decree_bodies(town: Town) -> None:
    for kind in ("dewan", "tim"):
        Body.objects.create(enrolment=town.enrolment, kind=kind, decree=f"SK {kind} 1/2019")


def fill_swot(plan: Masterplan, each: int = 3) -> None:
    SwotItem.objects.bulk_create(
        SwotItem(plan=plan, quadrant=quadrant, statement=f"Pernyataan {n}", order=n)
        for quadrant in QUADRANTS
        for n in range(each)
    )


def approve_book(plan: Masterplan, number: int) -> None:
    Chapter.objects.filter(book__plan=plan, book__number=number).update(
        state=ChapterState.APPROVED, state_since=timezone.now()
    )


def cover_dimensions(plan: Masterplan) -> None:
    edition = plan.enrolment.cohort.edition
    rows = [(d, h) for d in edition.dimensions.all() for h in edition.horizons.all()]
    PlanProgram.objects.bulk_create(
        PlanProgram(plan=plan, code=f"P{n}", dimension=d, horizon=h, name=f"Program {n}")
        for n, (d, h) in enumerate(rows)
    )


def quick_win(plan: Masterplan, n: int, *, town: Town | None = None, state: str = "") -> QuickWin:
    """A quick win; with a town its profile is complete."""
    dimension = plan.enrolment.cohort.edition.dimensions.first()
    profile = (
        {
            "agency": town.works,
            "problem": "Antre panjang",
            "innovation": "Satu loket",
            "indicator": "Menit",
            "months": 6,
        }
        if town
        else {}
    )
    row = QuickWin.objects.create(
        plan=plan,
        year=2020,
        name=f"Quick win {n}",
        dimension=dimension,
        state=state or QuickWinState.NOMINATED,
        **profile,
    )
    if town:
        QuickWinRisk.objects.create(quick_win=row, risk="Terlambat", likelihood=2, impact=3)
    return row


def check_outputs(town: Town, number: int) -> None:
    """Mark every output of a stage as checked, as the mentor would."""
    Output.objects.filter(workshop=workshop(town, number)).update(
        checked_by=town["mentor"], checked_at=timezone.now()
    )


def upload(town: Town, code: str, content: bytes = PDF, name: str = "berkas.pdf") -> Output:
    output = Output.objects.get(workshop__enrolment=town.enrolment, plan__code=code)
    return outputs.upload(output, io.BytesIO(content), by=town["coordinator"], name=name)


def meet_stage_one(town: Town, plan: Masterplan) -> None:
    """Everything that the first stage asks for."""
    sign_memorandum(town)
    decree_bodies(town)
    hold(town, 1)
    fill_swot(plan)
    approve_book(plan, 1)
    check_outputs(town, 1)


def line(town: Town, kind: str, stage: int) -> Line:
    """Ask the gate for one kind of requirement."""
    town.enrolment.refresh_from_db()
    return next(line for line in gate_of(town.enrolment, stage).lines if line.kind == kind)
