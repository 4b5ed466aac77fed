"""Which nominations of quick wins still wait for somebody's scores?"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from masterplans.models import QuickWinScorer
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
