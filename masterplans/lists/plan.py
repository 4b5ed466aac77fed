"""How do the records of one plan become rows, and rows records, by the same service as on the page?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from masterplans.models import Masterplan
from masterplans.models.book import Records
from masterplans.services import records
from masterplans.swot import coded_items
from programs.lists.lookups import AGENCY
from programs.models import Enrolment, SubDimension
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import Column, Lookup, Row, Several, Text, Unreadable
from smartcity_portal.kit.sheets.choices import not_among, plain


class Component(Text):
    """A component of readiness: one that the edition knows, where it names any."""

    def __init__(self) -> None:
        super().__init__(60)

    def read(self, value: Any, scope: Any) -> str:
        word = super().read(value, scope)
        known = self.options(scope)
        for name in known:
            if plain(name) == plain(word):
                return name
        if known:
            raise Unreadable(not_among(word, known))
        return word

    def options(self, scope: Any) -> list[str]:
        return list(scope.cohort.edition.readiness_components) if scope else []


TABLES: dict[str, Any] = {}
AGENCY_COLUMN = Column("agency", gettext_lazy("Agency (OPD)"), AGENCY)
EVIDENCE_COLUMN = Column("evidence", gettext_lazy("Evidence"), Text(300))
COMPONENT = Component()
DIMENSION = Lookup(
    lambda enrolment: enrolment.cohort.edition.dimensions.all(),
    words=lambda dimension: [dimension.code, dimension.name],
    label=lambda dimension: dimension.name,
)
PART = Lookup(
    lambda enrolment: SubDimension.objects.filter(
        dimension__edition=enrolment.cohort.edition
    ).select_related("dimension"),
    words=lambda part: [part.name, part.code],
    label=lambda part: f"{part.dimension.name}: {part.name}",
)
HORIZON = Lookup(
    lambda enrolment: enrolment.cohort.edition.horizons.all(),
    words=lambda horizon: [horizon.code, horizon.label],
    label=lambda horizon: horizon.label,
)
SWOT_ITEMS = Several(
    lambda enrolment: coded_items(plan) if (plan := plan_of(enrolment)) else [],
    words=lambda item: [item.statement],
    label=lambda item: item.code,
    marks=",;\n",
)
AGENCIES = Several(AGENCY.rows, words=AGENCY.words, label=AGENCY.label)
PROGRAM = Lookup(
    lambda enrolment: programs_of(enrolment),
    words=lambda program: [program.code, program.name],
    label=lambda program: f"{program.code} {program.name}",
    offered=False,
)


def plan_of(enrolment: Enrolment) -> Masterplan | None:
    """Return the plan of the enrolment, None while it has none."""
    return Masterplan.objects.filter(enrolment=enrolment).first()


def required_plan(enrolment: Enrolment) -> Masterplan:
    """Return the plan of the enrolment; raise Blocked while it has none."""
    plan = plan_of(enrolment)
    if plan is None:
        raise Blocked([_("The masterplan of this region is not opened yet.")])
    return plan


def programs_of(enrolment: Enrolment) -> Any:
    """Return the programmes of the enrolment's plan."""
    plan = plan_of(enrolment)
    return plan.planprograms.all() if plan else []


@dataclass(frozen=True)
class Table:
    """How records of one kind become lines: what is read along with them, and which values they have."""

    model: type[Records]
    fields: tuple[str, ...]
    related: tuple[str, ...] = ()
    many: tuple[str, ...] = ()

    def records(self, plan: Masterplan, only: Any = None) -> list[Any]:
        """Return the plan's records in reading order, or those asked for, with what their values need."""
        found = self.model._default_manager.filter(plan=plan)
        if only is not None:
            found = found.filter(pk__in=only) if isinstance(only, list) else found.filter(pk=only)
        if self.related:
            found = found.select_related(*self.related)
        return list(found.prefetch_related(*self.many))

    def places(self, plan: Masterplan) -> list[Any]:
        """Return what `records` can be asked for, line by line, without reading the lines."""
        return list(self.model._default_manager.filter(plan=plan).values_list("pk", flat=True))

    def values(self, record: Any) -> dict[str, Any]:
        """Return the values of one record by column."""
        return {name: getattr(record, name) for name in self.fields}

    def rows(self, enrolment: Enrolment, user: User) -> Iterator[dict[str, Any]]:
        """List the records of an enrolment for a spreadsheet."""
        plan = plan_of(enrolment)
        for record in self.records(plan) if plan else ():
            yield {"id": record.pk, **self.values(record)}

    def save(self, enrolment: Enrolment, row: Row, *, by: User) -> Any:
        """Add or change a record by the values of a line; return it."""
        values = self.given(enrolment, row)
        if row.id:
            return records.change(self.model._default_manager.get(pk=row.id), by=by, **values)
        return records.add(self.model, required_plan(enrolment), by=by, **values)

    def given(self, enrolment: Enrolment, row: Row) -> dict[str, Any]:
        """Return what the service takes of a line."""
        return row.without_id()


@dataclass(frozen=True)
class FromSwot(Table):
    """Records that name SWOT statements by their codes."""

    def records(self, plan: Masterplan, only: Any = None) -> list[Any]:
        found = super().records(plan, only)
        by_pk = {item.pk: item for item in coded_items(plan)}
        for record in found:
            chosen = {item.pk for item in record.items.all()}
            record.coded = [item for pk, item in by_pk.items() if pk in chosen]
        return found

    def values(self, record: Any) -> dict[str, Any]:
        return {**super().values(record), "items": record.coded}


def target_column(year: int) -> Column:
    """Return the column of the target of one year."""
    header = format_lazy(gettext_lazy("Target {year}"), year=year)
    return Column(f"target_{year}", header, Text(60), width=16)


def targets_in(row: Row, enrolment: Enrolment, record: Any) -> dict[int, str]:
    """Return the targets of all years: those of the line over those that stand."""
    targets = {line.year: line.value for line in record.targets.all()} if record else {}
    for year in enrolment.years:
        if f"target_{year}" in row:
            targets[year] = row[f"target_{year}"]
    return {year: value for year, value in targets.items() if value}
