"""How does a task reach the broker? By name, after commit, and never at the price of the page."""

import logging
import time

from celery import current_app
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)

PAUSE_SECONDS = 5.0
_pause = {"until": 0.0}


def send_soon(
    task: str, *args: object, queue: str | None = None, countdown: int | None = None
) -> bool:
    """Send a task by its name, to a queue of its own if need be; return False when the broker is away (the sweep sends it later).

    `countdown` keeps it back for some seconds. After a failure this process does not try again for some seconds, so that a page which tells
    forty people waits for the broker once and not forty times.
    """
    if time.monotonic() < _pause["until"]:
        return False
    try:
        current_app.tasks[task].apply_async(
            args=args, queue=queue, countdown=countdown or None, retry=False
        )
    except (OperationalError, OSError) as error:
        log.warning("broker away, %s waits for the sweep: %s", task, type(error).__name__)
        _pause["until"] = time.monotonic() + PAUSE_SECONDS
        return False
    return True


def try_again_now() -> None:
    """End the pause after a failure."""
    _pause["until"] = 0.0
