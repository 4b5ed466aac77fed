"""What does the portal do by itself on this floor? Keep the rows of the board computed."""

from celery import shared_task

from workshops.services import standings


@shared_task
def refresh_standings() -> int:
    """Compute the rows that changed in the last minute, so that no reader waits for them."""
    return standings.bring_up_to_date()
