"""What happens by itself with accounts and history? Doors opened by Celery beat."""

from celery import shared_task

from accounts.services import history_seals


@shared_task
def seal_history() -> int:
    """Seal the lines of history that are older than the last sealing; return the seal's number."""
    made = history_seals.seal()
    return made.number if made else 0
