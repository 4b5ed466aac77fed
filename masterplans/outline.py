"""How does a chapter's tree change and count? Pure functions on its sections in reading order.

The tree is the order and the levels: what follows a section at a deeper level is inside it.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from masterplans.models.section import DEEPEST
from smartcity_portal.kit.machine import Blocked

Rows = list[Any]


def branch(rows: Sequence[Any], section: Any) -> Rows:
    """Return a section and everything inside it."""
    start = rows.index(section)
    end = start + 1
    while end < len(rows) and rows[end].level > section.level:
        end += 1
    return list(rows[start:end])


def settle(rows: Sequence[Any], chapter: int) -> None:
    """Give rows their order, a level that has a parent, and their numeral: "2.1.3"."""
    counters: list[int] = []
    for order, row in enumerate(rows, 1):
        row.level = min(row.level, len(counters) + 1, DEEPEST)
        counters = [*counters[: row.level], *([0] * (row.level - len(counters)))]
        counters[row.level - 1] += 1
        row.order = order
        row.numeral = ".".join(map(str, [chapter, *counters]))


def stepped(rows: Sequence[Any], section: Any, step: str) -> Rows:
    """Return the rows after a section with everything inside it took one step; Blocked at an edge."""
    return STEPS[step](list(rows), section)


def placed_before(rows: Sequence[Any], section: Any, other: Any) -> Rows:
    """Return the rows after a section with everything inside it went before another one."""
    moving = branch(rows, section)
    if other in moving:
        raise Blocked([_("A section cannot be put inside itself.")])
    rest = [row for row in rows if row not in moving]
    _shift(moving, other.level - section.level)
    at = rest.index(other)
    return [*rest[:at], *moving, *rest[at:]]


def _up(rows: Rows, section: Any) -> Rows:
    before = _sibling_before(rows, section)
    if before is None:
        raise Blocked([_("“%(title)s” is already the first at its level.") % _named(section)])
    return placed_before(rows, section, before)


def _down(rows: Rows, section: Any) -> Rows:
    moving = branch(rows, section)
    end = rows.index(section) + len(moving)
    if end >= len(rows) or rows[end].level < section.level:
        raise Blocked([_("“%(title)s” is already the last at its level.") % _named(section)])
    return placed_before(rows, rows[end], section)


def _in(rows: Rows, section: Any) -> Rows:
    if _sibling_before(rows, section) is None:
        raise Blocked(
            [_("There is no section before “%(title)s” to put it into.") % _named(section)]
        )
    moving = branch(rows, section)
    if max(row.level for row in moving) >= DEEPEST:
        words = {**_named(section), "deepest": DEEPEST}
        raise Blocked(
            [_("“%(title)s” cannot go deeper: a chapter has %(deepest)s levels.") % words]
        )
    _shift(moving, 1)
    return rows


def _out(rows: Rows, section: Any) -> Rows:
    """It comes to stand behind what it was in, so that what followed it stays where it is."""
    if section.level == 1:
        raise Blocked([_("“%(title)s” is already at the highest level.") % _named(section)])
    start = rows.index(section)
    parent = next(row for row in reversed(rows[:start]) if row.level < section.level)
    whole, moving = branch(rows, parent), branch(rows, section)
    _shift(moving, -1)
    at = rows.index(parent)
    behind = rows[at + len(whole) :]
    return [*rows[:at], *(row for row in whole if row not in moving), *moving, *behind]


STEPS: dict[str, Callable[[Rows, Any], Rows]] = {"up": _up, "down": _down, "in": _in, "out": _out}


def _sibling_before(rows: Rows, section: Any) -> Any:
    for row in reversed(rows[: rows.index(section)]):
        if row.level == section.level:
            return row
        if row.level < section.level:
            return None
    return None


def _shift(rows: Rows, by: int) -> None:
    for row in rows:
        row.level = max(1, min(row.level + by, DEEPEST))


def _named(section: Any) -> dict[str, str]:
    return {"title": section.title}
