"""What does this floor tell the programme floor: what can be asked of a region, what computed?"""

from inspect import Parameter, signature

from django.utils.translation import gettext_lazy as _

from programs.guidance.kinds import register_output, register_requirement
from workshops.outputs import COMPUTED
from workshops.requirements import KINDS, SENTENCES, Requirement

OUTPUTS = {
    "readiness": _("Readiness is assessed"),
    "swot": _("The SWOT has entries"),
    "book-1": _("Buku 1 is handed in"),
    "vision": _("The vision is written down"),
    "programs": _("Programmes are written down"),
    "quick-win-nominations": _("Quick wins are nominated"),
    "roadmap": _("Programmes stand on the roadmap"),
    "quick-win-profiles": _("Chosen quick wins have their profiles"),
    "book-2": _("Buku 2 is handed in"),
    "commitment": _("The commitment is signed"),
    "quick-wins": _("A quick win is final"),
    "books": _("All books are approved"),
}


def _parameters(function: Requirement) -> dict[str, type]:
    """The parameters that an edition gives, which all follow the one that is asked about."""
    given = list(signature(function).parameters.values())[1:]
    return {
        parameter.name: parameter.annotation if parameter.annotation is not Parameter.empty else int
        for parameter in given
    }


for kind, function in KINDS.items():
    register_requirement(kind, SENTENCES[kind], _parameters(function))
for code in COMPUTED:
    register_output(code, OUTPUTS.get(code, code))
