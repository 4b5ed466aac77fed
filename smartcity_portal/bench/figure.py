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


def median_seconds(action: Callable[[], object], *, runs: int) -> float:
    """Run `action` once to warm up, then `runs` times, and return the median wall time in seconds."""
    action()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
