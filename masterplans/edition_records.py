"""Which records and which amounts changed from one issued edition to another?"""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from masterplans import annexes
from masterplans.edition_texts import ADDED, CHANGED, REMOVED, Edition
from masterplans.edition_words import NAMED_BY, FieldChange, Words, named
from masterplans.models import (
    ActionItem,
    GapItem,
    Mission,
    PlanProgram,
    QuickWin,
    ReadinessItem,
    Sni37122Value,
    SwotItem,
    SwotStrategy,
    VisionKeyword,
)

PROGRAMS = PlanProgram._meta.label_lower
VISION = "vision"
ORDER = [
    PROGRAMS,
    QuickWin._meta.label_lower,
    ActionItem._meta.label_lower,
    VISION,
    *(
        model._meta.label_lower
        for model in (
            VisionKeyword, Mission, Sni37122Value, GapItem, SwotItem, SwotStrategy, ReadinessItem,
        )
    ),
]  # fmt: skip
ALIKE = 0.6
MANY = 4_000


@dataclass(frozen=True)
class RecordChange:
    """A record that was added, removed or changed, and how its values read before and after."""

    name: str
    kind: str
    fields: list[FieldChange] = field(default_factory=list)


@dataclass(frozen=True)
class RecordGroup:
    """All changes of one kind of record."""

    noun: str
    changes: list[RecordChange]

    def count(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.changes)

    @property
    def added(self) -> int:
        return self.count(ADDED)

    @property
    def removed(self) -> int:
        return self.count(REMOVED)

    @property
    def changed(self) -> int:
        return self.count(CHANGED)


@dataclass(frozen=True)
class AmountChange:
    """What an agency's programs cost before and after, in rupiah."""

    agency: str
    old: Decimal
    new: Decimal

    @property
    def difference(self) -> Decimal:
        return self.new - self.old


def groups(old: Edition, new: Edition, words: Words) -> list[RecordGroup]:
    """Compare the frozen records kind by kind; kinds without a change are left out."""
    found = []
    for label in sorted({*old.records, *new.records}, key=_place):
        before, after = old.records.get(label), new.records.get(label)
        if before == after:
            continue
        if label == VISION:
            change = FieldChange("", before or "–", after or "–")
            found.append(RecordGroup(_("Vision"), [RecordChange("", CHANGED, [change])]))
            continue
        if label == annexes.KEPT:
            found.append(RecordGroup(_("Annexes"), list(_annexes(before or [], after or []))))
            continue
        model = apps.get_model(label)
        changes = list(_changes(model, before or [], after or [], words))
        if changes:
            found.append(RecordGroup(str(model._meta.verbose_name_plural), changes))
    return found


def _annexes(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[RecordChange]:
    for one, two in _paired(old, new):
        name = named(two or one or {})
        if one is None or two is None:
            yield RecordChange(name, ADDED if one is None else REMOVED)
        elif one != two:
            files = ["; ".join(row["files"]) or "–" for row in (one, two)]
            told = [FieldChange(_("Files"), *files)] if files[0] != files[1] else []
            yield RecordChange(name, CHANGED, told)


def _place(label: str) -> tuple[int, str]:
    return (ORDER.index(label) if label in ORDER else len(ORDER), label)


def _changes(
    model: Any, old: list[dict[str, Any]], new: list[dict[str, Any]], words: Words
) -> Iterator[RecordChange]:
    for one, two in _paired(old, new):
        row = two or one or {}
        name = words.name_of(model, row)
        if one is None or two is None:
            yield RecordChange(name, ADDED if one is None else REMOVED)
        elif fields := words.changes(model, one, two):
            yield RecordChange(name, CHANGED, fields)


def _paired(
    old: list[dict[str, Any]], new: list[dict[str, Any]]
) -> list[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    """Pair rows by what names them, then by what their names have in common."""
    before, after = _by_name(old), _by_name(new)
    pairs: list[tuple[Any, Any]] = [(before.get(key), row) for key, row in after.items()]
    gone = [row for key, row in before.items() if key not in after]
    if len(gone) * sum(one is None for one, _two in pairs) <= MANY:
        for place, (one, two) in enumerate(pairs):
            if one is None and (twin := _most_alike(two, gone)):
                gone.remove(twin)
                pairs[place] = (twin, two)
    return [*pairs, *((row, None) for row in gone)]


def _most_alike(row: dict[str, Any], others: list[dict[str, Any]]) -> dict[str, Any] | None:
    name = named(row)
    rated = [(difflib.SequenceMatcher(None, name, named(o)).ratio(), o) for o in others]
    best = max(rated, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= ALIKE else None


def _by_name(rows: list[dict[str, Any]]) -> dict[tuple[str, int], dict[str, Any]]:
    """Rows by what names them; equal names are counted."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    counted: dict[str, int] = {}
    for row in rows:
        name = next((str(row[key]) for key in NAMED_BY if row.get(key)), "")
        found[name, counted.setdefault(name, 0)] = row
        counted[name] += 1
    return found


def amounts(old: Edition, new: Edition, words: Words) -> list[AmountChange]:
    """Compare what the programs of each agency cost, the largest difference first."""
    before, after = _totals(old), _totals(new)
    rows = [
        AmountChange(
            words.agency(agency) if agency else _("No agency"),
            before.get(agency, Decimal(0)),
            after.get(agency, Decimal(0)),
        )
        for agency in {*before, *after}
    ]
    return sorted(rows, key=lambda row: (-abs(row.difference), row.agency))


def total(rows: list[AmountChange]) -> AmountChange:
    """Sum what all agencies' programs cost."""
    zero = Decimal(0)
    return AmountChange(
        _("All agencies"), sum((r.old for r in rows), zero), sum((r.new for r in rows), zero)
    )


def _totals(edition: Edition) -> dict[int | None, Decimal]:
    totals: dict[int | None, Decimal] = {}
    for program in edition.records.get(PROGRAMS, []):
        amount = sum((Decimal(line["amount"]) for line in program.get("budgets", [])), Decimal(0))
        agency = program.get("agency_id")
        totals[agency] = totals.get(agency, Decimal(0)) + amount
    return totals
