"""How do SWOT, readiness, gaps, missions, programmes and actions change? Entered once, checked once."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans import snapshot
from masterplans.models import (
    ActionItem,
    Chapter,
    Masterplan,
    PlanProgram,
    ProgramBudget,
    ProgramTarget,
)
from masterplans.models.book import Records
from masterplans.services.mandates import Mandate, Stale, require
from masterplans.states import ChapterState
from smartcity_portal.kit.machine import Blocked

Row = TypeVar("Row", bound=Records)
Targets = Mapping[int, str]
Budgets = Mapping[tuple[int, str], Decimal | int]


@transaction.atomic
def add(
    model: type[Row],
    plan: Masterplan,
    *,
    by: Any,
    mandate: Mandate | None = None,
    at: datetime | None = None,
    **fields: Any,
) -> Row:
    """Add a SwotItem, ReadinessItem, GapItem, Mission or ActionItem at the end of its list."""
    record = model(plan=plan, **fields)
    if not record.order:
        record.order = _next_place(model, plan)
    _may("add_record", record, by=by, mandate=mandate)
    _store(record)
    history.record("masterplans.record.add", record, by=by, at=at, **_named(record))
    return record


@transaction.atomic
def change(
    record: Row,
    *,
    by: Any,
    base_version: int | None = None,
    mandate: Mandate | None = None,
    at: datetime | None = None,
    **fields: Any,
) -> Row:
    """Change some fields of a record; the same values again change nothing.

    Raises Stale when `base_version` is given and the row was changed after it was read.
    """
    record = _locked(record)
    _may("edit_record", record, by=by, mandate=mandate)
    before = {name: getattr(record, name) for name in fields}
    changed = [name for name, value in fields.items() if before[name] != value]
    if not changed:
        return record
    if base_version is not None and base_version != record.version:
        raise Stale(record)
    _not_in_approved_chapters(record)
    for name in changed:
        setattr(record, name, fields[name])
    record.version += 1
    _store(record)
    history.record(
        "masterplans.record.change", record, by=by, at=at, fields=changed, **_named(record)
    )
    return record


@transaction.atomic
def remove(
    record: Records,
    *,
    by: Any,
    base_version: int | None = None,
    mandate: Mandate | None = None,
    at: datetime | None = None,
) -> None:
    """Take a record out of the plan; the plan's history keeps what it was."""
    record = _locked(record)
    _may("add_record", record, by=by, mandate=mandate)
    if base_version is not None and base_version != record.version:
        raise Stale(record)
    _not_in_approved_chapters(record)
    history.record("masterplans.record.remove", record.plan, by=by, at=at, **_named(record))
    record.delete()


@transaction.atomic
def swap(
    first: Records,
    second: Records,
    *,
    by: Any,
    mandate: Mandate | None = None,
) -> None:
    """Let two records of one list change places."""
    rows = {
        row.pk: row
        for row in type(first)
        ._default_manager.select_for_update()
        .filter(plan=first.plan_id, pk__in=[first.pk, second.pk])
    }
    if len(rows) != 2:
        return
    first, second = rows[first.pk], rows[second.pk]
    _may("edit_record", first, by=by, mandate=mandate)
    _may("edit_record", second, by=by, mandate=mandate)
    _not_in_approved_chapters(first)
    if first.order == second.order:
        _count_anew(type(first), first.plan)
        first.refresh_from_db(fields=["order"])
        second.refresh_from_db(fields=["order"])
    first.order, second.order = second.order, first.order
    first.save(update_fields=["order"])
    second.save(update_fields=["order"])


@transaction.atomic
def set_vision(
    plan: Masterplan, vision: str, *, by: Any, source: str = "", at: datetime | None = None
) -> Masterplan:
    """Write the plan's vision and where it comes from."""
    plan = Masterplan.objects.select_for_update().get(pk=plan.pk)
    _may("add_record", plan, by=by)
    vision = vision.strip()
    if (plan.vision, plan.vision_source) == (vision, source):
        return plan
    _not_in_approved_chapters(plan)
    plan.vision, plan.vision_source = vision, source
    plan.full_clean()
    plan.save(update_fields=["vision", "vision_source"])
    history.record("masterplans.masterplan.set_vision", plan, by=by, at=at)
    return plan


@transaction.atomic
def add_program(
    plan: Masterplan,
    *,
    by: Any,
    targets: Targets | None = None,
    budgets: Budgets | None = None,
    mandate: Mandate | None = None,
    at: datetime | None = None,
    **fields: Any,
) -> PlanProgram:
    """Add a programme with its targets {year: value} and budgets {(year, fund): rupiah}."""
    if not fields.get("code"):
        fields["code"] = next_code(plan, fields["dimension"])
    program = add(PlanProgram, plan, by=by, mandate=mandate, at=at, **fields)
    _write_targets(program, targets or {})
    _write_budgets(program, budgets or {})
    return program


@transaction.atomic
def change_program(
    program: PlanProgram,
    *,
    by: Any,
    targets: Targets | None = None,
    budgets: Budgets | None = None,
    base_version: int | None = None,
    mandate: Mandate | None = None,
    at: datetime | None = None,
    **fields: Any,
) -> PlanProgram:
    """Change a programme; `targets` and `budgets` replace all its years when given."""
    read = base_version
    program = change(program, by=by, base_version=read, mandate=mandate, at=at, **fields)
    new_targets = targets is not None and dict(targets) != _targets_of(program)
    new_budgets = budgets is not None and _as_money(budgets) != _budgets_of(program)
    if new_targets or new_budgets:
        fresh = read is None or program.version in (read, read + 1)
        if not fresh:
            raise Stale(program)
        _not_in_approved_chapters(program)
        if targets is not None and new_targets:
            _write_targets(program, targets)
        if budgets is not None and new_budgets:
            _write_budgets(program, budgets)
        history.record(
            "masterplans.record.change",
            program,
            by=by,
            at=at,
            fields=["targets"] * new_targets + ["budgets"] * new_budgets,
            **_named(program),
        )
    return program


def next_code(plan: Masterplan, dimension: Any) -> str:
    """Return the next free code of a dimension: "GOV-04"."""
    prefix = dimension.code[:3].upper()
    taken = set(PlanProgram.objects.filter(plan=plan).values_list("code", flat=True))
    number = 1
    while f"{prefix}-{number:02d}" in taken:
        number += 1
    return f"{prefix}-{number:02d}"


def approved_chapters_showing(record: Any) -> list[Chapter]:
    """Return the approved chapters of the plan whose blocks show `record`."""
    plan = record if isinstance(record, Masterplan) else record.plan
    approved = (
        Chapter.objects.filter(book__plan=plan, state=ChapterState.APPROVED)
        .select_related("book")
        .prefetch_related("sections")
    )
    return [
        chapter
        for chapter in approved
        if any(snapshot.shows(section, record) for section in chapter.sections.all())
    ]


def check(record: Any) -> None:
    """Raise ValidationError when a record points outside its region, edition or period."""
    enrolment, problems = record.plan.enrolment, {}
    agency = getattr(record, "agency", None)
    if agency and agency.region_id != enrolment.region_id:
        problems["agency"] = _(
            "%(agency)s belongs to another region. Choose an agency of %(region)s."
        ) % {"agency": agency, "region": enrolment.region}
    edition = enrolment.cohort.edition_id
    for name in ("dimension", "horizon"):
        choice = getattr(record, name, None)
        if choice and choice.edition_id != edition:
            problems[name] = _("This choice belongs to another year's guidance.")
    part = getattr(record, "sub_dimension", None)
    if part and part.dimension_id != record.dimension_id:
        problems["sub_dimension"] = _("Choose a sub-dimension of %(dimension)s.") % {
            "dimension": record.dimension
        }
    if isinstance(record, ActionItem):
        problems |= _outside(enrolment, first_year=record.first_year, last_year=record.last_year)
        if record.first_year and record.last_year and record.last_year < record.first_year:
            problems["last_year"] = _("The last year comes before the first.")
    if problems:
        raise ValidationError(problems)


def check_years(program: PlanProgram, years: Any) -> None:
    """Raise ValidationError for a year outside the plan's period."""
    enrolment = program.plan.enrolment
    for year in years:
        if year not in enrolment.years:
            raise ValidationError(_year_sentence(enrolment, year))


def _outside(enrolment: Any, **years: int | None) -> dict[str, str]:
    return {
        name: _year_sentence(enrolment, year)
        for name, year in years.items()
        if year and year not in enrolment.years
    }


def _year_sentence(enrolment: Any, year: int) -> str:
    return _("%(year)d lies outside the period of the plan, %(period)s.") % {
        "year": year,
        "period": enrolment.period,
    }


def _locked(record: Any) -> Any:
    return type(record).objects.select_for_update().get(pk=record.pk)


def _may(verb: str, record: Any, *, by: Any, mandate: Mandate | None = None) -> None:
    require(f"masterplans.{verb}", record, by=by, mandate=mandate)


def _store(record: Any) -> None:
    check(record)
    if not record.pk:
        _not_in_approved_chapters(record)
    record.full_clean()
    record.save()


def _not_in_approved_chapters(record: Any) -> None:
    shown_in = approved_chapters_showing(record)
    if shown_in:
        raise Blocked(
            [
                _(
                    "%(book)s, %(chapter)s is approved and shows this table. Have the chapter reopened first."
                )
                % {"book": chapter.book.short, "chapter": chapter.label}
                for chapter in shown_in
            ]
        )


def _next_place(model: type[Records], plan: Masterplan) -> int:
    last = model._default_manager.filter(plan=plan).aggregate(last=models.Max("order"))["last"]
    return (last or 0) + 1


def _count_anew(model: type[Records], plan: Masterplan) -> None:
    """Number the rows of a list 1, 2, 3 … where several carry the same number."""
    for place, row in enumerate(
        model._default_manager.filter(plan=plan).order_by("order", "pk"), 1
    ):
        if row.order != place:
            model._default_manager.filter(pk=row.pk).update(order=place)


def _named(record: Any) -> dict[str, str]:
    return {"kind": str(record._meta.verbose_name), "name": str(record)}


def _targets_of(program: PlanProgram) -> dict[int, str]:
    return dict(program.targets.values_list("year", "value"))


def _budgets_of(program: PlanProgram) -> dict[tuple[int, str], Decimal]:
    return {(b.year, b.fund): b.amount for b in program.budgets.all()}


def _as_money(budgets: Budgets) -> dict[tuple[int, str], Decimal]:
    return {key: Decimal(amount) for key, amount in budgets.items()}


def _write_targets(program: PlanProgram, targets: Targets) -> None:
    check_years(program, targets)
    program.targets.all().delete()
    ProgramTarget.objects.bulk_create(
        ProgramTarget(program=program, year=year, value=value)
        for year, value in sorted(targets.items())
        if str(value).strip()
    )


def _write_budgets(program: PlanProgram, budgets: Budgets) -> None:
    check_years(program, [year for year, _fund in budgets])
    rows = [
        ProgramBudget(program=program, year=year, fund=fund, amount=amount)
        for (year, fund), amount in sorted(_as_money(budgets).items())
    ]
    for row in rows:
        row.clean_fields()
        if row.amount < 0:
            raise ValidationError(_("An amount cannot be negative."))
    program.budgets.all().delete()
    ProgramBudget.objects.bulk_create(rows)
