"""What does the ministry see first? What waits for its decision, then every region of a cohort."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Notice
from programs.models import Acknowledgement, BoardView, Cohort
from smartcity_portal.dashboards.after_bimtek import minutes_to_agree, tasks_of
from smartcity_portal.dashboards.board import Board
from smartcity_portal.dashboards.board_cells import cells_of, columns_of
from smartcity_portal.dashboards.board_filters import BoardQuery, choices, view_links
from smartcity_portal.dashboards.board_sheet import sheet_response
from smartcity_portal.dashboards.decisions import Decisions, decisions

PER_PAGE = 25
SHOWN_DECISIONS = 6
SHOWN_NOTICES = 5
NO_DECISIONS = Decisions(0, [])


def _cohort(request: HttpRequest, year: int) -> Cohort:
    return get_object_or_404(
        Cohort.objects.visible_to(request.user).select_related("edition"), year=year
    )


@login_required
def cohort_board(request: HttpRequest, year: int) -> HttpResponse:
    """The board of one cohort."""
    return _board_page(request, _cohort(request, year))


@login_required
def cohort_board_xlsx(request: HttpRequest, year: int) -> HttpResponse:
    """The same rows, in the same order, as a spreadsheet."""
    return sheet_response(Board(_cohort(request, year), BoardQuery.read(request.GET)))


def home(request: HttpRequest) -> HttpResponse:
    """The board of the newest cohort that has regions under way."""
    cohort = current_cohort()
    if cohort is None:
        return render(request, "dashboards/no_cohort.html")
    return _board_page(request, cohort)


def current_cohort() -> Cohort | None:
    """The newest cohort with a region under way whose plan is in the portal, else the newest."""
    cohorts = Cohort.objects.select_related("edition").order_by("-year")
    under_way = cohorts.filter(
        enrolments__stage__lte=4, enrolments__masterplan__isnull=False
    ).first()
    return under_way or cohorts.first()


def _board_page(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    query = BoardQuery.read(request.GET)
    board = Board(cohort, query)
    counts = board.view_counts
    standings = board.standings
    page = Paginator(standings, PER_PAGE)
    page.count = counts[query.tampilan.replace("-", "_") or "all"]
    shown = page.get_page(request.GET.get("page"))
    decides = request.user.has_perm("programs.manage_cohort", cohort)
    to_decide = decisions(SHOWN_DECISIONS) if decides else NO_DECISIONS
    rows = board.rows(shown.object_list)
    context = {
        "cohort": cohort,
        "cohorts": _cohort_links(cohort, query),
        "lead": _lead(counts["all"] if not query.narrows else board.all.count(), to_decide.count),
        "decisions": to_decide.shown,
        "decision_count": to_decide.count,
        "views": view_links(query, counts, _address(query, cohort)),
        "own_views": _own_views(request, cohort, query),
        "choices": choices(query, cohort),
        "columns": columns_of(board, _address(query, cohort)),
        "rows": [cells_of(row, board) for row in rows],
        "foot": _foot(rows),
        "page": shown,
        "query": query,
        "board_url": reverse("cohort_board", kwargs={"year": cohort.year}),
        "xlsx_url": query.url(reverse("cohort_board_xlsx", kwargs={"year": cohort.year})),
        "mentor_load": board.mentor_load,
        "tasks": tasks_of(request.user) if decides else [],
        "minutes_waiting": minutes_to_agree(request.user) if decides else [],
        "unsent": _unsent() if decides else None,
        "decides": decides,
        "not_acknowledged": Acknowledgement.objects.open().count() if decides else 0,
    }
    return render(request, "dashboards/ministry.html", context)


def _address(query: BoardQuery, cohort: Cohort):
    path = reverse("cohort_board", kwargs={"year": cohort.year})
    return lambda **changes: query.url(path, **changes)


def _lead(count: int, waiting: int) -> str:
    regions = ngettext("%(count)d region", "%(count)d regions", count) % {"count": count}
    if not waiting:
        return _("%(regions)s. Nothing waits for your decision.") % {"regions": regions}
    things = ngettext(
        "%(count)d thing waits for your decision.",
        "%(count)d things wait for your decision.",
        waiting,
    ) % {"count": waiting}
    return f"{regions}. {things}"


def _foot(rows: list) -> str:
    """On which paces the forecasts of the page rest."""
    for row in rows:
        if row.outlook and row.outlook.forecasts:
            return _(
                "Forecasts span the region's own pace and the paces of earlier cohorts; the page of each region names them."
            )
    return ""


def _cohort_links(current: Cohort, query: BoardQuery) -> list[dict[str, Any]]:
    """The other cohorts, under the same filters."""
    return [
        {
            "label": str(year),
            "url": query.url(reverse("cohort_board", kwargs={"year": year})),
            "current": year == current.year,
        }
        for year in Cohort.objects.order_by("-year").values_list("year", flat=True)
    ]


def _own_views(request: HttpRequest, cohort: Cohort, query: BoardQuery) -> list[dict[str, Any]]:
    """Named filters as links to this cohort; whose they are is said when it is somebody else."""
    path = reverse("cohort_board", kwargs={"year": cohort.year})
    return [
        {
            "label": view.name,
            "by": "" if view.by_id == request.user.pk else str(view.by),
            "url": BoardQuery.of_text(view.query).url(path),
            "current": bool(query.text) and view.query == query.text,
        }
        for view in BoardView.objects.visible_to(request.user).select_related("by")
    ]


def _unsent() -> dict[str, Any]:
    waiting = Notice.objects.unmailed().select_related("to").order_by("created_at")
    first = list(waiting[: SHOWN_NOTICES + 1])
    count = len(first) if len(first) <= SHOWN_NOTICES else waiting.count()
    return {"count": count, "notices": first[:SHOWN_NOTICES]}
