"""When is given back what laying out a document took? Not before its end, then all at once."""

import contextlib
import ctypes
import gc
from collections.abc import Iterator
from contextvars import ContextVar

_waiting = ContextVar("_waiting", default=False)


@contextlib.contextmanager
def collecting(*, thoroughly: bool) -> Iterator[None]:
    """Layout builds trees that live until the end: whoever looks for garbage before only loses time.

    A process that only prints has its collector switched off; it hands over what it printed first.
    A document that is rendered while another one waits leaves the search to that one.
    """
    if _waiting.get():
        yield
        return
    was_on = gc.isenabled()
    if thoroughly and not was_on:
        _give_back()
    gc.disable()
    token = _waiting.set(True)
    try:
        yield
    finally:
        _waiting.reset(token)
        if thoroughly and was_on:
            _give_back()
        if was_on:
            gc.enable()


def _give_back() -> None:
    """Return what laying out took: its trees hold each other, and the allocator would keep the room.

    What outlives a document is set aside, so that the next search looks at that document only.
    """
    gc.collect()
    gc.freeze()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
