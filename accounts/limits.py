"""Was something tried too often? Counted per window of time in the cache, shared by all processes."""

import time
from collections.abc import Callable
from typing import Any

from django.core.cache import cache

OWN_LIMIT = "has_own_limit"


def over(name: str, most: int, *, seconds: int = 60, count: bool = True) -> bool:
    """Count one more try of `name` and say whether it is one too many; `count=False` only looks."""
    key = f"limit:{name}:{int(time.time()) // seconds}"
    if not count:
        return (cache.get(key) or 0) > most
    if cache.add(key, 1, seconds * 2):
        return most < 1
    try:
        return cache.incr(key) > most
    except ValueError:
        return False


def own_limit(view: Callable) -> Callable[..., Any]:
    """Mark a view that counts by itself: a hall of 300 people may share one address."""
    setattr(view, OWN_LIMIT, True)
    return view
