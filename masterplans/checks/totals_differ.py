"""Amounts add up: the last line of a table to its rows, and a total named in the text to the records."""

import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from masterplans.checks import figures
from masterplans.checks.facts import PlanFacts
from masterplans.checks.finding import Finding
from masterplans.checks.section_text import SectionReading, Table

TITLE = _("Amounts that do not add up")
SAYS = {
    "table": _(
        "In the table “%(name)s” the column “%(column)s” says %(written)s; its rows make %(summed)s."
    ),
    "row": _(
        "In the table “%(name)s” the line “%(line)s” says %(written)s; its columns make %(summed)s."
    ),
    "text": _(
        "The text says %(written)s; the programmes make %(programs_rp)s and the action plan %(actions_rp)s."
    ),
}
SEVERITY = "must"
TOTAL = re.compile(
    r"^(?:grand total|total|jumlah)\b(?!\s+(?:penduduk|orang|warga|hari|unit))", re.I
)
PART_TOTAL = re.compile(r"^(?:sub[ -]?total|subjumlah)\b", re.I)
WHOLE = re.compile(r"\b(?:total|seluruh(?:nya)?|keseluruhan|jumlah)\b", re.I)
OF_THE_PLAN = re.compile(
    r"\b(?:anggaran|biaya|pendanaan|pembiayaan|dana)\b.*\b(?:program|rencana aksi|rencana induk|masterplan|smart city|kota cerdas)\b"
    r"|\b(?:program|rencana aksi|rencana induk|masterplan)\b.*\b(?:anggaran|biaya|pendanaan|pembiayaan|dana)\b",
    re.I,
)
OF_OTHERS = re.compile(
    r"realisasi|belanja daerah|pendapatan|PAD\b|PDRB|APBD tahun|APBD kota|APBD kabupaten|RPJM|tahun lalu|per (?:bulan|orang|unit|kelurahan|tahun)"
    r"|setiap|masing-masing|hibah|investasi|quick win",
    re.I,
)
KINDS_OF_SUM = re.compile(
    r"^(?:(?:tahun\s+)?20\d\d|APBD.*|APBN|CSR|KPBU|lain(?:-lain|nya)?|TJSL)$", re.I
)
FEWEST_ROWS = 2


def in_section(section: SectionReading, plan: PlanFacts) -> Iterator[Finding]:
    """Sum the tables, then compare totals in sentences with the records."""
    for table in section.tables:
        if not table.spans_rows and not table.is_layout:
            yield from _columns(table)
            yield from _lines(table)
    if plan.programs or plan.actions:
        yield from _sentences(section, plan)


def _columns(table: Table) -> Iterator[Finding]:
    grid = table.grid()
    head = next((row for row in table.rows if all(is_head for _t, _s, is_head in row)), None)
    names = dict(enumerate(text for text, _span, _head in head)) if head else {}
    body = [line for line, row in zip(grid, table.rows, strict=True) if row is not head]
    for place, line in enumerate(body):
        if not TOTAL.match(line.get(0, "")) or place < FEWEST_ROWS:
            continue
        above = [row for row in body[:place] if not _is_total(row)]
        since = _since_last_total(body[:place])
        parts = [row for row in body[:place] if PART_TOTAL.match(row.get(0, ""))]
        for column, written in line.items():
            value = figures.number(written) if column else None
            if value is None or written.endswith("%") or not written.strip(" -–—"):
                continue
            sums = [
                _sum(rows, column) for rows in (above, since, parts) if len(rows) >= FEWEST_ROWS
            ]
            good = [one for one in sums if one is not None]
            if good and not any(_same(value, total, half) for total, half in good):
                if _is_average(value, above, column):
                    continue
                yield table.finding(
                    case="table",
                    column=names.get(column, "") or str(column + 1),
                    written=written,
                    summed=_written(good[0][0]),
                )


def _lines(table: Table) -> Iterator[Finding]:
    """A last column "Jumlah" beside columns that are all years or sources of funds."""
    if not table.rows or any(span > 1 for row in table.rows for _t, span, _h in row):
        return
    head = [text for text, _span, _head in table.rows[0]]
    if len(head) < 3 or not TOTAL.match(head[-1]):
        return
    summed = [place for place, name in enumerate(head[:-1]) if KINDS_OF_SUM.match(name)]
    if len(summed) < 2 or summed != list(range(summed[0], len(head) - 1)):
        return
    for line in table.grid()[1:]:
        cells = [line.get(place, "") for place in summed]
        values = [figures.number(cell) for cell in cells if cell.strip()]
        total = figures.number(line.get(len(head) - 1, ""))
        if total is None or not values or any(value is None for value in values):
            continue
        made = sum((value for value in values if value is not None), Decimal(0))
        half = _half(cells) * len(cells)
        if not _same(total, made, half):
            yield table.finding(
                case="row",
                line=line.get(0, "")[:80],
                written=line[len(head) - 1],
                summed=_written(made),
            )


def _sentences(section: SectionReading, plan: PlanFacts) -> Iterator[Finding]:
    for sentence in section.prose:
        text = sentence.text
        if (
            "Rp" not in text
            or not (WHOLE.search(text) and OF_THE_PLAN.search(text))
            or OF_OTHERS.search(text)
        ):
            continue
        for amount in figures.amounts(text):
            if not any(amount.is_about(total) for total in plan.totals):
                yield sentence.finding(
                    amount.start,
                    amount.end,
                    case="text",
                    written=text[amount.start : amount.end],
                    programs_rp=int(_programs(plan)),
                    actions_rp=int(_actions(plan)),
                )


def _programs(plan: PlanFacts) -> Decimal:
    return sum((plan.budget_of(program) for program in plan.programs), Decimal(0))


def _actions(plan: PlanFacts) -> Decimal:
    return sum((action.budget for action in plan.actions), Decimal(0))


def _is_total(line: dict[int, str]) -> bool:
    first = line.get(0, "")
    return bool(TOTAL.match(first) or PART_TOTAL.match(first))


def _since_last_total(lines: list[dict[int, str]]) -> list[dict[int, str]]:
    last = max((place for place, line in enumerate(lines) if _is_total(line)), default=-1)
    return lines[last + 1 :]


def _sum(lines: list[dict[int, str]], column: int) -> tuple[Decimal, Decimal] | None:
    """Return the sum of a column and its rounding, or None when a cell is no number."""
    cells = [line.get(column, "") for line in lines if line.get(column, "").strip()]
    values = [figures.number(cell) for cell in cells]
    if len(cells) < FEWEST_ROWS or any(value is None for value in values):
        return None
    total = sum((value for value in values if value is not None), Decimal(0))
    return total, _half(cells) * (len(cells) + 1)


def _half(cells: list[str]) -> Decimal:
    """Half of the last written digit where decimals show that numbers were rounded."""
    places = max((figures.decimals(cell) for cell in cells), default=0)
    return Decimal(1) / Decimal(2 * 10**places) if places else Decimal(0)


def _same(value: Decimal, total: Decimal, half: Decimal) -> bool:
    return abs(value - total) <= half


def _is_average(value: Decimal, lines: list[dict[int, str]], column: int) -> bool:
    made = _sum(lines, column)
    count = sum(bool(line.get(column, "").strip()) for line in lines)
    return made is not None and count > 0 and abs(value - made[0] / count) <= Decimal("0.5")


def _written(value: Decimal) -> str:
    """Write a sum as Indonesian tables do."""
    whole, _dot, part = f"{value:f}".partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    groups = f"{int(digits):,}".replace(",", ".")
    part = part.rstrip("0")
    return f"{sign}{groups},{part}" if part else f"{sign}{groups}"
