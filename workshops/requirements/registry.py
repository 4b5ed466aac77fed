"""Which kinds of requirement are there? Each is one function and one sentence.

An edition names the kinds and their parameters; the functions read `Facts` and answer with a Line.
"""

from collections.abc import Callable
from typing import Any

from workshops.lines import Line

Requirement = Callable[..., Line]
KINDS: dict[str, Requirement] = {}
SENTENCES: dict[str, Any] = {}


def requirement(sentence: Any) -> Callable[[Requirement], Requirement]:
    """Register a kind of requirement under its function's name, with its sentence."""

    def keep(function: Requirement) -> Requirement:
        KINDS[function.__name__] = function
        SENTENCES[function.__name__] = sentence
        return function

    return keep
