"""How are plan records shown? One template per kind of block, the same in print and on a page.

In print `numbering` counts tables and figures; on a page NoNumbers leaves the captions bare.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masterplans.pdf import (
    analysis_blocks,
    direction_blocks,
    program_blocks,
    quick_win_blocks,
    totals_block,
)
from masterplans.pdf.block_parts import Numbers
from masterplans.pdf.numbering import NoNumbers
from masterplans.pdf.records import PlanRecords


@dataclass(frozen=True)
class BlockKind:
    """A kind of block: its name for people, and what its template gets; None when there is nothing."""

    label: Any
    context: Callable[[PlanRecords, Numbers, str], dict[str, Any] | None]


def render_block(name: str, records: PlanRecords, numbering: Numbers | None = None) -> SafeString:
    """Return the HTML of the block "kind" or "kind:dimension"; raises KeyError for an unknown kind."""
    kind, _colon, dimension = name.partition(":")
    context = BLOCKS[kind].context(records, numbering or NoNumbers(), dimension)
    if context is None:
        return render_to_string("masterplans/blocks/_empty.html", {"label": BLOCKS[kind].label})
    source = _("plan records of %(place)s") % {"place": records.place}
    if kind in records.examples:
        source += " " + _("(example)")
    context = {"records": records, "source": f"{source}.", **context}
    return render_to_string(f"masterplans/blocks/_{kind}.html", context)


BLOCKS = {
    "readiness": BlockKind(gettext_lazy("Readiness"), analysis_blocks.readiness),
    "readiness_radar": BlockKind(
        gettext_lazy("Readiness by component"), analysis_blocks.readiness_radar
    ),
    "swot": BlockKind(gettext_lazy("SWOT analysis"), analysis_blocks.swot),
    "swot_strategies": BlockKind(
        gettext_lazy("Strategies from SWOT"), analysis_blocks.swot_strategies
    ),
    "gaps": BlockKind(gettext_lazy("Gap analysis"), analysis_blocks.gaps),
    "vision_keywords": BlockKind(
        gettext_lazy("Keywords of the vision"), direction_blocks.vision_keywords
    ),
    "vision": BlockKind(gettext_lazy("Vision and missions"), direction_blocks.vision),
    "programs": BlockKind(gettext_lazy("Programs"), program_blocks.programs),
    "action_plan": BlockKind(gettext_lazy("Action plan"), program_blocks.action_plan),
    "roadmap": BlockKind(gettext_lazy("Roadmap"), program_blocks.roadmap),
    "budget": BlockKind(gettext_lazy("Budget"), program_blocks.budget),
    "totals": BlockKind(gettext_lazy("Programs in figures"), totals_block.totals),
    "sni37122": BlockKind("SNI ISO 37122", direction_blocks.sni37122),
    "quick_wins": BlockKind(gettext_lazy("Quick wins"), quick_win_blocks.quick_wins),
    "quick_win_ranking": BlockKind(
        gettext_lazy("Ranking of quick wins"), quick_win_blocks.quick_win_ranking
    ),
    "quick_win_profiles": BlockKind(
        gettext_lazy("Quick-win profiles"), quick_win_blocks.quick_win_profiles
    ),
}
