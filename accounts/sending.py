"""How does a task reach the broker? By name, after commit, and never at the price of the page."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def send_soon(task: str, *args: object) -> bool:
    """Send a task by its name; return False when the broker is away (the sweep sends it later)."""
    try:
        current_app.tasks[task].apply_async(args=args, retry=False)
    except (OperationalError, OSError) as error:
        log.warning("broker away, %s waits for the sweep: %s", task, type(error).__name__)
        return False
    return True
