"""Which cell of which record is meant? Rows named as history names them, fields by their labels."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from masterplans.models import Masterplan, PlanProgram, QuickWin
from masterplans.snapshot import GUIDED, NOT_CONTENT, SHOWN_BY
from smartcity_portal.kit.numbers import natural

MODELS: dict[str, type[models.Model]] = {str(model._meta.model_name): model for model in SHOWN_BY}
PARTS: dict[str, Any] = {
    "targets": _("targets by year"),
    "budgets": _("amounts by year"),
    "risks": _("risks"),
}
SHORT = 300


@dataclass(frozen=True)
class Cell:
    """One value of one record: "masterplans.planprogram:12", "indicator", in words."""

    record: str
    field: str
    name: str
    label: str
    value: str


def fields_of(model: type[models.Model]) -> dict[str, Any]:
    """Return the fields of a record that people read, with their labels."""
    if model is Masterplan:
        return {"vision": Masterplan._meta.get_field("vision").verbose_name}
    found = {
        field.name: field.verbose_name
        for field in model._meta.concrete_fields
        if field.attname not in NOT_CONTENT and field.name not in NOT_CONTENT
    }
    if model is PlanProgram:
        found |= {name: PARTS[name] for name in ("targets", "budgets")}
    return found


def cells_of(row: models.Model) -> list[Cell]:
    """Return the cells of a record in the order of its fields."""
    return [_cell(row, field, label) for field, label in fields_of(type(row)).items()]


def find(plan: Masterplan, name: str) -> Cell | None:
    """Return the cell that a form names as "planprogram:12:indicator"; None when there is none."""
    kind, _colon, rest = name.partition(":")
    named, _colon, field = rest.partition(":")
    pk = natural(named)
    model = MODELS.get(kind)
    if model is None or pk is None or field not in fields_of(model):
        return None
    row = _rows(model).filter(pk=pk).first()
    if row is None or (row.pk if model is Masterplan else row.plan_id) != plan.pk:
        return None
    return _cell(row, field, fields_of(model)[field])


def rows_shown(plan: Masterplan, kinds: set[str]) -> list[tuple[Any, list[models.Model]]]:
    """Return the tables behind some kinds of block, each with its rows."""
    found = []
    for model, shown_by in SHOWN_BY.items():
        if kinds & shown_by:
            own = {"pk": plan.pk} if model is Masterplan else {"plan": plan}
            rows = list(_rows(model).filter(**own))
            if model is QuickWin:
                rows = [row for row in rows if row.state in {"chosen", "final"}]
            if rows:
                found.append((model._meta.verbose_name_plural, rows))
    return found


def values_now(subjects: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str | None]:
    """Return the present value of (record, field) pairs, None where the record is gone.

    One query for each kind of record, however many cells.
    """
    wanted: dict[str, set[int]] = {}
    pairs = set(subjects)
    for record, _field in pairs:
        kind, pk = _parts(record)
        wanted.setdefault(kind, set()).add(pk)
    rows = {
        kind: {row.pk: row for row in _rows(MODELS[kind]).filter(pk__in=pks)}
        for kind, pks in wanted.items()
        if kind in MODELS
    }
    found: dict[tuple[str, str], str | None] = {}
    for record, field in pairs:
        kind, pk = _parts(record)
        row = rows.get(kind, {}).get(pk)
        found[record, field] = value_of(row, field) if row is not None else None
    return found


def model_of(record: str) -> type[models.Model] | None:
    """Return the model of "masterplans.planprogram:12"."""
    return MODELS.get(_parts(record)[0])


def label_of(record: str, field: str) -> str:
    """Return the label of a field of a record, in the reader's language."""
    model = model_of(record)
    label = fields_of(model).get(field, field) if model else field
    return str(label)


def value_of(row: models.Model, field: str) -> str:
    """Return a value in words, no longer than a remark can keep."""
    if field == "targets":
        words = ", ".join(f"{line.year}: {line.value}" for line in row.targets.all())  # type: ignore[attr-defined]
    elif field == "budgets":
        words = ", ".join(
            f"{line.year} {line.fund}: {line.amount:.0f}"
            for line in row.budgets.all()  # type: ignore[attr-defined]
        )
    elif shown := getattr(row, f"get_{field}_display", None):
        words = str(shown())
    else:
        value = getattr(row, field, None)
        words = "" if value is None else str(value)
    return " ".join(words.split())[:SHORT]


def _cell(row: models.Model, field: str, label: Any) -> Cell:
    subject = f"{row._meta.label_lower}:{row.pk}"
    name = str(row._meta.verbose_name) if isinstance(row, Masterplan) else str(row)
    return Cell(subject, field, name[:200], str(label), value_of(row, field))


def _parts(record: str) -> tuple[str, int]:
    label, _colon, pk = record.partition(":")
    return label.rpartition(".")[2], natural(pk) or 0


def _rows(model: type[models.Model]) -> models.QuerySet:
    names = [
        field.name
        for field in model._meta.concrete_fields
        if field.related_model in GUIDED or field.name in {"agency", "program"}
    ]
    rows = model._default_manager.select_related(*names) if names else model._default_manager.all()
    return rows.prefetch_related("targets", "budgets") if model is PlanProgram else rows
