"""Which doors lead to the workers? Each takes a number, may run twice, and only opens a service."""

from datetime import timedelta
from typing import Any

from celery import shared_task
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy, gettext_noop

from accounts import imports, mailer, runner
from accounts.models import ImportDraft, Invitation, Job, Notice
from accounts.sending import send_soon
from accounts.words import JOB_TITLES

# Stored with the job as msgids and translated where they are shown.
CHECKING = gettext_noop("Row %(now)s of %(total)s is being checked")
GOING_IN = gettext_noop("Row %(now)s of %(total)s goes in")


@shared_task
def run_job(job_pk: int) -> None:
    """Perform the job with this number."""
    runner.run(job_pk)


@shared_task
def sweep_jobs() -> int:
    """Send lost and unsent jobs again."""
    return runner.sweep()


@shared_task
def mail_notice(notice_pk: int) -> None:
    """Mail the notice with this number, once."""
    mailer.mail_once(notice_pk)


@shared_task
def mail_invitation(invitation_pk: int) -> None:
    """Mail the invitation with this number, once."""
    mailer.mail_invitation_once(invitation_pk)


@shared_task
def mail_unsent_notices() -> int:
    """Mail what could not be mailed when it was written: notices and invitations."""
    now = timezone.now()
    late = (now - timedelta(days=3), now - timedelta(minutes=1))
    notices = Notice.objects.unmailed().filter(created_at__range=late)
    invitations = Invitation.objects.unmailed().filter(created_at__lt=late[1])
    sent = [send_soon("accounts.tasks.mail_notice", pk) for pk in _numbers(notices)]
    sent += [send_soon("accounts.tasks.mail_invitation", pk) for pk in _numbers(invitations)]
    return sum(sent)


@shared_task
def forget_old_imports() -> int:
    """Forget the cells of uploads that nobody has decided about for a week."""
    return imports.forget()


def check_import(job: Job, report: runner.Report) -> dict[str, Any]:
    """Check an uploaded list."""
    draft = ImportDraft.objects.get(pk=int(job.subject.rpartition(":")[2]))
    imports.check(draft, _telling(report, CHECKING))
    return {"url": draft.get_absolute_url()}


def apply_import(job: Job, report: runner.Report) -> dict[str, Any]:
    """Let the right rows of an uploaded list go in."""
    draft = ImportDraft.objects.get(pk=int(job.subject.rpartition(":")[2]))
    applied = imports.apply(draft, _telling(report, GOING_IN))
    return {"url": draft.get_absolute_url(), **applied}


runner.PERFORMERS |= {"accounts.import_check": check_import, "accounts.import_apply": apply_import}
JOB_TITLES |= {
    "accounts.import_check": gettext_lazy("Checking a list"),
    "accounts.import_apply": gettext_lazy("Bringing a list in"),
}


def _telling(report: runner.Report, sentence: str) -> imports.Progress:
    def tell(done: int, total: int) -> None:
        report(sentence, done=done, total=total, now=min(done + 1, total))

    return tell


def _numbers(rows: QuerySet) -> list[int]:
    return list(rows.values_list("pk", flat=True)[:200])
