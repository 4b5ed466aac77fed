"""When may a thing move, and what must be true first? A state machine that reads as a table.

A Step says WHEN a move is possible (sources) and WHAT must be true first (guard).
WHO may make it is the permission "<app>.<verb>_<noun>", defined in the app's rules.py.
Only services call Machine.take().
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


class Blocked(Exception):
    """Allowed in principle, but not now. Carries reasons meant for people."""

    def __init__(self, reasons: Iterable[Any]) -> None:
        self.reasons = [str(reason) for reason in reasons]
        super().__init__("; ".join(self.reasons))


def nothing_more(obj: Any) -> list[str]:
    """The guard of a step that asks nothing beyond its sources."""
    return []


@dataclass(frozen=True, kw_only=True)
class Step:
    """One row of a transition table; `label` is the verb as people read it on the button."""

    sources: frozenset[str]
    target: str
    label: Any
    guard: Callable[[Any], list[str]] = nothing_more


class Machine:
    """The transition table of one noun of one app."""

    def __init__(self, app: str, noun: str, **steps: Step) -> None:
        self.app, self.noun, self.steps = app, noun, steps

    def permission(self, verb: str) -> str:
        """Name the permission that the step `verb` needs, e.g. "masterplans.approve_chapter"."""
        return f"{self.app}.{verb}_{self.noun}"

    def reasons_against(self, verb: str, obj: Any) -> list[str]:
        """Return sentences that say why `verb` is not possible now; empty when it is."""
        step = self.steps[verb]
        if obj.state not in step.sources:
            return [
                _("“%(step)s” is not possible while the state is “%(state)s”.")
                % {"step": step.label, "state": obj.get_state_display()}
            ]
        return step.guard(obj)

    def offered_to(self, user: Any, obj: Any) -> list[tuple[str, Step]]:
        """Return the (verb, step) pairs whose source fits and which `user` may take."""
        return [
            (verb, step)
            for verb, step in self.steps.items()
            if obj.state in step.sources and user.has_perm(self.permission(verb), obj)
        ]

    def take(self, verb: str, obj: Any, *, by: Any) -> None:
        """Move `obj` to the step's target in memory; the caller saves.

        Raises PermissionDenied when `by` may never do it, Blocked when not now.
        """
        if not by.has_perm(self.permission(verb), obj):
            raise PermissionDenied(self.permission(verb))
        if reasons := self.reasons_against(verb, obj):
            raise Blocked(reasons)
        obj.state = self.steps[verb].target
