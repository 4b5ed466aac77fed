"""Who helps to print a book? Processes that begin early what will be wanted soon."""

import gc
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from typing import Any, TypeVar

Done = TypeVar("Done")


class Hands:
    """Up to `count` processes, forked when there is work for them; with a count of one nobody helps."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.pool: Executor | None = None

    def __enter__(self) -> "Hands":
        return self

    def __exit__(self, *raised: Any) -> None:
        self.let_go()

    @property
    def are_here(self) -> bool:
        return self.pool is not None

    def ask(self) -> None:
        """Let them come, if there are any."""
        if self.count > 1 and self.pool is None:
            gc.freeze()  # what they share with this process, they need not search
            self.pool = ProcessPoolExecutor(self.count, initializer=gc.disable)

    def begin(self, work: Callable[[], Done]) -> Callable[[], Done]:
        """Return what gives the result of `work`, which a helper begins now; without helpers, `work`."""
        return work if self.pool is None else self.pool.submit(work).result

    def let_go(self) -> None:
        """Wait for what was begun, then do without them."""
        if self.pool is not None:
            self.pool.shutdown()
            self.pool = None
