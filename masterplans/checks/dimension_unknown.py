"""Dimensions carry the names of the guidance: "Smart People" and "Smart Mobility" belong to other frameworks."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from django.utils.translation import gettext_lazy as _

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding
from masterplans.checks.section_text import SectionReading

TITLE = _("A dimension that the guidance does not know")
SAYS = {
    "": _("The guidance knows no dimension “%(found)s”. Its dimensions are %(names)s."),
    "spelling": _("“%(found)s” is written “%(right)s” in the guidance."),
}
SEVERITY = "must"
NAME = re.compile(r"\bSmart[ -](?P<word>[A-Z][A-Za-z]+)")
# Dimensions of other frameworks, and forms of the guidance's own names that people mistake.
FOREIGN = {
    "people", "mobility", "citizen", "citizens", "government", "healthcare", "energy", "technology",
    "infrastructure", "security", "life", "human", "community", "business", "tourism",
}  # fmt: skip
CERTAIN = {"people", "mobility", "citizen", "citizens", "government"}
SAID_OF_DIMENSIONS = re.compile(r"\b(dimensi|pilar|komponen|elemen|aspek|enam|6)\b", re.I)
OF_OTHERS = re.compile(
    r"Cohen|Giffinger|Caragliu|ISO|IMD|ITB|Garuda|menurut|teori|literatur|kerangka lain|model lain|penelitian|jurnal",
    re.I,
)
CLOSE = 0.8


def in_section(section: SectionReading, plan: PlanFacts) -> Iterator[Finding]:
    """Look at prose, cells and headings; sentences about other authors' frameworks may use their names."""
    known = {name.partition(" ")[2].lower(): name for name in (d.name for d in plan.dimensions)}
    names = ", ".join(known.values())
    for sentence in section.sentences:
        if sentence.block.kind in {"source", "quote", "note"} or OF_OTHERS.search(sentence.text):
            continue
        for found in NAME.finditer(sentence.text):
            word = found["word"].lower()
            if word in known or _is_a_product(found[0], sentence.text, plan):
                continue
            right = get_close_matches(word, known, n=1, cutoff=CLOSE)
            if right and word not in FOREIGN:
                yield sentence.finding(
                    *found.span(), case="spelling", found=found[0], right=known[right[0]]
                )
            elif get_close_matches(word, CERTAIN, n=1, cutoff=CLOSE) or (
                word in FOREIGN and SAID_OF_DIMENSIONS.search(sentence.text)
            ):
                yield sentence.finding(*found.span(), found=found[0], names=names)


def _is_a_product(found: str, text: str, plan: PlanFacts) -> bool:
    """Say whether the words are part of a programme's or quick win's name, or are put in quotes."""
    small = found.lower()
    if any(small in name for name in plan.product_names):
        return True
    return bool(
        re.search(rf"[“\"‘'(]\s*{re.escape(found)}\s*[”\"’')]|aplikasi {re.escape(found)}", text)
    )
