"""In which words do the pages of each kind of record speak, and which list belongs to it?"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Kind:
    """The words of one kind of record."""

    title: Any
    lead: Any
    add: Any
    nothing: Any


KINDS = {
    "swot": Kind(
        gettext_lazy("SWOT"),
        gettext_lazy(
            "Strengths and weaknesses come from inside, opportunities and threats from outside. One thought per statement."
        ),
        gettext_lazy("Add a statement"),
        gettext_lazy(
            "The statements of the five groups of bimtek I are entered here. Chapters show them as a matrix."
        ),
    ),
    "kesiapan": Kind(
        gettext_lazy("Readiness"),
        gettext_lazy(
            "What is there, what is missing, and what shows it. A low rating with evidence is worth more than a high one without."
        ),
        gettext_lazy("Add an indicator"),
        gettext_lazy(
            "Structure, infrastructure and superstructure are rated here. Chapters show the ratings as a table."
        ),
    ),
    "kesenjangan": Kind(
        gettext_lazy("Gaps"),
        gettext_lazy(
            "For each dimension: how it is now, how it shall be, and what answers the difference."
        ),
        gettext_lazy("Add a gap"),
        gettext_lazy("Each dimension needs at least one gap with its answer."),
    ),
    "misi": Kind(
        gettext_lazy("Missions"),
        gettext_lazy("Each mission has objectives; each objective has an indicator."),
        gettext_lazy("Add a mission"),
        gettext_lazy("The missions and their objectives are entered here."),
    ),
    "rencana-aksi": Kind(
        gettext_lazy("Action plan"),
        gettext_lazy("Steps that prepare and carry the programmes, in four strands."),
        gettext_lazy("Add an action"),
        gettext_lazy(
            "Regulations, infrastructure, applications and literacy: what is done, by whom, from when to when."
        ),
    ),
    "strategi": Kind(
        gettext_lazy("Strategies from SWOT"),
        gettext_lazy(
            "What the region does with what it found: strengths and opportunities paired with each other, each strategy with the statements that it comes from."
        ),
        gettext_lazy("Add a strategy"),
        gettext_lazy(
            "SO, WO, ST and WT strategies are entered here and lead from the SWOT to the programmes."
        ),
    ),
    "kata-kunci": Kind(
        gettext_lazy("Keywords of the vision"),
        gettext_lazy(
            "The words that the vision is made of, and the statements that they come from."
        ),
        gettext_lazy("Add a keyword"),
        gettext_lazy("Keywords come from the SWOT; the vision is written from them."),
    ),
    "sasaran": Kind(
        gettext_lazy("Objectives"),
        gettext_lazy(
            "What each mission shall have reached, measured by an indicator, year by year."
        ),
        gettext_lazy("Add an objective"),
        gettext_lazy("Enter a mission first; its objectives follow here."),
    ),
    "sni": Kind(
        gettext_lazy("SNI ISO 37122"),
        gettext_lazy(
            "Eighty indicators in nineteen themes: a value with its year and source, or the reason why there is none."
        ),
        "",
        gettext_lazy("The indicators are listed by theme."),
    ),
    "program": Kind(
        gettext_lazy("Programmes"),
        gettext_lazy("All programmes of the plan on one page, with targets and money by year."),
        gettext_lazy("Add a programme"),
        gettext_lazy("The programmes of all dimensions are entered here."),
    ),
}
SHEETS = {
    "swot": "masterplans.swot",
    "strategi": "masterplans.strategies",
    "kata-kunci": "masterplans.keywords",
    "kesiapan": "masterplans.readiness",
    "kesenjangan": "masterplans.gaps",
    "misi": "masterplans.missions",
    "sasaran": "masterplans.objectives",
    "rencana-aksi": "masterplans.actions",
    "program": "masterplans.programs",
    "sni": "masterplans.sni37122",
}


def list_url(kind: str, slug: str) -> str:
    """Return the page that lists the records of a kind."""
    if kind == "program":
        return reverse("masterplans:program_list", kwargs={"slug": slug})
    if kind == "misi":
        return reverse("masterplans:vision", kwargs={"slug": slug})
    return reverse("masterplans:record_list", kwargs={"slug": slug, "kind": kind})
