"""What can an edition ask of a region, and which outputs can be computed?

The floors above know how to ask and how to compute; they register their kinds here when the
portal starts, so that the ministry is offered exactly what works.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Requirement:
    """A kind of requirement; `parameters` names each parameter and its type (int or bool)."""

    name: str
    sentence: Any
    parameters: dict[str, type]

    def said(self, parameters: dict[str, Any]) -> str:
        """Say the requirement with its parameters, in the active language."""
        known = {name: parameters.get(name, "…") for name in self.parameters}
        return str(self.sentence).format(**known)


REQUIREMENTS: dict[str, Requirement] = {}
OUTPUTS: dict[str, Any] = {}


def register_requirement(name: str, sentence: Any, parameters: dict[str, type]) -> None:
    REQUIREMENTS[name] = Requirement(name, sentence, parameters)


def register_output(code: str, label: Any) -> None:
    """Offer an output that is computed from the records of the plan."""
    OUTPUTS[code] = label
