"""What is one measured figure? A name, a value with its unit, a target, and whether it holds."""

import statistics
import time
from collections.abc import Callable
from typing import TypedDict


class Figure(TypedDict):
    name: str
    value: float
    unit: str
    target: str
    ok: bool | None


def at_most(name: str, value: float, limit: float, *, unit: str) -> Figure:
    """Return a figure that holds when `value` is not above `limit`."""
    return Figure(
        name=name, value=round(value, 4), unit=unit, target=f"≤ {limit:g}", ok=value <= limit
    )


def for_the_record(name: str, value: float, *, unit: str) -> Figure:
    """Return a figure without a target."""
    return Figure(name=name, value=round(value, 4), unit=unit, target="", ok=None)


def beside(
    action: Callable[[], object], other: Callable[[], object], *, runs: int
) -> tuple[float, float]:
    """Return the median wall times in seconds of two actions that take turns.

    Turn by turn both meet the same noise of the machine, so their ratio can be trusted.
    """
    action()
    other()
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for times, act in zip(taken, (action, other), strict=True):
            start = time.perf_counter()
            act()
            times.append(time.perf_counter() - start)
    return statistics.median(taken[0]), statistics.median(taken[1])
