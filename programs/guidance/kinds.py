"""What can an edition ask of a region, which outputs can be computed, and what is checked in a plan?

The floors above know how to ask and how to compute; they register their kinds here when the
portal starts, so that the ministry is offered exactly what works.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


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


@dataclass(frozen=True)
class Check:
    """A check of a plan; `weight` is what counts where an edition says nothing."""

    name: str
    title: Any
    rule: str
    weight: str


MUST, SHOULD, OFF = "must", "should", "off"
WEIGHTS = {MUST: _("must be settled"), SHOULD: _("worth a look"), OFF: _("not checked")}
REQUIREMENTS: dict[str, Requirement] = {}
OUTPUTS: dict[str, Any] = {}
CHECKS: dict[str, Check] = {}


def register_requirement(name: str, sentence: Any, parameters: dict[str, type]) -> None:
    REQUIREMENTS[name] = Requirement(name, sentence, parameters)


def register_output(code: str, label: Any) -> None:
    """Offer an output that is computed from the records of the plan."""
    OUTPUTS[code] = label


def register_check(name: str, title: Any, rule: str, weight: str) -> None:
    CHECKS[name] = Check(name, title, rule, weight)
