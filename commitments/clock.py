"""What happens by itself with commitments? Doors opened by Celery beat."""

from celery import shared_task

from commitments.services import attempt_steps, deadlines, revocation_lists


@shared_task
def remind_signatories() -> int:
    """Remind of sheets by the calendar; return how many people were told."""
    return deadlines.remind_by_calendar()


@shared_task
def expire_sheets() -> int:
    """Let sheets run out that nobody has signed for a month after their day."""
    return deadlines.expire_overdue()


@shared_task
def sweep_attempts() -> int:
    """End tries to sign elsewhere that nobody has ended; return how many."""
    return attempt_steps.sweep()


@shared_task
def renew_revocation_lists() -> int:
    """Publish lists of certificates taken back before the last ones end; return how many are new."""
    return revocation_lists.renew_if_possible()
