"""Are facts of the past being loaded? Then history carries their day, and nobody is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


@contextmanager
def loading(at: datetime | None) -> Iterator[None]:
    """Let what services write inside belong to the moment `at`; None is the present."""
    token = _moment.set(at)
    try:
        yield
    finally:
        _moment.reset(token)


def moment() -> datetime | None:
    """Return the moment that is being loaded, None in the present."""
    return _moment.get()
