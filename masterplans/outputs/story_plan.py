"""Which slides tell the plan itself? Its size and what it does in each dimension."""

from django.utils.translation import gettext as _

from masterplans.outputs.deck import Block, Chart, Figures, Points, Quadrants, Slide, Table
from masterplans.outputs.material import Material
from masterplans.outputs.telling import (
    and_more,
    money,
    shortened,
    sources,
    total,
    used_dimensions,
)
from masterplans.pdf.block_parts import MILLION, share
from masterplans.pdf.records import PlanRecords, ProgramRow
from smartcity_portal.kit.formats import number

PROGRAMS, MOST_SLIDES = 7, 6


def in_figures(material: Material) -> list[Slide]:
    """The plan in six numbers."""
    records = material.records
    whole = total(records.programs)
    agencies = {row.agency for row in records.programs if row.agency}
    used = {row.dimension for row in records.programs}
    figures = [
        (number(len(records.programs)), _("programs")),
        (money(whole), _("budget needs, all years and sources")),
        (number(len(records.quick_wins)), _("quick wins")),
        (number(len(used)), _("dimensions with programs")),
        (number(len(agencies)), _("agencies responsible")),
        (number(sum(len(row.objectives) for row in records.missions)), _("measured objectives")),
    ]
    shown = tuple((value, words) for value, words in figures if value not in ("0", "–"))
    return [
        Slide(
            title=_("The plan in figures"),
            lead=shortened(records.vision, 170),
            columns=((100, Figures(shown)),),
            notes=tuple(f"{words}: {value}" for value, words in figures),
            sources=sources(material, _("programs, quick wins, objectives"), "totals", "programs"),
        )
    ]


def dimensions(material: Material) -> list[Slide]:
    """All dimensions side by side: programs, quick wins, money."""
    records = material.records
    names = used_dimensions(records)
    whole = total(records.programs)
    rows = []
    for name in names:
        mine = records.programs_of(name)
        fast = sum(win.dimension == name for win in records.quick_wins)
        rows.append(
            (name, str(len(mine)), str(fast), money(total(mine)), share(total(mine), whole))
        )
    rows.append(
        (
            _("Whole plan"),
            str(len(records.programs)),
            str(len(records.quick_wins)),
            money(whole),
            share(whole, whole),
        )
    )
    table = Table(
        _("Programs, quick wins and budget by dimension"),
        (_("Dimension"), _("Programs"), _("Quick wins"), _("Budget"), "%"),
        tuple(rows),
        (30, 15, 16, 27, 12),
        frozenset({1, 2, 3, 4}),
        total=True,
    )
    chart = Chart(
        "bars",
        _("Budget needs by dimension, in million rupiah"),
        tuple(names),
        (
            (
                _("Million rupiah"),
                tuple(float(total(records.programs_of(name)) / MILLION) for name in names),
            ),
        ),
    )
    return [
        Slide(
            title=_("%(count)d dimensions carry the vision") % {"count": len(names)},
            columns=((56, table), (44, chart)) if whole else ((100, table),),
            notes=tuple(f"{row[0]}: {row[1]} / {row[2]} / {row[3]}" for row in rows),
            sources=sources(material, _("programs and budgets"), "totals", "budget"),
        )
    ]


def each_dimension(material: Material) -> list[Slide]:
    """A slide for every dimension; of more than six dimensions some share one."""
    records = material.records
    names = used_dimensions(records)
    together = max(1, -(-len(names) // MOST_SLIDES))
    slides = []
    for start in range(0, len(names), together):
        group = names[start : start + together]
        slides.append(
            _dimension(material, group[0]) if together == 1 else _several(material, group)
        )
    return slides


def _dimension(material: Material, name: str) -> Slide:
    records = material.records
    rows = records.programs_of(name)
    table = _programs(name, rows)
    beside = Quadrants(tuple(_beside(records, name)))
    code = next((code for code, title in records.dimensions if title == name), name)
    if rows:
        title = _("%(dimension)s: %(count)d programs, %(money)s") % {
            "dimension": name,
            "count": len(rows),
            "money": money(total(rows)),
        }
    else:
        title = _("%(dimension)s: no programs yet") % {"dimension": name}
    columns: tuple[tuple[int, Block], ...] = ((100, table),)
    if beside.fields:
        columns = ((66, table), (34, beside)) if rows else ((100, beside),)
    return Slide(
        title=title,
        columns=columns,
        notes=_program_notes(rows),
        sources=sources(material, f"{_('programs')}, {code}", "programs", "gaps"),
    )


def _several(material: Material, names: list[str]) -> Slide:
    records = material.records
    share_of_each = 100 // len(names)
    rows = [row for name in names for row in records.programs_of(name)]
    return Slide(
        title=", ".join(names),
        columns=tuple(
            (share_of_each, _programs(name, records.programs_of(name))) for name in names
        ),
        notes=_program_notes(rows),
        sources=sources(material, _("programs"), "programs"),
    )


def _programs(name: str, rows: list[ProgramRow]) -> Table:
    largest = sorted(rows, key=lambda row: -row.budget)[:PROGRAMS]
    lines = [
        (
            f"{row.code} {shortened(row.name, 70)}",
            shortened(row.agency, 34) or "–",
            money(row.budget),
        )
        for row in largest
    ]
    if len(rows) > PROGRAMS:
        lines.append((and_more(len(rows) - PROGRAMS), "", ""))
    if not lines:
        lines.append((_("No programs yet"), "–", "–"))
    return Table(
        _("Largest programs of %(dimension)s") % {"dimension": name},
        (_("Program"), _("Agency"), _("Budget")),
        tuple(lines),
        (52, 24, 24),
        frozenset({2}),
    )


def _beside(records: PlanRecords, name: str) -> list[Points]:
    parts = []
    gaps = [row for row in records.gaps if row.dimension == name]
    if gaps:
        row = gaps[0]
        said = [
            (_("Today: %(text)s"), row.current),
            (_("Aim: %(text)s"), row.target),
            (_("Answer: %(text)s"), row.solution),
        ]
        lines = tuple(words % {"text": shortened(text, 120)} for words, text in said if text)
        parts.append(Points(_("The gap"), lines))
    wins = [row for row in records.quick_wins if row.dimension == name]
    if wins:
        parts.append(
            Points(
                _("Quick wins"),
                tuple(
                    ": ".join(filter(None, (row.name, shortened(row.target, 70))))
                    for row in wins[:3]
                ),
            )
        )
    return parts


def _program_notes(rows: list[ProgramRow]) -> tuple[str, ...]:
    return tuple(
        f"{row.code} {row.name} – {row.agency or '–'}; {row.indicator or '–'}; "
        f"{row.first}–{row.last}; {money(row.budget)}"
        for row in rows
    )
