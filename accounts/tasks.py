"""Which doors lead to the workers? Each takes a number, may run twice, and only opens a service."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from accounts import mailer, runner
from accounts.models import Notice
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
def mail_unsent_notices() -> int:
    """Mail what could not be mailed when it was written."""
    late = Notice.objects.filter(
        mailed_at=None,
        to__is_active=True,
        created_at__range=(
            timezone.now() - timedelta(days=3),
            timezone.now() - timedelta(minutes=1),
        ),
    ).values_list("pk", flat=True)[:200]
    return sum(send_soon("accounts.tasks.mail_notice", pk) for pk in late)
