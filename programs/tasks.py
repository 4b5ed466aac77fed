"""Which doors of the programme lead to the workers? Ids only; each may run twice."""

from datetime import timedelta
from typing import Any

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy, gettext_noop

from accounts.models import Job
from accounts.sending import send_soon
from accounts.services import jobs
from programs import mailer
from programs.models import Candidacy, PassLetter
from programs.pdf import letters

PRINTING = gettext_noop("Letter to %(region)s, %(now)s of %(total)s")


@jobs.performer("programs.pass_letters", gettext_lazy("Printing the pass letters"))
def print_pass_letters(job: Job, report: jobs.Report) -> dict[str, Any]:
    """Print the copies of a pass letter and send them on their way."""
    letter = PassLetter.objects.select_related("cohort").get(pk=job.arguments["letter"])

    def progress(done: int, total: int, region: str) -> None:
        report(PRINTING, done=done, total=total, now=done + 1, region=region)

    printed = letters.print_copies(letter, progress)
    for candidacy in printed:
        if candidacy.contact_email:
            send_soon("programs.tasks.mail_pass_letter", candidacy.pk)
    return {"printed": len(printed), "url": letter.get_absolute_url()}


@shared_task
def mail_pass_letter(candidacy_pk: int) -> None:
    """Mail the pass letter of the candidacy with this number, once."""
    mailer.mail_pass_letter_once(candidacy_pk)


@shared_task
def mail_unsent_pass_letters() -> int:
    """Mail the letters that could not be mailed when they were printed."""
    recent = timezone.now() - timedelta(days=3)
    letters_waiting = Candidacy.objects.unmailed().filter(letter__issued_at__gte=recent)
    waiting = letters_waiting.values_list("pk", flat=True)[:200]
    return sum(send_soon("programs.tasks.mail_pass_letter", pk) for pk in list(waiting))
