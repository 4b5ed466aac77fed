"""How are frozen records told in words: fields by their labels, codes and keys by their names?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from masterplans.edition_texts import Edition
from masterplans.models import Objective, PlanProgram, QuickWinRisk
from masterplans.sni37122 import by_code
from programs.models import Agency, Dimension, Horizon, SubDimension
from smartcity_portal.kit.formats import rupiah

NAMED_BY = (
    "code", "name", "word", "indicator", "statement", "action", "gap", "text", "risk", "title",
)  # fmt: skip
MONEY = {"cost", "budget", "amount"}
NOTHING = "–"
SHORT = 160


@dataclass(frozen=True)
class FieldChange:
    """A value before and after, in words."""

    label: str
    old: str
    new: str


class Words:
    """What the keys in the records of some editions of one plan are called: a constant number of queries."""

    def __init__(self, *editions: Edition) -> None:
        self.enrolment = editions[0].enrolment
        self.editions = editions

    @cached_property
    def agencies(self) -> dict[int, str]:
        rows = Agency.objects.filter(region=self.enrolment.region_id)
        return {row.pk: str(row) for row in rows}

    @cached_property
    def programs(self) -> dict[int, str]:
        rows = PlanProgram.objects.filter(plan__enrolment=self.enrolment)
        return {row.pk: f"{row.code} {row.name}".strip() for row in rows.only("code", "name")}

    @cached_property
    def guided(self) -> dict[tuple[type[models.Model], str], str]:
        """Parts of the guidance by their codes."""
        edition = self.enrolment.cohort.edition_id
        found: dict[tuple[type[models.Model], str], str] = {}
        for dimension in Dimension.objects.filter(edition=edition):
            found[Dimension, dimension.code] = dimension.name
        for part in SubDimension.objects.filter(dimension__edition=edition):
            found[SubDimension, part.code] = part.name
        for horizon in Horizon.objects.filter(edition=edition):
            found[Horizon, horizon.code] = horizon.label
        return found

    def agency(self, pk: int) -> str:
        return self.agencies.get(pk, _("Agency %(number)s") % {"number": pk})

    def name_of(self, model: Any, row: dict[str, Any]) -> str:
        """Name a record for people."""
        name = named(row)
        if model._meta.model_name == "sni37122value" and row.get("indicator") in by_code():
            return f"{name} {by_code()[row['indicator']].title}"
        return name[:SHORT]

    def changes(
        self, model: Any, old: dict[str, Any], new: dict[str, Any], over: str = ""
    ) -> list[FieldChange]:
        """Return what differs between two readings of a record, parts one by one."""
        found: list[FieldChange] = []
        for key in dict.fromkeys([*new, *old]):
            before, after = old.get(key), new.get(key)
            if before == after:
                continue
            if _is_parts(before) or _is_parts(after):
                found += self._parts(key, before or [], after or [], over)
            elif isinstance(before, dict) or isinstance(after, dict):
                found += self._years(_label(model, key), before or {}, after or {}, over)
            else:
                one, two = self.value(model, key, before), self.value(model, key, after)
                if one != two:
                    found.append(FieldChange(_under(over, _label(model, key)), one, two))
        return found

    def value(self, model: Any, key: str, value: Any) -> str:
        """Say a single value in words."""
        if value in (None, "", [], {}):
            return NOTHING
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list):
            return "; ".join(str(item) for item in value)
        if key in MONEY:
            return _money(value)
        field = _field(model, key)
        if field is None:
            return str(value)
        if related := getattr(field, "related_model", None):
            return self._related(related, value)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return str(value)

    def _related(self, model: Any, value: Any) -> str:
        if model is Agency:
            return self.agency(value)
        if model is PlanProgram:
            return self.programs.get(value, NOTHING)
        return self.guided.get((model, str(value)), str(value))

    def _years(
        self, label: str, old: dict[str, Any], new: dict[str, Any], over: str
    ) -> Iterator[FieldChange]:
        for year in sorted({*old, *new}):
            one, two = old.get(year, NOTHING), new.get(year, NOTHING)
            if one != two:
                yield FieldChange(_under(over, f"{label} {year}"), str(one), str(two))

    def _parts(
        self, key: str, old: list[dict[str, Any]], new: list[dict[str, Any]], over: str
    ) -> Iterator[FieldChange]:
        """Compare targets and amounts by year, other parts by their names."""
        model, noun = PARTS.get(key, (None, lambda: key))
        before, after = _keyed(old), _keyed(new)
        for name in dict.fromkeys([*before, *after]):
            one, two = before.get(name), after.get(name)
            if one == two:
                continue
            label = _under(over, " ".join(filter(None, [noun(), *map(str, name)])))
            if one and two and model is not None:
                yield from self.changes(model, one, two, label)
            else:
                yield FieldChange(label, _whole(one), _whole(two))


PARTS: dict[str, Any] = {
    "targets": (None, lambda: _("Target")),
    "budgets": (None, lambda: _("Amount")),
    "risks": (QuickWinRisk, lambda: _("Risk")),
    "objectives": (Objective, lambda: _("Objective")),
    "milestones": (None, lambda: _("Milestone")),
}


def named(row: dict[str, Any]) -> str:
    """Return what names a record: code and name, or its first words."""
    if row.get("code"):
        return f"{row['code']} {row.get('name', '')}".strip()
    return next((str(row[key]) for key in NAMED_BY if row.get(key)), "")


def _is_parts(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _keyed(rows: Iterable[dict[str, Any]]) -> dict[tuple[Any, ...], dict[str, Any]]:
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        if "year" in row:
            key: tuple[Any, ...] = tuple(filter(None, (row["year"], row.get("fund"))))
        else:
            key = (f"“{named(row)[:80]}”",)
        found[key] = row
    return found


def _whole(row: dict[str, Any] | None) -> str:
    """Say a part that came or went, or whose parts are few."""
    if row is None:
        return NOTHING
    if "amount" in row:
        return _money(row["amount"])
    if "value" in row:
        return str(row["value"])
    said = (value for key, value in row.items() if value not in (None, "", []))
    return ", ".join(_listed(value) for value in said)


def _listed(value: Any) -> str:
    return "–".join(map(str, value)) if isinstance(value, list) else str(value)


def _money(value: Any) -> str:
    try:
        return rupiah(Decimal(str(value)))
    except InvalidOperation:
        return str(value)


def _under(over: str, label: str) -> str:
    return f"{over}, {label}" if over else capfirst(label)


def _label(model: Any, key: str) -> str:
    field = _field(model, key)
    if field is not None:
        return str(field.verbose_name)
    return {
        "supporting": _("supporting agencies"),
        "items": _("SWOT statements"),
        "targets": _("target"),
    }.get(key, key)


def _field(model: Any, key: str) -> Any:
    for name in (key, key.removesuffix("_id")):
        try:
            found = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if getattr(found, "verbose_name", None) and not found.one_to_many:
            return found
    return None
