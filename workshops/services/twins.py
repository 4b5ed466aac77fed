"""How are two rows that say the same made one, or told to differ?"""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from masterplans.models import PlanProgram, QuickWin
from masterplans.services import quick_wins, records
from smartcity_portal.kit.machine import Blocked
from workshops.models import Worksheet
from workshops.twins import Twin, twins_of

# What a row keeps of its own and never takes over from its twin.
OWN = {"id", "plan", "order", "version", "origin", "source", "is_example", "state", "code"}


@transaction.atomic
def merge(worksheet: Worksheet, pair: str, *, keep: int, by: User) -> Any:
    """Keep one row of a suggested pair, fill its gaps from the other, and take the other out.

    Raises Blocked when the pair is no longer suggested: one of the two was changed or removed.
    """
    worksheet = _locked(worksheet)
    permission.require("workshops.merge_worksheet", worksheet, by=by)
    twin = _twin(worksheet, pair)
    kept, other = (twin.first, twin.second) if twin.first.pk == keep else (twin.second, twin.first)
    filled = _gaps_filled(kept, other)
    _move_dependents(kept, other)
    name = str(other)
    if isinstance(kept, QuickWin):
        quick_wins.take_back(other, by=by)
        kept = quick_wins.save_profile(kept, by=by, **filled) if filled else kept
    else:
        records.remove(other, by=by)
        kept = records.change(kept, by=by, **filled) if filled else kept
    history.record(
        "workshops.worksheet.merge", worksheet.workshop, by=by, name=name, kept=str(kept)
    )
    return kept


@transaction.atomic
def keep_apart(worksheet: Worksheet, pair: str, *, by: User) -> None:
    """Say that two rows differ; they are not suggested again."""
    worksheet = _locked(worksheet)
    permission.require("workshops.merge_worksheet", worksheet, by=by)
    twin = _twin(worksheet, pair)
    worksheet.kept_apart = [*worksheet.kept_apart, twin.key]
    worksheet.save(update_fields=["kept_apart"])
    history.record(
        "workshops.worksheet.keep_apart",
        worksheet.workshop,
        by=by,
        first=str(twin.first),
        second=str(twin.second),
    )


def _twin(worksheet: Worksheet, pair: str) -> Twin:
    for twin in twins_of(worksheet):
        if twin.key == pair:
            return twin
    raise Blocked([_("One of the two rows was changed or removed meanwhile. Look again.")])


def _gaps_filled(kept: Any, other: Any) -> dict[str, Any]:
    """Return what `other` knows and `kept` leaves empty."""
    filled = {}
    for field in kept._meta.concrete_fields:
        if field.name in OWN or getattr(kept, field.attname) not in ("", None, []):
            continue
        if (value := getattr(other, field.name)) not in ("", None, []):
            filled[field.name] = value
    return filled


def _move_dependents(kept: models.Model, other: models.Model) -> None:
    """Actions and quick wins of a programme follow it; budgets and targets of the kept one stand."""
    if isinstance(kept, PlanProgram) and isinstance(other, PlanProgram):
        other.actions.update(program=kept)
        other.quick_wins.update(program=kept)


def _locked(worksheet: Worksheet) -> Worksheet:
    return (
        Worksheet.objects.select_for_update(of=("self",))
        .select_related("plan", "workshop__enrolment__region", "workshop__enrolment__cohort")
        .get(pk=worksheet.pk)
    )
