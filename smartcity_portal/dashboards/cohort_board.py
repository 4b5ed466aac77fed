"""How is every region of a cohort found, filtered and compared? The board, and the board as XLSX."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.models import BoardView, Cohort
from smartcity_portal.dashboards.board import Board, Row
from smartcity_portal.dashboards.board_cells import Drawing, columns_of
from smartcity_portal.dashboards.board_filters import BoardQuery, choices, view_links
from smartcity_portal.dashboards.board_sheet import sheet_response

PER_PAGE = 25


def _cohort(request: HttpRequest, year: int) -> Cohort:
    return get_object_or_404(
        Cohort.objects.visible_to(request.user).select_related("edition"), year=year
    )


@login_required
def cohort_board_xlsx(request: HttpRequest, year: int) -> HttpResponse:
    """The same rows, in the same order, as a spreadsheet."""
    return sheet_response(Board(_cohort(request, year), BoardQuery.read(request.GET)))


@login_required
def cohort_board(request: HttpRequest, year: int) -> HttpResponse:
    """The board of one cohort, as its address asks."""
    cohort, query = _cohort(request, year), BoardQuery.read(request.GET)
    board = Board(cohort, query)
    counts = board.view_counts
    page = Paginator(board.standings, PER_PAGE)
    page.count = counts[query.tampilan.replace("-", "_") or "all"]
    shown = page.get_page(request.GET.get("page"))
    rows = board.rows(shown.object_list)
    context = {
        "lead": _lead(counts["all"], query),
        "cohorts": cohort_links(cohort, query),
        "own_views": _own_views(request, cohort, query),
        "choices": choices(query, cohort),
        "page": shown,
        "query": query,
        "mentor_load": board.mentor_load,
        **table(board, rows),
        "decides": request.user.has_perm("programs.manage_cohort", cohort),
    }
    return render(request, "dashboards/cohort_board.html", context)


def table(board: Board, rows: list[Row]) -> dict[str, Any]:
    """Return what dashboards/_board.html draws: views, heads and rows."""
    cohort, query = board.cohort, board.query
    url = address(query, cohort)
    draw = Drawing(board.books, cohort.edition.quick_win_minimum)
    return {
        "cohort": cohort,
        "views": view_links(query, board.view_counts, url),
        "columns": columns_of(board, url),
        "rows": [draw.row(row) for row in rows],
        "nobody": not board.view_counts["all"],
        "foot": _foot(rows),
        "board_url": reverse("cohort_board", kwargs={"year": cohort.year}),
        "xlsx_url": query.url(reverse("cohort_board_xlsx", kwargs={"year": cohort.year})),
    }


def address(query: BoardQuery, cohort: Cohort) -> Callable[..., str]:
    """Return a function that changes parts of the board's address."""
    path = reverse("cohort_board", kwargs={"year": cohort.year})
    return lambda **changes: query.url(path, **changes)


def cohort_links(current: Cohort, query: BoardQuery) -> list[dict[str, Any]]:
    """The boards of all cohorts, under the same filters."""
    return [
        {
            "label": str(year),
            "url": query.url(reverse("cohort_board", kwargs={"year": year})),
            "current": year == current.year,
        }
        for year in Cohort.objects.order_by("-year").values_list("year", flat=True)
    ]


def _lead(count: int, query: BoardQuery) -> str:
    regions = ngettext("%(count)d region", "%(count)d regions", count) % {"count": count}
    return _("%(regions)s fit the filters") % {"regions": regions} if query.narrows else regions


def _foot(rows: list[Row]) -> str:
    """On which paces the forecasts of the page rest."""
    for row in rows:
        if row.outlook and row.outlook.forecasts:
            return _(
                "Forecasts span the region's own pace and the paces of earlier cohorts; the page of each region names them."
            )
    return ""


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
