"""Which nominations of quick wins still wait for somebody's scores?"""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from masterplans.models import QuickWin, QuickWinScore, QuickWinScorer
from masterplans.states import QuickWinState
from programs.models import Enrolment
from smartcity_portal.kit import clock


def scoring_of(user: User, enrolment: Enrolment | None = None) -> list[dict[str, Any]]:
    """Rows of parts/queue.html: one for each year and plan that waits; the longest first."""
    waiting = QuickWinScorer.objects.filter(user=user).waiting()
    if enrolment is not None:
        waiting = waiting.filter(plan__enrolment=enrolment)
    rows = waiting.order_by("asked_at", "pk").values_list(
        "pk", "year", "asked_at", "plan__enrolment__region__name"
    )
    return [_row(*row) for row in rows]


def scoring_in(user: User, enrolment: Enrolment, wins: Iterable[QuickWin]) -> list[dict[str, Any]]:
    """The same for one enrolment whose quick wins are at hand."""
    nominated = [win for win in wins if win.state == QuickWinState.NOMINATED]
    if not nominated:
        return []
    asked = QuickWinScorer.objects.filter(user=user, plan__enrolment=enrolment)
    rows = list(asked.order_by("asked_at", "pk").values_list("pk", "year", "asked_at"))
    given = QuickWinScore.objects.filter(scorer__in=[pk for pk, _year, _at in rows])
    done = set(given.exclude(handed_in_at=None).values_list("scorer", "quick_win")) if rows else ()
    return [
        _row(pk, year, at, enrolment.region.name)
        for pk, year, at in rows
        if any(win.year == year and (pk, win.pk) not in done for win in nominated)
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
