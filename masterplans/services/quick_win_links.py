"""To what does a quick win belong? The SWOT items and the gap it answers, and what carries it on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.services import history, permission
from masterplans.models import GapItem, PlanProgram, QuickWin, SwotItem
from masterplans.services import quick_wins


@transaction.atomic
def link(
    quick_win: QuickWin,
    *,
    by: Any,
    swot_items: Iterable[SwotItem] | None = None,
    gap: GapItem | None = None,
    program: PlanProgram | None = None,
    continues: QuickWin | None = None,
    continued_in: PlanProgram | None = None,
    at: datetime | None = None,
) -> QuickWin:
    """Write all links of a quick win anew; `swot_items` None leaves those as they are.

    The programme goes through the profile: an approved chapter shows it.
    """
    quick_win = QuickWin.objects.select_for_update(of=("self",)).get(pk=quick_win.pk)
    permission.require("masterplans.edit_quickwin", quick_win, by=by)
    items = None if swot_items is None else list(swot_items)
    _belong(quick_win, items or [], gap, continues, continued_in)
    quick_win = quick_wins.save_profile(quick_win, by=by, program=program, at=at)
    before = set(quick_win.swot_items.values_list("pk", flat=True))
    new = {"gap": gap, "continues": continues, "continued_in": continued_in}
    changed = [name for name, value in new.items() if getattr(quick_win, name) != value]
    for name in changed:
        setattr(quick_win, name, new[name])
    quick_win.save(update_fields=["gap", "continues", "continued_in"])
    if items is not None and before != {item.pk for item in items}:
        quick_win.swot_items.set(items)
        changed.append("swot_items")
    if changed:
        history.record("masterplans.quickwin.link", quick_win, by=by, at=at, fields=changed)
    return quick_win


@transaction.atomic
def lead_on(
    item: SwotItem, wins: Iterable[QuickWin], *, by: Any, at: datetime | None = None
) -> SwotItem:
    """Say to which quick wins a SWOT item leads; the ones left out are unlinked."""
    item = SwotItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    wanted = {win.pk: win for win in wins}
    linked = {win.pk: win for win in item.quick_wins.all()}
    for pk in wanted.keys() ^ linked.keys():
        win = wanted.get(pk) or linked[pk]
        permission.require("masterplans.edit_quickwin", win, by=by)
        _belong(win, [item], None, None, None)
        (item.quick_wins.add if pk in wanted else item.quick_wins.remove)(win)
        history.record("masterplans.quickwin.link", win, by=by, at=at, fields=["swot_items"])
    return item


def _belong(
    quick_win: QuickWin,
    items: list[SwotItem],
    gap: GapItem | None,
    continues: QuickWin | None,
    continued_in: PlanProgram | None,
) -> None:
    problems = {}
    plan, region = quick_win.plan_id, quick_win.enrolment.region_id
    if any(item.plan_id != plan for item in items):
        problems["swot_items"] = _("Choose SWOT items of this plan.")
    if gap and gap.plan_id != plan:
        problems["gap"] = _("Choose a gap of this plan.")
    if continues and (continues.enrolment.region_id != region or continues.year >= quick_win.year):
        problems["continues"] = _(
            "Choose a quick win of the same region from a year before %(year)d."
        ) % {"year": quick_win.year}
    if continued_in and continued_in.enrolment.region_id != region:
        problems["continued_in"] = _("Choose a programme of the same region.")
    if problems:
        raise ValidationError(problems)
