"""What does the portal do by itself on this floor? Keep the board computed, send letters, close evaluations."""

from celery import shared_task

from workshops.services import deliveries, standings, surveys


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
