"""Which doors lead from a job to the press? Ids only; each may run twice."""

from collections.abc import Sequence
from typing import Any

from celery import shared_task
from django.utils.translation import gettext_lazy, gettext_noop

from accounts.models import Job
from accounts.sending import send_soon
from accounts.services import jobs
from masterplans.checks import leases
from masterplans.models import Book, Chapter, Masterplan, WordImport
from masterplans.outputs import freezing, making
from masterplans.pdf import book as pipeline
from masterplans.pdf import press, relay, volume_press
from masterplans.pdf.book import HandOut
from masterplans.pdf.parts import PartStore
from masterplans.pdf.setting import Task
from masterplans.word import intake
from smartcity_portal.kit.queues import BEGUN, BOOKS, OUTPUTS, PREVIEWS

# Stored with the job as a msgid and translated where it is shown.
PRINTING = gettext_noop("Chapter %(now)s of %(total)s is being printed")
ASSEMBLING = gettext_noop(
    "All %(total)s documents are printed; contents and cover are set and everything is put together."
)
WAITING = gettext_noop("%(done)s of %(total)s documents are printed.")
MAKING = gettext_noop("Records and texts are being read")
MAKING_PART = gettext_noop("Part %(now)s of %(total)s is being written")
WHOLE = {"queue": BOOKS, "resumed_in": BEGUN}


@jobs.performer("masterplans.book_draft", gettext_lazy("Printing a draft of the book"), **WHOLE)
def print_draft(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Print the draft of a book."""
    book = Book.objects.get(pk=job.arguments["book"])
    draft = press.print_draft(book, progress=_telling(report), hand_out=_sharing(job, book))
    return {"sha256": draft.sha256, "pages": draft.pages, "size": draft.size}


@jobs.performer("masterplans.book_edition", gettext_lazy("Printing the book for good"), **WHOLE)
def print_edition(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Print a book for good and put it on the shelf."""
    book = Book.objects.get(pk=job.arguments["book"])
    edition = press.print_edition(
        book,
        by=job.requested_by,
        progress=_telling(report),
        hand_out=_sharing(job, book),
        keep=freezing.keep,
    )
    return {
        "sha256": edition.sha256,
        "pages": edition.pages,
        "size": edition.size,
        "edition": edition.number,
    }


@jobs.performer("masterplans.volume_draft", gettext_lazy("Printing a draft of all books"), **WHOLE)
def print_volume_draft(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Print the draft of all books of a plan as one volume."""
    plan = Masterplan.objects.get(pk=job.arguments["plan"])
    draft = volume_press.print_draft(plan, progress=_telling(report), hand_out=_sharing(job, plan))
    return {"sha256": draft.sha256, "pages": draft.pages, "size": draft.size}


@jobs.performer("masterplans.volume_edition", gettext_lazy("Printing all books for good"), **WHOLE)
def print_volume(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Print a volume for good and put it on the shelf."""
    plan = Masterplan.objects.get(pk=job.arguments["plan"])
    edition = volume_press.print_edition(
        plan,
        by=job.requested_by,
        progress=_telling(report),
        hand_out=_sharing(job, plan),
        keep=freezing.keep,
    )
    return {
        "sha256": edition.sha256,
        "pages": edition.pages,
        "size": edition.size,
        "edition": edition.number,
    }


@jobs.performer(
    "masterplans.chapter_print", gettext_lazy("Printing a chapter to look at"), queue=PREVIEWS
)
def print_chapter(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Print one chapter, beside and before whole books."""
    chapter = Chapter.objects.select_related("book__plan__enrolment").get(
        pk=job.arguments["chapter"]
    )
    printed = press.print_chapter(chapter, progress=_telling(report))
    return {"sha256": printed.sha256, "pages": printed.pages, "size": printed.size}


@jobs.performer("masterplans.piece", gettext_lazy("Printing a chapter"), queue=BEGUN)
def print_piece(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Print one document of a chapter."""
    layout = relay.print_handed(job.arguments["piece"], pipeline.default_store())
    return {"pages": layout.pages}


@shared_task
def run_checks(run_pk: int) -> None:
    """Run the checks that are waited for, and again when more has come in meanwhile."""
    if leases.perform(run_pk):
        send_soon("masterplans.tasks.run_checks", run_pk)


@jobs.performer("masterplans.word_reading", gettext_lazy("Reading a Word document"))
def read_word(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Read a document that somebody brought, apart and within bounds."""
    arrival = WordImport.objects.with_names().get(pk=job.arguments["word_import"])
    intake.take_in(arrival)
    return {"url": arrival.get_absolute_url()}


@jobs.performer("masterplans.output", gettext_lazy("Making an output of the plan"), queue=OUTPUTS)
def make_output(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Make one file from the records and texts of a plan."""
    plans = Masterplan.objects.select_related("enrolment__region", "enrolment__cohort__edition")
    plan = plans.get(pk=job.arguments["plan"])
    book = plan.books.filter(pk=job.arguments["book"]).first() if job.arguments["book"] else None
    report(MAKING)
    output = making.make(
        plan,
        job.arguments["output"],
        book,
        by=job.requested_by,
        edition=making.edition_of(plan, job.arguments.get("edition", "")),
        progress=_part_by_part(report),
    )
    return {"sha256": output.sha256, "size": output.size, "url": output.get_absolute_url()}


def _part_by_part(report: jobs.Report) -> Any:
    def tell(done: int, total: int) -> None:
        report(MAKING_PART, done=done, total=total, now=min(done + 1, total))

    return tell


def _telling(report: jobs.Report) -> Any:
    def tell(done: int, total: int) -> None:
        if done < total:
            report(PRINTING, done=done, total=total, now=done + 1)
        else:
            report(ASSEMBLING, done=done, total=total)

    return tell


def _sharing(job: Job, about: Book | Masterplan) -> HandOut:
    """Let every missing document become a job of its own, the longest first."""

    def share(tasks: Sequence[Task], store: PartStore) -> None:
        handed = sorted(
            (relay.hand_out(task, store) for task in tasks), key=lambda piece: -piece.weight
        )
        parts = [
            jobs.enqueue(
                "masterplans.piece",
                about,
                by=job.requested_by,
                key=f"masterplans.piece:{piece.key}",
                is_part=True,
                piece=piece.key,
                label=piece.label,
                place=piece.place,
                weight=piece.weight,
            )
            for piece in handed
        ]
        raise jobs.WaitForParts(parts, WAITING)

    return share
