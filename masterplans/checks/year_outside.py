"""Years that the plan speaks of lie in its period: in records, in its own period, and in what it promises."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding, of_record
from masterplans.checks.section_text import SectionReading, Sentence

TITLE = _("A year outside the plan's period")
SAYS = {
    "": _("%(year)s lies outside the period of the plan, %(period)s."),
    "period": _("The plan runs %(period)s, but the text says %(year)s."),
    "record": _("“%(name)s”: %(year)s lies outside the period of the plan, %(period)s."),
}
SEVERITY = "must"

YEAR = re.compile(r"(?<![\d.,/–-])\b(20\d\d)\b(?![\d/]|[.,]\d)")
RANGE = re.compile(
    r"\b(20\d\d)\s*(?:–|-|—|s\.?d\.?|sampai(?: dengan)?|hingga)\s*(?:tahun\s+)?(20\d\d)\b"
)
OWN_PLAN = re.compile(
    r"masterplan|master plan|rencana induk|smart city|kota cerdas|kabupaten cerdas|peta jalan|buku ini",
    re.I,
)
# Documents and goals with years of their own.
OTHER_TIMES = re.compile(
    r"RPJP|RPJM|RTRW|RDTR|RIPPA|Renstra|RAD\b|RAN\b|SDG|TPB|Indonesia Emas|Visi Indonesia|net zero|proyeksi"
    r"|diproyeksikan|diperkirakan|prakiraan|bonus demografi|undang-undang|peraturan|nomor\b|keputusan"
    r"|berikutnya|setelah (periode|masa)|sesudah|selepas|melampaui|jangka panjang nasional|kontrak|konsesi|izin",
    re.I,
)
PROMISE = re.compile(r"\b(akan|ditargetkan|direncanakan|dijadwalkan|menargetkan|targetnya)\b", re.I)
PAST = re.compile(
    r"\b(telah|sudah|tercapai|realisasi|semula|sebelumnya|lalu|pernah|baseline|awal)\b", re.I
)


def in_section(section: SectionReading, plan: PlanFacts) -> Iterator[Finding]:
    """Read the sentences; sources, quotations and captions keep the years of what they name."""
    period = plan.plan.enrolment.period
    for sentence in section.prose:
        if "20" not in sentence.text or OTHER_TIMES.search(sentence.text):
            continue
        found = _own_period(sentence, plan)
        if found:
            yield sentence.finding(*found.span(), case="period", year=found[0], period=period)
            continue
        for year in YEAR.finditer(sentence.text):
            if _is_outside(int(year[1]), sentence, plan):
                yield sentence.finding(*year.span(), year=year[1], period=period)


def in_records(plan: PlanFacts) -> Iterator[Finding]:
    """Look at targets, budgets, actions and quick wins."""
    for program in plan.programs:
        years = {line.year for line in program.targets.all()}
        years |= {line.year for line in program.budgets.all()}
        shown = f"programs:{program.dimension.code}"
        yield from _outside(program, years, "targets", shown, plan)
    for action in plan.actions:
        yield from _outside(
            action, {action.first_year, action.last_year}, "first_year", "action_plan", plan
        )
    for win in plan.quick_wins:
        yield from _outside(win, {win.year}, "year", "quick_wins", plan)


def _outside(
    row: object, years: set[int], about: str, shown: str, plan: PlanFacts
) -> Iterator[Finding]:
    wrong = sorted(year for year in years if year not in plan.years)
    if wrong:
        said = ", ".join(map(str, wrong))
        yield of_record(
            row, about=about, value=said, shown_by=shown, case="record", year=said,
            period=plan.plan.enrolment.period,
        )  # fmt: skip


def _own_period(sentence: Sentence, plan: PlanFacts) -> re.Match[str] | None:
    """A span as long as the plan's, said of the plan itself, with other years."""
    if not OWN_PLAN.search(sentence.text):
        return None
    for found in RANGE.finditer(sentence.text):
        first, last = int(found[1]), int(found[2])
        same = (first, last) == (plan.years[0], plan.years[-1])
        if not same and last - first in (len(plan.years) - 1, len(plan.years)):
            return found
    return None


def _is_outside(year: int, sentence: Sentence, plan: PlanFacts) -> bool:
    if year > plan.years[-1]:
        return True
    early = year < plan.years[0] - 1
    return early and bool(PROMISE.search(sentence.text)) and not PAST.search(sentence.text)
