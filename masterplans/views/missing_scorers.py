"""How are those reminded who have not handed in their scores? By a button, and by words to send oneself."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from masterplans.ranking import Ranking
from masterplans.services import quick_win_scores


def reminder_of(request: HttpRequest, ranking: Ranking) -> dict[str, Any] | None:
    """The button that reminds those who are missing, and the same words to send oneself."""
    missing = [row for row in ranking.missing if row.user_id != request.user.pk]
    if not missing:
        return None
    plan, year = ranking.plan, ranking.year
    action: dict[str, Any] = {"label": _("Remind those who are missing"), "icon": "bell"}
    if quick_win_scores.reminded_today(plan, year):
        action["disabled"] = _("reminded today")
    else:
        page = reverse("masterplans:quick_win_scorers_remind", args=[plan.enrolment.slug])
        action |= {"post": True, "url": f"{page}?tahun={year}"}
    text = _(
        "The scores of the quick wins of %(region)s for %(year)d by %(names)s are still missing. Please hand them in: %(address)s"
    ) % {
        "region": plan.enrolment.region.name,
        "year": year,
        "names": ", ".join(str(row) for row in missing),
        "address": request.build_absolute_uri(missing[0].get_absolute_url()),
    }
    return {"action": action, "text": text}
