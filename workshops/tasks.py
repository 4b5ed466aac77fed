"""Which doors lead from this floor to the workers? Each takes a number and may run twice."""

from collections.abc import Callable
from typing import Any

from celery import shared_task
from django.utils.translation import gettext_lazy, gettext_noop

from accounts.models import Job
from accounts.services import jobs
from workshops import link_mailer, mailer
from workshops.pdf import certificate_press

# Stored with the job as a msgid and translated where it is shown.
ONE_OF = gettext_noop("%(now)s of %(total)s")


@shared_task
def mail_letter(recipient_pk: int) -> None:
    """Mail the letter to the recipient with this number, once."""
    mailer.mail_letter_once(recipient_pk)


@jobs.performer("workshops.certificates", gettext_lazy("Printing certificates"))
def print_certificates(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Print the certificates that were issued and not printed yet."""
    return {"printed": certificate_press.print_waiting(job.arguments["plan"], _telling(report))}


@jobs.performer("workshops.certificate_bundle", gettext_lazy("Bundling certificates"))
def bundle_certificates(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Put the certificates of a meeting into one ZIP and one PDF."""
    return certificate_press.bundle(job.arguments["plan"], _telling(report))


@jobs.performer("workshops.certificate_mails", gettext_lazy("Mailing certificates"))
def mail_certificates(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Mail certificates to their holders."""
    return link_mailer.mail_certificates(job.arguments["plan"], _telling(report))


@jobs.performer("workshops.evaluation_links", gettext_lazy("Mailing links to the evaluation"))
def mail_evaluation_links(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Mail a link to everybody who was present."""
    return link_mailer.mail_links(job.arguments["survey"], _telling(report))


def _telling(report: jobs.Report) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        report(ONE_OF, done=done, total=total, now=min(done + 1, total))

    return tell
