"""What does printing books ask for? Everything read once, in a constant number of queries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from masterplans.models import (
    Book,
    Chapter,
    ChapterRevision,
    Endorsement,
    Masterplan,
    Section,
    Verdict,
)
from masterplans.pdf.plan_context import plan_records
from masterplans.pdf.records import PlanRecords
from programs.models import Agency, MentorAssignment, Tenure


@dataclass(frozen=True)
class Shelf:
    """Books with everything that printing them asks for, read once; `whole`: all of a plan as one volume."""

    plan: Masterplan
    books: list[Book]
    whole: bool
    chapters: list[Chapter]
    records: PlanRecords
    agencies: list[Agency]
    mentors: list[MentorAssignment]
    tenures: list[Tenure]
    siblings: list[Book]

    @property
    def zone(self) -> str:
        return self.plan.enrolment.region.timezone

    @property
    def book(self) -> Book:
        return self.books[0]


def chapters_of(books: list[Book]) -> Any:
    newest_first = ChapterRevision.objects.order_by("-number").select_related("submitted_by")
    verdicts = Verdict.objects.filter(outcome=Verdict.Outcome.APPROVED).select_related("by")
    agreed = Endorsement.objects.filter(outcome=Endorsement.Outcome.ENDORSED).select_related("by")
    return (
        Chapter.objects.filter(book__in=books)
        .select_related("agency", "book")
        .prefetch_related(
            Prefetch("sections", Section.objects.order_by("order")),
            Prefetch(
                "revisions",
                newest_first.prefetch_related(
                    Prefetch("verdicts", verdicts), Prefetch("endorsements", agreed)
                ),
            ),
        )
        .order_by("book__number", "number")
    )


def shelf_of(plan_pk: int, at: datetime, only: Book | None = None) -> Shelf:
    plan = Masterplan.objects.select_related(
        "enrolment__region", "enrolment__cohort__edition", "enrolment__memorandum"
    ).get(pk=plan_pk)
    enrolment = plan.enrolment
    today = at.astimezone(ZoneInfo(enrolment.region.timezone)).date()
    siblings = list(Book.objects.filter(plan=plan).order_by("number"))
    books = [book for book in siblings if only is None or book.pk == only.pk]
    return Shelf(
        plan=plan,
        books=books,
        whole=only is None,
        chapters=list(chapters_of(books)),
        records=plan_records(plan),
        agencies=list(Agency.objects.filter(region=enrolment.region).exclude(kind="other")),
        mentors=list(
            MentorAssignment.objects.filter(enrolment=enrolment)
            .select_related("mentor")
            .order_by("since", "pk")
        ),
        tenures=list(
            Tenure.objects.at(today)
            .heads()
            .filter(office__region=enrolment.region)
            .select_related("office__agency", "official")
        ),
        siblings=siblings,
    )


def last_revision(chapter: Chapter) -> ChapterRevision | None:
    return next(iter(chapter.revisions.all()), None)
