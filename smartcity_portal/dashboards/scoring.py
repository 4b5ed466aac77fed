"""Which nominations of quick wins still wait for somebody's scores?"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from masterplans.models import QuickWin, QuickWinScore, QuickWinScorer
from masterplans.states import QuickWinState
from programs.models import Enrolment
from smartcity_portal.kit import clock

Nomination = tuple[int, int, int]


def scoring_of(user: User, enrolment: Enrolment | None = None) -> list[dict[str, Any]]:
    """Rows of parts/queue.html: one for each year and plan that waits; the longest first."""
    asked = _asked(user) if enrolment is None else _asked(user).filter(plan__enrolment=enrolment)
    rows = list(asked)
    wins = QuickWin.objects.filter(plan__in={row[1] for row in rows}, state=QuickWinState.NOMINATED)
    return _rows(rows, wins.order_by().values_list("pk", "plan", "year"))


def scoring_in(user: User, enrolment: Enrolment, wins: Iterable[QuickWin]) -> list[dict[str, Any]]:
    """The same for one enrolment whose quick wins are at hand."""
    nominated = [
        (win.pk, win.plan_id, win.year) for win in wins if win.state == QuickWinState.NOMINATED
    ]
    if not nominated:
        return []
    return _rows(list(_asked(user).filter(plan__enrolment=enrolment)), nominated)


def _asked(user: User) -> QuerySet:
    """Where this person was asked to score: key, plan, year, since when, in which region."""
    rows = QuickWinScorer.objects.filter(user=user).order_by("asked_at", "pk")
    return rows.values_list("pk", "plan", "year", "asked_at", "plan__enrolment__region__name")


def _rows(asked: list[tuple], nominated: Iterable[Nomination]) -> list[dict[str, Any]]:
    """One row for each of those places with a nomination whose scores are not handed in."""
    if not asked:
        return []
    given = QuickWinScore.objects.filter(scorer__in=[place[0] for place in asked]).order_by()
    done = set(given.exclude(handed_in_at=None).values_list("scorer", "quick_win"))
    wins = list(nominated)
    return [
        _row(pk, year, at, region)
        for pk, plan, year, at, region in asked
        if any((of, when) == (plan, year) and (pk, win) not in done for win, of, when in wins)
    ]


def _row(pk: int, year: int, asked_at: Any, region: str) -> dict[str, Any]:
    url = reverse("masterplans:quick_win_score", args=[pk])
    return {
        "from": region,
        "title": _("Score the quick wins of %(year)d") % {"year": year},
        "url": url,
        "holder": _("You"),
        "you": True,
        "days": clock.days_since(asked_at),
        "action": {"label": _("Score the nominations"), "url": url, "hint": region},
    }
