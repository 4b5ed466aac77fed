"""How are requirements, blocks and owners of a guidance edition called on the page that shows it?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

REQUIREMENTS: dict[str, Any] = {
    "memorandum_signed": _("The memorandum of understanding is registered"),
    "bodies_decreed": _("The council and the team are formed by decree"),
    "workshop_held": _("The bimtek was held"),
    "swot_filled": _("The SWOT holds at least %(minimum)s entries in each quadrant"),
    "book_submitted": _("Every chapter of Buku %(book)s was submitted"),
    "programs_cover_dimensions": _("Every dimension has programs in every horizon"),
    "quick_wins_nominated": _("At least %(minimum)s quick wins are nominated"),
    "quick_wins_profiled": _("Every nominated quick win has its profile"),
    "quick_wins_final": _("At least %(minimum)s quick wins are final"),
    "book_approved": _("Every chapter of Buku %(book)s is approved"),
    "outputs_checked": _("Every output is checked by the mentor"),
    "commitment_signed": _("The commitment is signed by everybody"),
}

BLOCKS: dict[str, Any] = {
    "swot": _("SWOT table"),
    "readiness": _("Readiness table"),
    "gaps": _("Table of gaps"),
    "vision": _("Vision, missions and objectives"),
    "programs": _("Table of programs"),
    "action_plan": _("Action plan"),
    "roadmap": _("Roadmap"),
    "budget": _("Budget"),
    "quick_wins": _("Table of quick wins"),
    "quick_win_profiles": _("Profiles of quick wins"),
}


def requirement_text(kind: str, parameters: dict[str, Any]) -> str:
    """Say a requirement in the active language."""
    sentence = REQUIREMENTS.get(kind)
    return str(sentence) % parameters if sentence else kind


def block_text(block: str) -> str:
    """Name a block; "programs:governance" is the table of one dimension."""
    name = block.partition(":")[0]
    return str(BLOCKS.get(name, name))
