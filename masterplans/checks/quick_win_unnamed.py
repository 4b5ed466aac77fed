"""Every chosen quick win is named in Buku 2: in a sentence, or in a table of quick wins."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding, of_record

TITLE = _("A quick win that Buku 2 does not name")
SAYS = {"": _("Buku 2 does not name the quick win “%(name)s”.")}
SEVERITY = "must"
MASTERPLAN_BOOK = 2


def in_records(plan: PlanFacts) -> Iterator[Finding]:
    """Compare the chosen quick wins with Buku 2, once it has been begun."""
    sections = [row for row in plan.sections if row.book == MASTERPLAN_BOOK]
    if not any(row.html for row in sections):
        return
    kinds = {block.partition(":")[0] for row in sections for block in row.blocks}
    if kinds & {"quick_wins", "quick_win_profiles"}:
        return
    words = " ".join(row.words for row in sections).lower()
    for win in plan.chosen:
        if not any(name in words for name in _names(win.name)):
            yield of_record(win, about="name", value=win.name, shown_by="quick_wins")


def _names(name: str) -> list[str]:
    """The name as it stands, without what is in brackets, and a short form in brackets alone."""
    name = " ".join(name.replace("(contoh)", "").split()).lower()
    short = re.findall(r"\(([^)]+)\)", name)
    bare = " ".join(re.sub(r"\([^)]*\)", " ", name).split())
    return [part for part in (name, bare, *short) if len(part) >= 3]
