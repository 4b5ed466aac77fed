"""How does a task reach the broker? By name, after commit, and never at the price of the page."""

import logging
import time
from collections.abc import Iterable
from typing import Any

from celery import current_app
from kombu.exceptions import ChannelError, OperationalError

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


def messages_in(queues: Iterable[str]) -> dict[str, int]:
    """Return how many messages wait in each queue; as if none did while the broker is away."""
    found = dict.fromkeys(queues, 0)
    if not found:
        return found
    try:
        with current_app.connection_for_read() as connection:
            for queue in found:
                found[queue] = _size(connection, queue)
    except (OperationalError, OSError) as error:
        log.warning("broker away, its queues were not counted: %s", type(error).__name__)
    return found


def _size(connection: Any, queue: str) -> int:
    try:
        return connection.default_channel.queue_declare(queue=queue, passive=True).message_count
    except ChannelError:
        return 0


def try_again_now() -> None:
    """End the pause after a failure."""
    _pause["until"] = 0.0
