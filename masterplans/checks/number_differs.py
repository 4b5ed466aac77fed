"""A sentence that names a programme or a quick win gives the numbers of its record."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from masterplans.checks import figures
from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding, record_name
from masterplans.checks.section_text import SectionReading, Sentence
from masterplans.models import PlanProgram

TITLE = _("A number that differs from its record")
SAYS = {
    "money": _("The text gives %(written)s for “%(name)s”; its record says %(right_rp)s."),
    "target": _("The text gives %(written)s in %(year)s for “%(name)s”; its target is %(right)s."),
    "months": _("The text gives %(written)s for “%(name)s”; its profile says %(right)s months."),
    "programs": _("The text counts %(written)s programmes; the plan has %(right)s."),
    "quick_wins": _("The text counts %(written)s quick wins; %(right)s are chosen."),
}
SEVERITY = "must"
COUNT = r"(?P<count>\d{1,3}|(?:se)?(?:puluh|belas)|(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)(?: belas| puluh(?: (?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan))?)?)"
COUNTED = re.compile(rf"\b{COUNT}(?: \([^)]*\))? (?P<noun>program|quick win)s?\b", re.I)
OF_THE_WHOLE = re.compile(
    r"\b(?:memuat|terdiri (?:atas|dari)|seluruh(?:nya)?|sebanyak|berjumlah|keseluruhan|total|pada enam dimensi|ditetapkan|terpilih|dipilih)\b",
    re.I,
)
PART_OF = re.compile(
    r"\b(?:di antara|dari|antara lain|sebagian|setiap|masing-masing|minimal|paling sedikit|usulan|calon|nominasi)\b",
    re.I,
)
VALUE = re.compile(r"(?P<value>\d[\d.]*(?:,\d+)?)\s*(?P<unit>%|[a-z]+)")
YEAR = re.compile(r"\b20\d\d\b")
MONTHS = re.compile(rf"\b{COUNT} bulan\b", re.I)
MONTHS_OF_WORK = re.compile(r"\b(?:selama|dalam(?: waktu)?|selesai dalam|memerlukan)\s+$", re.I)
SHORTEST_NAME = 10


def in_section(section: SectionReading, plan: PlanFacts) -> Iterator[Finding]:
    """Compare money, targets, months and counts; a sentence about two records is left alone."""
    names = _names(plan)
    for sentence in section.prose:
        yield from _counts(sentence, plan)
        if not re.search(r"\d|bulan", sentence.text):
            continue
        named = _named(sentence.text, names)
        if len(named) == 1:
            yield from _about(named[0], sentence, plan)


def _names(plan: PlanFacts) -> list[tuple[str, Any]]:
    """Names and codes by which sentences speak of records, the longest first."""
    rows: list[tuple[str, Any]] = []
    named: list[Any] = [*plan.programs, *plan.chosen]
    for row in named:
        name = " ".join(row.name.replace("(contoh)", "").split()).lower()
        if len(name) >= SHORTEST_NAME:
            rows.append((name, row))
        code = getattr(row, "code", "")
        if re.fullmatch(r"[A-Z]+-?\d+(?:\.\d+)*", code):
            rows.append((code.lower(), row))
    return sorted(rows, key=lambda pair: -len(pair[0]))


def _named(text: str, names: list[tuple[str, Any]]) -> list[Any]:
    """Return the records that a sentence names; a name inside a longer one does not count."""
    small, found = text.lower(), {}
    for name, row in names:
        if name in small and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", small):
            found[record_name(row)] = row
            small = small.replace(name, " ")
    return list(found.values())


def _about(row: Any, sentence: Sentence, plan: PlanFacts) -> Iterator[Finding]:
    yield from _money(row, sentence, plan)
    if isinstance(row, PlanProgram):
        yield from _target(row, sentence)
    else:
        yield from _months(row, sentence)


def _money(row: Any, sentence: Sentence, plan: PlanFacts) -> Iterator[Finding]:
    known = _money_of(row, plan)
    if not known:
        return
    for amount in figures.amounts(sentence.text):
        if not any(amount.is_about(value) for value in known):
            yield sentence.finding(
                amount.start,
                amount.end,
                case="money",
                name=str(row)[:120],
                written=sentence.text[amount.start : amount.end],
                right_rp=int(known[0]),
            )


def _money_of(row: Any, plan: PlanFacts) -> list[Decimal]:
    """The whole first, then every part that a sentence may give."""
    if not isinstance(row, PlanProgram):
        return [row.cost] if row.cost is not None else []
    lines = list(row.budgets.all())
    if not lines:
        return []
    parts: dict[object, Decimal] = {}
    for line in lines:
        for key in (line.year, line.fund, (line.year, line.fund)):
            parts[key] = parts.get(key, Decimal(0)) + line.amount
    wins = [win.cost for win in plan.chosen if win.program_id == row.pk and win.cost is not None]
    return [plan.budget_of(row), *parts.values(), *wins]


def _target(program: PlanProgram, sentence: Sentence) -> Iterator[Finding]:
    """One year and one number in the unit of the indicator: the target of that year."""
    years = YEAR.findall(sentence.text)
    targets = {str(line.year): line.value for line in program.targets.all()}
    unit = program.unit.strip().lower()
    if len(set(years)) != 1 or years[0] not in targets or not unit:
        return
    right = figures.number(targets[years[0]])
    same = {"persen": {"%", "persen"}, "%": {"%", "persen"}}.get(unit, {unit.split()[0]})
    found = [one for one in VALUE.finditer(sentence.text) if one["unit"].lower() in same]
    if right is None or len(found) != 1:
        return
    written = figures.number(found[0]["value"].rstrip("."))
    baseline = figures.number(program.baseline)
    if written is not None and written not in (right, baseline):
        yield sentence.finding(
            *found[0].span(),
            case="target",
            name=str(program)[:120],
            written=found[0][0],
            year=years[0],
            right=f"{targets[years[0]]} {program.unit}",
        )


def _months(win: Any, sentence: Sentence) -> Iterator[Finding]:
    if not win.months:
        return
    for found in MONTHS.finditer(sentence.text):
        count = figures.counted(found["count"])
        if count and count != win.months and MONTHS_OF_WORK.search(sentence.text[: found.start()]):
            yield sentence.finding(
                *found.span(),
                case="months",
                name=win.name[:120],
                written=found[0],
                right=win.months,
            )


def _counts(sentence: Sentence, plan: PlanFacts) -> Iterator[Finding]:
    if PART_OF.search(sentence.text) or not OF_THE_WHOLE.search(sentence.text):
        return
    for found in COUNTED.finditer(sentence.text):
        count, programs = figures.counted(found["count"]), found["noun"].lower() == "program"
        known = _known_counts(plan) if programs else {len(plan.chosen)}
        right = len(plan.programs) if programs else len(plan.chosen)
        after = sentence.text[found.end() : found.end() + 20]
        if (
            count is None
            or not right
            or count in known
            or re.match(
                r"\s+(?:studi|magang|kerja|televisi|prioritas|unggulan|pembuka|jangka)", after
            )
        ):
            continue
        yield sentence.finding(
            *found.span(),
            case="programs" if programs else "quick_wins",
            written=found["count"],
            right=right,
        )


def _known_counts(plan: PlanFacts) -> set[int]:
    """How many programmes there are: in all, by dimension, horizon, both, agency, and chosen ones."""
    counts: dict[object, int] = {}
    for row in plan.programs:
        for key in (
            "all", ("d", row.dimension_id), ("h", row.horizon_id), ("a", row.agency_id),
            (row.dimension_id, row.horizon_id), ("s", row.sub_dimension_id),
        ):  # fmt: skip
            counts[key] = counts.get(key, 0) + 1
    return set(counts.values()) | {len(plan.chosen)}
