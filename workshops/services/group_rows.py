"""How does a group write its rows? They are records of the plan, written under the group's mandate."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import permission
from masterplans.models import PlanProgram, QuickWin, SwotItem
from masterplans.services import quick_wins, records
from masterplans.services.mandates import Mandate, Stale
from programs.models import Dimension
from smartcity_portal.kit.machine import Blocked
from workshops.models import ReceivedRow, WorkGroup

__all__ = ["Gone", "Stale", "add", "change", "move", "remove"]
RISK_FIELDS = ("risk", "cause", "likelihood", "impact", "treatment", "owner")


class Gone(Exception):
    """Somebody removed the row after it was read; what was typed is not lost."""


@transaction.atomic
def add(
    group: WorkGroup,
    values: Mapping[str, Any],
    *,
    by: User,
    token: str = "",
    at: datetime | None = None,
    **facts: Any,
) -> Any:
    """Add a row at the end of the group's part; the same `token` adds it once.

    Returns None when the row had arrived before. Raises Blocked once the group has handed in,
    ValidationError for values that the plan does not take.
    """
    group = _opened(group, by=by)
    if token and ReceivedRow.objects.filter(group=group, token=token).exists():
        return None
    row = _write(group, dict(values) | _fixed(group) | facts, by=by, at=at)
    if token:
        ReceivedRow.objects.create(group=group, token=token)
    return row


@transaction.atomic
def change(
    group: WorkGroup,
    row: Any,
    values: Mapping[str, Any],
    *,
    by: User,
    base_version: int | None = None,
    at: datetime | None = None,
) -> Any:
    """Change a row of the group. Raises Stale when it was changed meanwhile, Gone when it is gone."""
    group = _opened(group, by=by)
    row = _mine(group, row)
    rest: dict[str, Any] = {"by": by, "at": at, "mandate": _mandate(group)}
    rest["base_version"] = base_version
    fields = dict(values)
    if isinstance(row, QuickWin):
        risk = fields.pop("risk", None)
        risks = None if risk is None else [risk, *_risks(row)[1:]]
        return quick_wins.save_profile(row, risks=risks, **rest, **fields)
    if isinstance(row, PlanProgram):
        return records.change_program(row, targets=fields.pop("targets", None), **rest, **fields)
    return records.change(row, **rest, **fields)


@transaction.atomic
def remove(group: WorkGroup, row: Any, *, by: User, base_version: int | None = None) -> None:
    """Take a row out of the plan. Raises Stale when it was changed meanwhile, Gone when it is gone."""
    group = _opened(group, by=by)
    row = _mine(group, row)
    rest: dict[str, Any] = {"by": by, "base_version": base_version, "mandate": _mandate(group)}
    if isinstance(row, QuickWin):
        quick_wins.take_back(row, **rest)
    else:
        records.remove(row, **rest)


@transaction.atomic
def move(group: WorkGroup, row: Any, *, by: User, up: bool) -> None:
    """Let a row change places with its neighbour; at the end of the list it stays."""
    group = _opened(group, by=by)
    row = _mine(group, row)
    rows = [other for other in group.rows if _beside(row, other)]
    place = next(n for n, other in enumerate(rows) if other.pk == row.pk)
    beside = place - 1 if up else place + 1
    if 0 <= beside < len(rows):
        records.swap(row, rows[beside], by=by, mandate=_mandate(group))


def _write(group: WorkGroup, values: dict[str, Any], *, by: User, at: datetime | None) -> Any:
    rest: dict[str, Any] = {"by": by, "at": at, "mandate": _mandate(group), "origin": group.origin}
    plan, model = group.origin.plan, group.worksheet.model
    if model is QuickWin:
        risk = values.pop("risk", None)
        risks = values.pop("risks", None) or ([risk] if risk else [])
        return quick_wins.nominate(plan, risks=risks, **rest, **values)
    if model is PlanProgram:
        return records.add_program(plan, targets=values.pop("targets", None), **rest, **values)
    return records.add(model, plan, **rest, **values)  # type: ignore[type-var]


def _fixed(group: WorkGroup) -> dict[str, Any]:
    """What every row of the group carries: its dimension, component or strand."""
    match group.worksheet.parted_by:
        case "dimension__code":
            edition = group.enrolment.cohort.edition_id
            return {"dimension": Dimension.objects.get(edition=edition, code=group.key)}
        case "component":
            return {"component": group.key}
        case "strand":
            return {"strand": group.key}
    if hasattr(group.worksheet.model, "component"):
        return {"component": group.title[:60]}
    return {}


def _mandate(group: WorkGroup) -> Mandate:
    return Mandate("workshops.write_group", group)


def _opened(group: WorkGroup, *, by: User) -> WorkGroup:
    """Lock the group, so that two phones that write at once are served one after the other."""
    group = WorkGroup.objects.select_for_update(of=("self",)).with_room().get(pk=group.pk)
    permission.require("workshops.write_group", group, by=by)
    if not group.is_open:
        raise Blocked(
            [_("This group has handed in. Choose “Go on writing” first; nothing was changed.")]
        )
    return group


def _mine(group: WorkGroup, row: Any) -> Any:
    found = group.rows.filter(pk=row.pk).first() if row is not None else None
    if found is None:
        raise Gone
    return found


def _beside(row: Any, other: Any) -> bool:
    """Rows change places inside their quadrant."""
    return not isinstance(row, SwotItem) or row.quadrant == other.quadrant


def _risks(quick_win: QuickWin) -> list[dict[str, Any]]:
    return list(quick_win.risks.values(*RISK_FIELDS))
