"""Which slides tell the plan itself? Its size, the dimensions, the roadmap, the money, the actions."""

from decimal import Decimal

from django.utils.translation import gettext as _

from masterplans.outputs.deck import Block, Chart, Figures, Points, Quadrants, Slide, Table
from masterplans.outputs.material import Material
from masterplans.outputs.telling import (
    and_more,
    at_work,
    money,
    shortened,
    sources,
    total,
    used_dimensions,
    within,
)
from masterplans.pdf.block_parts import MILLION, grouped, share
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


def roadmap(material: Material) -> list[Slide]:
    """Dimensions by horizons: how many programs are at work, for how much, and the largest."""
    records = material.records
    spans = records.horizons
    if not spans or not records.programs:
        return []
    rows = []
    for name in used_dimensions(records):
        mine = records.programs_of(name)
        if mine:
            rows.append((name, *(_stretch(mine, span) for span in spans)))
    each = 76 // len(spans)
    table = Table(
        _("Roadmap by dimension and horizon"),
        (_("Dimension"), *(f"{span.label} {span.years}" for span in spans)),
        tuple(rows),
        (100 - each * len(spans), *([each] * len(spans))),
    )
    return [
        Slide(
            title=_("Roadmap %(first)d–%(last)d in %(count)d horizons")
            % {"first": records.first, "last": records.last, "count": len(spans)},
            columns=((100, table),),
            notes=tuple(
                f"{span.label} ({span.years}): "
                + ", ".join(row.code for row in records.programs if at_work(row, span))
                for span in spans
            ),
            sources=sources(material, _("programs by year"), "roadmap"),
        )
    ]


def _stretch(rows: list[ProgramRow], span: object) -> str:
    busy = [row for row in rows if at_work(row, span)]  # type: ignore[arg-type]
    if not busy:
        return "–"
    largest = max(busy, key=lambda row: row.budget)
    amount = within(busy, span)  # type: ignore[arg-type]
    head = _("%(count)d programs, %(money)s") % {"count": len(busy), "money": money(amount)}
    return f"{head}\n{shortened(largest.name, 60)}"


def budget(material: Material) -> list[Slide]:
    """What it costs by year, and who pays."""
    records = material.records
    whole = total(records.programs)
    if not whole:
        return []
    years = sorted({year for row in records.programs for year in row.budgets})
    by_year = [
        sum((row.budgets.get(year, Decimal(0)) for row in records.programs), Decimal(0))
        for year in years
    ]
    chart = Chart(
        "columns",
        _("Budget needs by year, in million rupiah"),
        tuple(map(str, years)),
        ((_("Million rupiah"), tuple(float(amount / MILLION) for amount in by_year)),),
    )
    funds: dict[str, Decimal] = {}
    for row in records.programs:
        for fund, amount in row.sources.items():
            funds[fund] = funds.get(fund, Decimal(0)) + amount
    ordered = sorted(funds.items(), key=lambda item: (-item[1], item[0]))
    rows = [(fund, money(amount), share(amount, whole)) for fund, amount in ordered]
    rows += [(_("Sum"), money(whole), share(whole, whole))]
    table = Table(
        _("Budget needs by source of funds"),
        (_("Source of funds"), _("Budget"), "%"),
        tuple(rows),
        (36, 42, 22),
        frozenset({1, 2}),
        total=True,
    )
    return [
        Slide(
            title=_("Budget needs: %(money)s for %(years)s")
            % {"money": money(whole), "years": f"{years[0]}–{years[-1]}"},
            lead=_("Largest source: %(fund)s with %(percent)s %%.")
            % {"fund": ordered[0][0], "percent": share(ordered[0][1], whole)},
            columns=((62, chart), (38, table)),
            notes=tuple(
                f"{year}: {money(amount)}" for year, amount in zip(years, by_year, strict=True)
            ),
            sources=sources(material, _("budgets by year and source"), "budget"),
        )
    ]


def actions(material: Material) -> list[Slide]:
    """The action plan: what each strand begins with."""
    records = material.records
    if not records.actions:
        return []
    rows = []
    for strand, mine in grouped(records.actions, lambda row: row.strand):
        first = sorted(mine, key=lambda row: row.when)[0]
        amount = sum((row.budget for row in mine), Decimal(0))
        rows.append(
            (
                strand,
                str(len(mine)),
                money(amount),
                f"{first.when}: {shortened(first.activity, 90)}",
            )
        )
    table = Table(
        _("Action plan by strand"),
        (_("Strand"), _("Actions"), _("Budget"), _("First step")),
        tuple(rows),
        (29, 12, 18, 41),
        frozenset({1, 2}),
    )
    return [
        Slide(
            title=_("What we begin with: %(count)d actions in %(strands)d strands")
            % {"count": len(records.actions), "strands": len(rows)},
            columns=((100, table),),
            notes=tuple(
                f"{row.when} {row.activity} – {row.agency or '–'}" for row in records.actions
            ),
            sources=sources(material, _("action plan"), "action_plan"),
        )
    ]
