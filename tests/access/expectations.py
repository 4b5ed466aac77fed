"""How is an expected answer written? As who may open, who may act, and who must not know.

A role that may neither open nor act gets 404 when the thing is not theirs to see, 403 when they
see it but may never do that; anonymous people are sent to sign in.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.people import ROLES

ANONYMOUS = "anonymous"
EVERYBODY = (*ROLES, ANONYMOUS)
SIGNED_IN = frozenset(ROLES)

OPEN, SIGN_IN, NEVER, UNKNOWN = "open", "sign in", "never", "unknown"


@dataclass(frozen=True)
class Row:
    """The expected answer of one URL to every role; `args` names what of the world fills the URL."""

    method: str
    answers: dict[str, str]
    args: Callable[[Any], list] = field(default=lambda world: [])
    query: str = ""
    data: dict[str, Any] = field(default_factory=dict)

    def data_in(self, world: Any) -> dict[str, Any]:
        """Return the data of one request."""
        return {name: _datum(world, value) for name, value in self.data.items()}


def _answers(allowed: frozenset[str], seen_by: frozenset[str]) -> dict[str, str]:
    answers = {}
    for role in ROLES:
        answers[role] = OPEN if role in allowed else NEVER if role in seen_by else UNKNOWN
    answers[ANONYMOUS] = SIGN_IN
    return answers


def roles(*names: str) -> frozenset[str]:
    unknown = set(names) - set(ROLES)
    assert not unknown, f"nobody is called {unknown}"
    return frozenset(names)


def page(
    allowed: frozenset[str], *args: str, seen_by: frozenset[str] = frozenset(), query: str = ""
) -> Row:
    """A page that `allowed` may open; `seen_by` know that it exists but may not (403)."""
    return Row("get", _answers(allowed, seen_by | allowed), _named(args), query)


def act(allowed: frozenset[str], *args: str, seen_by: frozenset[str], **data: Any) -> Row:
    """An act (POST) that `allowed` may do; the others of `seen_by` get 403, the rest 404.

    A datum "@name" is looked up in the world, a function is called anew for each request.
    """
    return Row("post", _answers(allowed, seen_by | allowed), _named(args), data=data)


def public(*args: str, method: str = "get", query: str = "") -> Row:
    """A page for everybody, signed in or not."""
    return Row(method, dict.fromkeys(EVERYBODY, OPEN), _named(args), query)


def own(*args: str, method: str = "get") -> Row:
    """A page of one's own: everybody who has signed in gets theirs."""
    return Row(method, _answers(SIGNED_IN, SIGNED_IN), _named(args))


def _named(names: tuple[str, ...]) -> Callable[[Any], list]:
    def look_up(world: Any) -> list:
        return [_find(world, name) for name in names]

    return look_up


def _find(world: Any, name: str) -> Any:
    """Follow a dotted name through the world; "=text" stands for itself."""
    if name.startswith("="):
        return name[1:]
    thing = world
    for part in name.split("."):
        thing = getattr(thing, part)
    return thing


def _datum(world: Any, value: Any) -> Any:
    if callable(value):
        return value()
    return _find(world, value[1:]) if value.startswith("@") else value
