"""Which doors lead to the workers? Each takes a number, may run twice, and only opens a service."""

from datetime import timedelta

from celery import shared_task
from django.db.models import QuerySet
from django.utils import timezone

from accounts import mailer, runner
from accounts.models import Invitation, Notice
from accounts.sending import send_soon


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


def _numbers(rows: QuerySet) -> list[int]:
    return list(rows.values_list("pk", flat=True)[:200])
