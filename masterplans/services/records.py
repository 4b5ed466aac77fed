"""How do the records of a plan change? Entered once, checked once, never over somebody else's change."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from accounts.services import history
from masterplans.models import Masterplan, PlanProgram
from masterplans.models.book import Records
from masterplans.services import checks, yearly
from masterplans.services.mandates import Mandate, Stale, require
from masterplans.services.record_rules import (
    approved_chapters_showing,
    check,
    check_links,
    check_years,
    not_in_approved_chapters,
)
from masterplans.services.yearly import Budgets, Targets

__all__ = [
    "Stale",
    "add",
    "add_program",
    "approved_chapters_showing",
    "change",
    "change_program",
    "check",
    "check_years",
    "next_code",
    "remove",
    "set_vision",
    "swap",
]
Row = TypeVar("Row", bound=Records)


@transaction.atomic
def add(
    model: type[Row],
    plan: Masterplan,
    *,
    by: Any,
    targets: Targets | None = None,
    budgets: Budgets | None = None,
    mandate: Mandate | None = None,
    at: datetime | None = None,
    **fields: Any,
) -> Row:
    """Add a record of any kind at the end of its list, with its years and linked rows."""
    plain, links = _parted(model, fields)
    record = model(plan=plan, **plain)
    if not record.order:
        record.order = _next_place(model, plan)
    _may("add_record", record, by=by, mandate=mandate)
    check_links(record, links)
    _store(record)
    _link(record, links)
    _write_years(record, targets or None, budgets or None)
    history.record("masterplans.record.add", record, by=by, at=at, **_named(record))
    return record


@transaction.atomic
def change(
    record: Row,
    *,
    by: Any,
    targets: Targets | None = None,
    budgets: Budgets | None = None,
    base_version: int | None = None,
    mandate: Mandate | None = None,
    at: datetime | None = None,
    **fields: Any,
) -> Row:
    """Change some fields of a record; the same values again change nothing.

    `targets` and `budgets` replace all years when given. Raises Stale when `base_version` is given
    and the row was changed after it was read.
    """
    record = _locked(record)
    _may("edit_record", record, by=by, mandate=mandate)
    plain, links = _parted(type(record), fields)
    changed = [name for name, value in plain.items() if getattr(record, name) != value]
    links = {name: rows for name, rows in links.items() if _differ(record, name, rows)}
    new_targets, new_budgets = yearly.changes_of(record, targets, budgets)
    told = changed + list(links)
    told += ["targets"] * (new_targets is not None) + ["budgets"] * (new_budgets is not None)
    if not told:
        return record
    if base_version is not None and base_version != record.version:
        raise Stale(record)
    not_in_approved_chapters(record)
    for name in changed:
        setattr(record, name, plain[name])
    record.version += 1
    if "kind" in changed and "items" not in links and hasattr(record, "items"):
        check_links(record, {"items": record.items.all()})
    check_links(record, links)
    _store(record)
    _link(record, links)
    _write_years(record, new_targets, new_budgets)
    history.record("masterplans.record.change", record, by=by, at=at, fields=told, **_named(record))
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
    not_in_approved_chapters(record)
    history.record("masterplans.record.remove", record.plan, by=by, at=at, **_named(record))
    checks.want_plan(record.plan)
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
    not_in_approved_chapters(first)
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
    not_in_approved_chapters(plan)
    plan.vision, plan.vision_source = vision, source
    plan.full_clean()
    plan.save(update_fields=["vision", "vision_source"])
    history.record("masterplans.masterplan.set_vision", plan, by=by, at=at)
    return plan


@transaction.atomic
def add_program(plan: Masterplan, *, by: Any, **fields: Any) -> PlanProgram:
    """Add a programme with its targets {year: value} and budgets {(year, fund): rupiah}."""
    if not fields.get("code"):
        fields["code"] = next_code(plan, fields["dimension"])
    return add(PlanProgram, plan, by=by, **fields)


def change_program(program: PlanProgram, *, by: Any, **fields: Any) -> PlanProgram:
    """Change a programme; an empty code keeps the one that stands."""
    if not fields.get("code", "kept"):
        del fields["code"]
    return change(program, by=by, **fields)


def next_code(plan: Masterplan, dimension: Any) -> str:
    """Return the next free code of a dimension: "GOV-04"."""
    prefix = dimension.code[:3].upper()
    taken = set(PlanProgram.objects.filter(plan=plan).values_list("code", flat=True))
    number = 1
    while f"{prefix}-{number:02d}" in taken:
        number += 1
    return f"{prefix}-{number:02d}"


def _locked(record: Any) -> Any:
    return type(record).objects.select_for_update().get(pk=record.pk)


def _may(verb: str, record: Any, *, by: Any, mandate: Mandate | None = None) -> None:
    require(f"masterplans.{verb}", record, by=by, mandate=mandate)


def _store(record: Any) -> None:
    check(record)
    if not record.pk:
        not_in_approved_chapters(record)
    record.full_clean()
    record.save()
    checks.want_plan(record.plan)


def _parted(model: type[Records], fields: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Part the columns of a record from the rows that it is linked to."""
    many = {field.name for field in model._meta.many_to_many}
    return (
        {name: value for name, value in fields.items() if name not in many},
        {name: list(value) for name, value in fields.items() if name in many},
    )


def _differ(record: Records, name: str, rows: Iterable[models.Model]) -> bool:
    linked = set(getattr(record, name).values_list("pk", flat=True))
    return linked != {row.pk for row in rows}


def _link(record: Records, links: dict[str, Any]) -> None:
    for name, rows in links.items():
        getattr(record, name).set(rows)


def _write_years(record: Any, targets: Targets | None, budgets: Budgets | None) -> None:
    if targets is not None:
        yearly.write_targets(record, targets)
    if budgets is not None:
        yearly.write_budgets(record, budgets)


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
