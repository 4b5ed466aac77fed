"""How are all the drafts of a region issued at once? By a worker, each in its own transaction."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from accounts.models import Job, User
from accounts.services import jobs
from accounts.services.permission import require
from commitments.models import Sheet
from commitments.services import sheets
from commitments.states import SHEET, SheetState
from programs.models import Enrolment
from smartcity_portal.kit.machine import Blocked

KIND = "commitments.issue_all"


def ready(enrolment: Enrolment) -> list[Sheet]:
    """The drafts against which nothing stands."""
    drafts = Sheet.objects.of(enrolment).promises().filter(state=SheetState.DRAFT)
    rows = drafts.with_names().order_by("version")
    return [sheet for sheet in rows if not SHEET.reasons_against("issue", sheet)]


def request(enrolment: Enrolment, *, by: User) -> Job:
    """Ask a worker to issue every draft that is ready. Raises Blocked when none is."""
    require("commitments.draft_sheet", enrolment, by=by)
    if not ready(enrolment):
        raise Blocked([_("No draft is ready to be issued. Open a draft to see what is missing.")])
    return jobs.enqueue(KIND, about=enrolment, by=by, enrolment=enrolment.pk)


@jobs.performer(KIND, gettext_lazy("Issuing the commitment sheets"))
def perform(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Issue one after the other; what was issued before an interruption stays issued."""
    enrolment = Enrolment.objects.with_names().get(pk=job.arguments["enrolment"])
    by, waiting = job.requested_by, ready(enrolment)
    assert by is not None
    for number, sheet in enumerate(waiting):
        report(
            gettext_noop("Issuing sheet %(n)s of %(total)s"),
            done=number,
            total=len(waiting),
            n=number + 1,
        )
        sheets.issue(sheet, by=by)
    return {"issued": len(waiting)}


def latest_job(enrolment: Enrolment) -> Job | None:
    """The last time that all drafts of this enrolment were issued, for its page."""
    return Job.objects.about(enrolment).filter(kind=KIND).first()
