"""How are requirements, blocks and owners of a guidance edition called on the page that shows it?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from programs.guidance.kinds import REQUIREMENTS

PARAMETERS: dict[str, Any] = {
    "minimum": _("at least"),
    "book": _("Buku"),
    "per_horizon": _("in every horizon"),
    "accepted": _("accepted by the mentor"),
    "confirmed": _("confirmed by somebody else"),
}

BLOCKS: dict[str, Any] = {
    "swot": _("SWOT table"),
    "readiness": _("Readiness table"),
    "readiness_radar": _("Readiness by component as a web"),
    "swot_strategies": _("Strategies from SWOT"),
    "gaps": _("Table of gaps"),
    "vision_keywords": _("Keywords of the vision"),
    "vision": _("Vision, missions and objectives"),
    "programs": _("Table of programs"),
    "action_plan": _("Action plan"),
    "roadmap": _("Roadmap"),
    "budget": _("Budget"),
    "totals": _("Programs in figures"),
    "sni37122": _("Indicators of SNI ISO 37122"),
    "quick_wins": _("Table of quick wins"),
    "quick_win_ranking": _("Ranking of the nominated quick wins"),
    "quick_win_profiles": _("Profiles of quick wins"),
}


def requirement_text(kind: str, parameters: dict[str, Any]) -> str:
    """Say a requirement in the active language; the floor above has registered its sentence."""
    requirement = REQUIREMENTS.get(kind)
    return requirement.said(parameters) if requirement else kind


def parameter_text(name: str) -> str:
    """Name a parameter of a requirement."""
    return str(PARAMETERS.get(name, name.replace("_", " ")))


def block_text(block: str) -> str:
    """Name a block; "programs:governance" is the table of one dimension."""
    name = block.partition(":")[0]
    return str(BLOCKS.get(name, name))
