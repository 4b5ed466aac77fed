"""Which small things do all slides need? Amounts, sources, words that fit, sums by dimension."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from masterplans.outputs.material import Material
from masterplans.pdf.records import Horizon, PlanRecords, ProgramRow
from smartcity_portal.kit.formats import rupiah_brief


def money(amount: Decimal) -> str:
    return rupiah_brief(amount) if amount else "–"


def total(rows: Iterable[ProgramRow]) -> Decimal:
    return sum((row.budget for row in rows), Decimal(0))


def within(rows: Iterable[ProgramRow], horizon: Horizon) -> Decimal:
    """Return what some programs cost inside a horizon."""
    return sum(
        (
            amount
            for row in rows
            for year, amount in row.budgets.items()
            if horizon.first <= year <= horizon.last
        ),
        Decimal(0),
    )


def at_work(row: ProgramRow, horizon: Horizon) -> bool:
    return row.first <= horizon.last and row.last >= horizon.first


def used_dimensions(records: PlanRecords) -> list[str]:
    """Return the dimensions of the guidance, then others that programs name."""
    known = [name for _code, name in records.dimensions]
    return [
        *known,
        *dict.fromkeys(p.dimension for p in records.programs if p.dimension not in known),
    ]


def shortened(text: str, limit: int) -> str:
    """Return a text cut at a word, with an ellipsis when something was left out."""
    words = " ".join(text.split())
    if len(words) <= limit:
        return words
    cut = words[: limit - 1].rpartition(" ")[0] or words[: limit - 1]
    return cut.rstrip(" ,;:.") + "…"


def sources(material: Material, record: str, *kinds: str) -> tuple[str, ...]:
    """Name the records, and the chapters that show them."""
    places = dict.fromkeys(place for kind in kinds for place in material.places.get(kind, ()))
    named = _("plan records of %(place)s: %(record)s") % {
        "place": material.region.name,
        "record": record,
    }
    if not places:
        return (named,)
    return (named, ", ".join(places))


def and_more(left: int) -> str:
    """Say how many rows a slide leaves out."""
    return _("and %(count)d more, see the notes") % {"count": left}
