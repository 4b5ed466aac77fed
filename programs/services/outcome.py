"""What came of many acts at once? Those that were done, and in words why the others were not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from smartcity_portal.kit.machine import Blocked


@dataclass
class Outcome:
    """Results of the acts that went through, and sentences about those that were refused."""

    done: list[Any] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def attempt(self, act: Callable[..., Any], *args: Any, about: str = "", **kwargs: Any) -> None:
        """Do one act, which is a transaction of its own; `about` names it in a refusal."""
        try:
            self.done.append(act(*args, **kwargs))
        except Blocked as blocked:
            named = [f"{about}: {reason}" if about else reason for reason in blocked.reasons]
            self.refused += named
