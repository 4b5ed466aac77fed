"""What does the ministry see first? What waits for its decision, then every region of a cohort."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Notice
from programs.models import Cohort
from smartcity_portal.dashboards.board import Board, Row, cells_of, columns_of
from smartcity_portal.dashboards.board_sheet import sheet_response
from smartcity_portal.kit import clock
from workshops.models import StagePlea
from workshops.models.workshop import numeral

PER_PAGE = 25
SHOWN_DECISIONS = 6


@login_required
def cohort_board(request: HttpRequest, year: int) -> HttpResponse:
    """The board of one cohort."""
    cohort = get_object_or_404(
        Cohort.objects.visible_to(request.user).select_related("edition"), year=year
    )
    return _board_page(request, cohort)


@login_required
def cohort_board_xlsx(request: HttpRequest, year: int) -> HttpResponse:
    """The same rows, in the same order, as a spreadsheet."""
    cohort = get_object_or_404(
        Cohort.objects.visible_to(request.user).select_related("edition"), year=year
    )
    board = Board(cohort)
    rows = board.seen(*_asked(request))
    return sheet_response(board, rows)


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


def _asked(request: HttpRequest) -> tuple[str, str, str]:
    return (
        request.GET.get("tampilan", ""),
        request.GET.get("urut", "lama"),
        request.GET.get("q", ""),
    )


def _board_page(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    board = Board(cohort)
    view, sort, words = _asked(request)
    page = Paginator(board.seen(view, sort, words), PER_PAGE).get_page(request.GET.get("page"))
    path = reverse("cohort_board", kwargs={"year": cohort.year})
    decides = request.user.has_perm("programs.manage_cohort", cohort)
    decisions = decisions_of(board.under_way) if decides else []
    context = {
        "cohort": cohort,
        "cohorts": _cohort_links(cohort),
        "lead": _lead(board, len(decisions)),
        "decisions": decisions[:SHOWN_DECISIONS],
        "decision_count": len(decisions),
        "views": board.views(lambda key: _link(path, tampilan=key, urut=sort), view),
        "columns": columns_of(
            board, lambda key: _link(path, tampilan=view, urut=key, q=words), sort
        ),
        "rows": [cells_of(row, board, url=row.enrolment.get_absolute_url()) for row in page],
        "page": page,
        "words": words,
        "view": view,
        "sort": sort,
        "board_url": path,
        "xlsx_url": _link(
            reverse("cohort_board_xlsx", kwargs={"year": cohort.year}),
            tampilan=view,
            urut=sort,
            q=words,
        ),
        "mentor_load": board.mentor_load,
        "unsent": _unsent() if decides else None,
        "decides": decides,
    }
    return render(request, "dashboards/ministry.html", context)


def _link(path: str, **query: str) -> str:
    kept = {name: value for name, value in query.items() if value and value != "lama"}
    return f"{path}?{urlencode(kept)}" if kept else path


def _lead(board: Board, waiting: int) -> str:
    count = len(board.rows)
    regions = ngettext("%(count)d region", "%(count)d regions", count) % {"count": count}
    if not waiting:
        return _("%(regions)s. Nothing waits for your decision.") % {"regions": regions}
    things = ngettext(
        "%(count)d thing waits for your decision.",
        "%(count)d things wait for your decision.",
        waiting,
    ) % {"count": waiting}
    return f"{regions}. {things}"


def _cohort_links(current: Cohort) -> list[dict[str, Any]]:
    return [
        {
            "label": str(year),
            "url": reverse("cohort_board", kwargs={"year": year}),
            "current": year == current.year,
        }
        for year in Cohort.objects.order_by("-year").values_list("year", flat=True)
    ]


def decisions_of(followed: list[Row]) -> list[dict[str, Any]]:
    """Return what only the ministry can move, in any cohort, the longest waiting first."""
    rows = {row.enrolment.pk: row for row in followed}
    pleas = StagePlea.objects.open().filter(enrolment__in=rows)
    found = [_plea(plea, rows[plea.enrolment_id]) for plea in pleas]
    for row in followed:
        if row.is_ready:
            found.append(_ready(row))
        found += _lacking(row)
    return sorted(found, key=lambda decision: -(decision["days"] or 0))


def _decision(row: Row, title: str, note: str, days: int | None, label: str, url: str) -> dict:
    return {
        "title": title,
        "url": url,
        "notes": [note],
        "holder": _("You"),
        "you": True,
        "days": days,
        "action": {"label": label, "url": url, "hint": row.enrolment.region.name},
    }


def _plea(plea: StagePlea, row: Row) -> dict:
    words = {"stage": numeral(plea.stage), "region": row.enrolment.region}
    met = (
        _("%(done)d of %(all)d requirements are met; the coordinator asks")
        % {"done": len(row.gate.met), "all": len(row.gate.lines)}
        if row.gate
        else ""
    )
    return _decision(
        row,
        _("Close stage %(stage)s of %(region)s with a reason") % words,
        met,
        clock.days_since(plea.at),
        _("Decide"),
        _gate_url(row),
    )


def _ready(row: Row) -> dict:
    words = {"stage": numeral(row.enrolment.stage), "region": row.enrolment.region}
    return _decision(
        row,
        _("Close stage %(stage)s of %(region)s") % words,
        _("All requirements are met"),
        None,
        _("Close"),
        _gate_url(row),
    )


def _lacking(row: Row) -> list[dict]:
    found = []
    words = {"region": row.enrolment.region}
    since = row.enrolment.enrolled_on
    days = clock.days_since(since)
    slug = {"slug": row.enrolment.slug}
    if row.memorandum is None:
        page = reverse("programs:memorandum_register", kwargs=slug)
        title = _("Register the MoU of %(region)s") % words
        found.append(
            _decision(row, title, _("No signed MoU is registered"), days, _("Register"), page)
        )
    if not row.mentors:
        page = reverse("programs:mentor_assign", kwargs=slug)
        title = _("Assign a mentor to %(region)s") % words
        found.append(_decision(row, title, _("Nobody mentors it"), days, _("Assign"), page))
    return found


def _gate_url(row: Row) -> str:
    return reverse("workshops:gate_detail", kwargs={"slug": row.enrolment.slug})


def _unsent() -> dict[str, Any]:
    waiting = Notice.objects.filter(mailed_at=None, to__is_active=True).select_related("to")
    return {"count": waiting.count(), "notices": list(waiting.order_by("created_at")[:5])}
