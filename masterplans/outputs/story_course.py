"""Which slides tell the course of the plan? What comes when, for how much and from whom, what first."""

from decimal import Decimal

from django.utils.translation import gettext as _

from masterplans.outputs.deck import Chart, Slide, Table
from masterplans.outputs.material import Material
from masterplans.outputs.telling import (
    at_work,
    money,
    shortened,
    sources,
    total,
    used_dimensions,
    within,
)
from masterplans.pdf.block_parts import MILLION, grouped, share
from masterplans.pdf.records import ProgramRow


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
