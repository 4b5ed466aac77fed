"""How do the records of one plan become rows, and rows records, by the same service as on the page?"""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from masterplans.models import Masterplan
from masterplans.models.book import Records
from masterplans.services import records
from programs.lists.lookups import AGENCY
from programs.models import Enrolment, SubDimension
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import Column, Lookup, Row, Text

AGENCY_COLUMN = Column("agency", gettext_lazy("Agency (OPD)"), AGENCY)
EVIDENCE_COLUMN = Column("evidence", gettext_lazy("Evidence"), Text(300))
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


def rows_of(
    model: type[Records], *fields: str, related: tuple[str, ...] = ()
) -> Callable[..., Any]:
    """Return the function that lists the records of a model by their fields."""

    def rows(enrolment: Enrolment, user: User) -> Iterator[dict[str, Any]]:
        found = model._default_manager.filter(plan__enrolment=enrolment)
        for record in found.select_related(*related) if related else found:
            yield {"id": record.pk, **{name: getattr(record, name) for name in fields}}

    return rows


def saver_of(model: type[Records]) -> Callable[..., None]:
    """Return the function that adds or changes a record of a model."""

    def save(enrolment: Enrolment, row: Row, *, by: User) -> None:
        if row.id:
            records.change(model._default_manager.get(pk=row.id), by=by, **row)
        else:
            records.add(model, required_plan(enrolment), by=by, **row)

    return save
