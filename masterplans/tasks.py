"""Which doors lead from a job to the press? Ids only; each may run twice."""

from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop

from accounts.models import Job
from accounts.services import jobs
from masterplans.models import Book
from masterplans.pdf import press

# Stored with the job as a msgid and translated where it is shown.
PRINTING = gettext_noop("Chapter %(now)s of %(total)s is being printed")


@jobs.performer("masterplans.book_draft", gettext_lazy("Printing a draft of the book"))
def print_draft(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Print the draft of a book."""
    book = Book.objects.get(pk=job.arguments["book"])
    draft = press.print_draft(book, progress=_telling(report))
    return {"sha256": draft.sha256, "pages": draft.pages, "size": draft.size}


@jobs.performer("masterplans.book_edition", gettext_lazy("Printing the book for good"))
def print_edition(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Print a book for good and put it on the shelf."""
    book = Book.objects.get(pk=job.arguments["book"])
    edition = press.print_edition(book, by=job.requested_by, progress=_telling(report))
    return {
        "sha256": edition.sha256,
        "pages": edition.pages,
        "size": edition.size,
        "edition": edition.number,
    }


def _telling(report: jobs.Report) -> Any:
    def tell(done: int, total: int) -> None:
        now = min(done + 1, total)
        report(PRINTING, done=done, total=total, now=now)

    return tell
