"""What does the portal do by itself on this floor? Keep the board computed, send letters, close evaluations,
forget receipts."""

from celery import shared_task

from workshops.services import check_ins, deliveries, standings, surveys


@shared_task
def refresh_standings() -> int:
    """Compute the rows that changed in the last minute, so that no reader waits for them."""
    return standings.bring_up_to_date()


@shared_task
def mail_unsent_letters() -> int:
    """Send again what the broker lost, and give up mails whose worker died."""
    return deliveries.sweep()


@shared_task
def close_evaluations() -> int:
    """Close and count the evaluations whose last day is over."""
    return surveys.close_over()


@shared_task
def forget_receipts() -> int:
    """Drop the receipts of check-ins that no phone can still be holding."""
    return check_ins.forget_old_receipts()
