"""How far is a quick win, and what did it change? Dated reports, and a measurement before and after."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import history, permission
from masterplans.models import Figure, QuickWin, QuickWinCondition, QuickWinReport
from masterplans.states import QuickWinState
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day
from smartcity_portal.kit.machine import Blocked

CARRIED_OUT = {QuickWinState.CHOSEN, QuickWinState.FINAL}


@transaction.atomic
def report(
    quick_win: QuickWin,
    *,
    by: Any,
    on: date,
    percent: int,
    status: str,
    text: str,
    spent: Decimal | int | None = None,
    reached: Iterable[str] = (),
    link: str = "",
    figure: Figure | None = None,
    source: str = "",
    is_example: bool = False,
    at: datetime | None = None,
) -> QuickWinReport:
    """Say how far it was on a day; the newest report is what every page shows as progress."""
    quick_win = _locked(quick_win, by=by)
    last = quick_win.reports.last()
    row = QuickWinReport(
        quick_win=quick_win,
        on=on,
        percent=percent,
        status=status,
        text=text.strip(),
        spent=spent,
        reached=list(reached),
        link=link,
        figure=figure,
        source=source,
        is_example=is_example,
        by=by,
        at=at or timezone.now(),
    )
    _check_report(row, last)
    _check_figure(quick_win, figure)
    row.full_clean()
    row.save()
    _show_newest(quick_win)
    history.record(
        "masterplans.quickwin.report",
        quick_win,
        by=by,
        at=at,
        percent=percent,
        status=row.status,
        on=on.isoformat(),
    )
    return row


@transaction.atomic
def take_back(report: QuickWinReport, *, by: Any, at: datetime | None = None) -> None:
    """Take back the newest report, given by mistake; history keeps what it said."""
    quick_win = _locked(report.quick_win, by=by)
    if report.pk != getattr(quick_win.reports.last(), "pk", None):
        raise Blocked([_("Only the newest report can be taken back.")])
    history.record(
        "masterplans.quickwin.take_back_report",
        quick_win,
        by=by,
        at=at,
        percent=report.percent,
        on=report.on.isoformat(),
        text=report.text,
    )
    report.delete()
    _show_newest(quick_win)


@transaction.atomic
def measure(
    quick_win: QuickWin,
    side: str,
    *,
    by: Any,
    on: date,
    text: str,
    value: str = "",
    figure: Figure | None = None,
    source: str = "",
    is_example: bool = False,
    at: datetime | None = None,
) -> QuickWinCondition:
    """Write the condition before or after; written again, it replaces what stood there."""
    quick_win = _locked(quick_win, by=by)
    known = {row.side: row for row in quick_win.conditions.all()}
    row = known.get(side) or QuickWinCondition(quick_win=quick_win, side=side)
    row.on, row.text, row.value, row.by = on, text.strip(), " ".join(value.split()), by
    row.source, row.is_example, row.at = source, is_example, at or timezone.now()
    row.figure = figure or row.figure
    _check_condition(row, known)
    _check_figure(quick_win, figure)
    row.full_clean()
    row.save()
    history.record(
        "masterplans.quickwin.measure", quick_win, by=by, at=at, side=side, value=row.value
    )
    return row


def _locked(quick_win: QuickWin, *, by: Any) -> QuickWin:
    quick_win = QuickWin.objects.select_for_update(of=("self",)).get(pk=quick_win.pk)
    permission.require("masterplans.report_quickwin", quick_win, by=by)
    if quick_win.state not in CARRIED_OUT:
        raise Blocked([_("Only a chosen quick win is carried out and reported on.")])
    return quick_win


def _check_report(row: QuickWinReport, last: QuickWinReport | None) -> None:
    problems = {}
    if row.on > clock.today():
        problems["on"] = _("This day has not come yet.")
    elif last and row.on < last.on:
        problems["on"] = _("The last report is of %(day)s; a new one cannot be older.") % {
            "day": day(last.on)
        }
    if not 0 <= row.percent <= 100:
        problems["percent"] = _("Write a number from 0 to 100.")
    elif (row.percent == 100) != (row.status == QuickWinReport.Status.DONE):
        problems["status"] = _("Done means 100 percent, and 100 percent means done.")
    titles = [step.get("title") for step in row.quick_win.milestones]
    if any(title not in titles for title in row.reached):
        problems["reached"] = _("Choose milestones of this quick win.")
    if not row.text:
        problems["text"] = _("Say what was done.")
    if row.spent is not None and row.spent < 0:
        problems["spent"] = _("An amount cannot be negative.")
    if problems:
        raise ValidationError(problems)


def _check_condition(row: QuickWinCondition, known: dict[str, QuickWinCondition]) -> None:
    problems = {}
    before, after = known.get("before"), known.get("after")
    if row.on > clock.today():
        problems["on"] = _("This day has not come yet.")
    elif row.side == "after" and before and row.on < before.on:
        problems["on"] = _("The condition before was measured on %(day)s.") % {
            "day": day(before.on)
        }
    elif row.side == "before" and after and row.on > after.on:
        problems["on"] = _("The condition after was measured on %(day)s.") % {"day": day(after.on)}
    if not row.text:
        problems["text"] = _("Describe the condition.")
    if problems:
        raise ValidationError(problems)


def _check_figure(quick_win: QuickWin, figure: Figure | None) -> None:
    if figure and figure.plan_id != quick_win.plan_id:
        raise ValidationError({"picture": _("Choose a picture of this plan.")})


def _show_newest(quick_win: QuickWin) -> None:
    newest = quick_win.reports.last()
    quick_win.progress = newest.percent if newest else None
    quick_win.save(update_fields=["progress"])
