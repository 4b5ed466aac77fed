"""What does the board cost when a whole country takes part? Cohorts laid out for measuring, then taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from masterplans.models import Chapter
from masterplans.states import ChapterState
from programs.models import Cohort, Enrolment, Memorandum, Region
from smartcity_portal.kit import clock
from workshops.models import Workshop
from workshops.services import journeys, standings

YEAR = 2090


class Undo(Exception):
    """Leaves the transaction so that everything in it is taken back."""


@contextmanager
def cohort_of(many: int, by) -> Iterator[Cohort]:
    """Lay out a cohort of `many` regions with plans, bimtek, chapters at work and MoUs."""
    try:
        with transaction.atomic():
            yield _lay_out(many, by)
            raise Undo
    except Undo:
        pass


def _lay_out(many: int, by) -> Cohort:
    model = Cohort.objects.get(year=2022)
    cohort = Cohort.objects.create(year=YEAR, edition=model.edition)
    today = clock.today()
    for place, region in enumerate(Region.objects.regencies_and_cities().order_by("code")[:many]):
        enrolment = journeys.begin(cohort, region, by=by, period_start=YEAR + 1)
        _bring_to(enrolment, place, today)
    standings.bring_up_to_date()
    return cohort


def _bring_to(enrolment: Enrolment, place: int, today: date) -> None:
    """Spread the regions over the stages, as in the middle of a year."""
    stage = 1 + place % 4
    enrolled_on = today - timedelta(days=40 + place % 30)
    Enrolment.objects.filter(pk=enrolment.pk).update(stage=stage, enrolled_on=enrolled_on)
    for number in range(1, stage + 1):
        day = today - timedelta(days=28 * (stage - number) + place % 9)
        Workshop.objects.filter(enrolment=enrolment, number=number).update(
            starts_on=day, ends_on=day, held=True
        )
    if place % 10:
        Memorandum.objects.create(enrolment=enrolment, title="MoU (contoh)", signed_on=today)
    chapters = Chapter.objects.filter(book__plan__enrolment=enrolment)
    states = (ChapterState.WRITING, ChapterState.IN_REVIEW, ChapterState.APPROVED)
    for turn, chapter in enumerate(chapters[: 2 * stage]):
        Chapter.objects.filter(pk=chapter.pk).update(
            state=states[(turn + place) % 3],
            state_since=timezone.now() - timedelta(days=(turn * 3 + place) % 25),
        )
