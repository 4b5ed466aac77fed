"""What does the ministry see first? What waits for it, then the regions that are stuck longest."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Notice
from programs.models import Acknowledgement, Cohort
from smartcity_portal.dashboards.after_bimtek import minutes_to_agree, tasks_of
from smartcity_portal.dashboards.board import Board
from smartcity_portal.dashboards.board_filters import BoardQuery
from smartcity_portal.dashboards.cohort_board import cohort_links, table
from smartcity_portal.dashboards.decisions import decisions
from smartcity_portal.dashboards.signatures import scans_of_ministry, signatures_of

SHOWN_REGIONS = 10
SHOWN_DECISIONS = 6
SHOWN_NOTICES = 5


def home(request: HttpRequest) -> HttpResponse:
    """What waits in any cohort, and the board of the newest one that has regions under way."""
    cohort = current_cohort()
    if cohort is None:
        return render(request, "dashboards/no_cohort.html")
    board = Board(cohort)
    waiting = decisions(SHOWN_DECISIONS)
    tasks, minutes = tasks_of(request.user), minutes_to_agree(request.user)
    signatures, scans = signatures_of(request.user), scans_of_ministry(request.user)
    asked = waiting.count + len(tasks) + len(minutes) + len(signatures) + len(scans)
    context = {
        "lead": _lead(board.view_counts["all"], asked),
        "decisions": waiting.shown,
        "decision_count": waiting.count,
        "signatures": signatures,
        "scans": scans,
        "tasks": tasks,
        "minutes_waiting": minutes,
        "cohorts": cohort_links(cohort, BoardQuery()),
        **table(board, board.rows(board.standings[:SHOWN_REGIONS])),
        "all_count": board.view_counts["all"],
        "mentor_load": board.mentor_load,
        "unsent": _unsent(),
        "not_acknowledged": Acknowledgement.objects.open().count(),
    }
    return render(request, "dashboards/ministry.html", context)


def current_cohort() -> Cohort | None:
    """The newest cohort with a region under way whose plan is in the portal, else the newest."""
    cohorts = Cohort.objects.select_related("edition").order_by("-year")
    under_way = cohorts.filter(
        enrolments__stage__lte=4, enrolments__masterplan__isnull=False
    ).first()
    return under_way or cohorts.first()


def _lead(count: int, waiting: int) -> str:
    regions = ngettext("%(count)d region", "%(count)d regions", count) % {"count": count}
    if not waiting:
        return _("%(regions)s. Nothing waits for you.") % {"regions": regions}
    things = ngettext(
        "%(count)d thing waits for you.",
        "%(count)d things wait for you.",
        waiting,
    ) % {"count": waiting}
    return f"{regions}. {things}"


def _unsent() -> dict[str, Any]:
    waiting = Notice.objects.unmailed().select_related("to").order_by("created_at")
    first = list(waiting[: SHOWN_NOTICES + 1])
    count = len(first) if len(first) <= SHOWN_NOTICES else waiting.count()
    return {"count": count, "notices": first[:SHOWN_NOTICES]}
