"""Who is at this session? The sheet that is ticked on a phone, the grid of all sessions, and one tick."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from programs.models import Agency
from smartcity_portal.kit import clock
from smartcity_portal.kit.attempts import reasons_of
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.numbers import natural
from workshops import attendance_sheet as reading
from workshops.check_in_window import rule_of
from workshops.models import AgendaSession, Participation, Workshop
from workshops.services import attendance, check_ins, rosters
from workshops.views.pages import get_workshop, require, tab_page

STATES: dict[str, Callable[..., Any]] = {
    reading.PRESENT: attendance.mark,
    reading.EXCUSED: attendance.excuse,
    reading.UNMARKED: attendance.clear,
}
KEPT = ("sesi", "tampil", "opd", "cari")
LONGEST = 24 * 3600 * 1000  # milliseconds
PER_PAGE = 400


@login_required
@never_cache
@require_GET
def attendance_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One session, everybody by agency: search, filter, tick."""
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.view_attendance", workshop)
    sessions = reading.sessions_of(workshop)
    session = _chosen(request, sessions)
    people = reading.people_of(workshop, request.user)
    agencies = _agencies(people)
    context: dict[str, Any] = {
        "sessions": sessions,
        "session": session,
        "agencies": agencies,
        "chosen_agency": request.GET.get("opd", ""),
        "words": request.GET.get("cari", ""),
        "show": _shown(request),
        **_around(request, workshop),
    }
    if session:
        roll = reading.roll_of(_filtered(request, people), session, show=_shown(request))
        page = Paginator(roll.lines, PER_PAGE).get_page(request.GET.get("page"))
        context |= {
            "roll": roll,
            "groups": reading.grouped(list(page)),
            "pager": page,
            "views": _views(request, roll.counts),
            "window": rule_of(session),
            "back": _query(request),
        }
    return tab_page(request, workshop, "attendance", "workshops/attendance.html", **context)


@login_required
@never_cache
@require_GET
def attendance_grid(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Everybody and all sessions in one table, for a wide screen."""
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.view_attendance", workshop)
    sessions = reading.sessions_of(workshop)
    people = reading.people_of(workshop, request.user)
    page = Paginator(_filtered(request, people), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "sessions": sessions,
        "agencies": _agencies(people),
        "chosen_agency": request.GET.get("opd", ""),
        "words": request.GET.get("cari", ""),
        "groups": reading.grid_of(page, sessions),
        "pager": page,
        "back": _query(request),
        **_around(request, workshop),
    }
    return tab_page(request, workshop, "attendance", "workshops/attendance_grid.html", **context)


@login_required
@require_POST
def attendance_mark(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One tick: "<row>-<session>-<state>". The same message sent twice is carried out once."""
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.view_attendance", workshop)
    row, session, state = _told(request, workshop)
    asks_json = "application/json" in request.headers.get("Accept", "")
    try:
        answer, status = _carry_out(request, workshop, row, session, state), 200
    except (Blocked, PermissionDenied) as refused:
        reasons = reasons_of(refused) if isinstance(refused, Blocked) else [_("Not allowed.")]
        answer, status = {"refused": " ".join(reasons)}, 409
    if asks_json:
        return JsonResponse(answer, status=status, json_dumps_params={"separators": (",", ":")})
    return _back(request, workshop, row, answer.get("refused", ""))


@login_required
@never_cache
@require_GET
def attendance_states(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Only the numbers of who is present and excused: an open sheet looks again every half minute."""
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.view_attendance", workshop)
    session = _chosen(request, reading.sessions_of(workshop))
    if session is None:
        raise Http404
    people = reading.people_of(workshop, request.user)
    return JsonResponse(reading.states_of(people, session))


def _carry_out(
    request: HttpRequest, workshop: Workshop, row: Participation, session: AgendaSession, state: str
) -> dict[str, Any]:
    key = _key(request.POST.get("key", ""))
    with transaction.atomic():
        known = check_ins.receipt_of(key)
        if known is None and not check_ins.keep_receipt(key, {"state": state}):
            known = {"state": state}
        if known is None:
            more: dict[str, Any] = {"at": _when(request)} if state == reading.PRESENT else {}
            STATES[state](row, session, by=request.user, **more)
    seen = row.attendances.filter(session=session).first()
    excused = row.excuses.filter(session=session).exists()
    people = reading.people_of(workshop, request.user)
    return {
        "state": reading.PRESENT if seen else reading.EXCUSED if excused else reading.UNMARKED,
        "note": reading.note_of(seen, session.workshop.zone) if seen else "",
        "counts": reading.counts_of(people, session),
    }


def _told(request: HttpRequest, workshop: Workshop) -> tuple[Participation, AgendaSession, str]:
    parts = request.POST.get("mark", "").split("-")
    if len(parts) != 3 or parts[2] not in STATES:
        raise Http404
    session = get_object_or_404(AgendaSession, pk=natural(parts[1]), workshop=workshop.meeting)
    session.workshop = workshop.meeting
    people = reading.people_of(workshop, request.user)
    return get_object_or_404(people, pk=natural(parts[0])), session, parts[2]


def _back(
    request: HttpRequest, workshop: Workshop, row: Participation, refused: str
) -> HttpResponse:
    if refused:
        messages.error(request, refused)
    name = "attendance_grid" if request.POST.get("page") == "grid" else "attendance_detail"
    page = reverse(f"workshops:{name}", args=[workshop.enrolment.slug, workshop.number])
    return redirect(f"{page}?{request.POST.get('back', '')}#p{row.pk}")


def _when(request: HttpRequest) -> Any:
    """When the phone saw it: its own count of milliseconds since then, so that its clock may be wrong."""
    age = natural(request.POST.get("age"))
    return clock.now() - timedelta(milliseconds=min(age, LONGEST)) if age else None


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _chosen(request: HttpRequest, sessions: list[AgendaSession]) -> AgendaSession | None:
    asked = natural(request.GET.get("sesi"))
    for session in sessions:
        if session.pk == asked:
            return session
    return reading.current(sessions, clock.now())


def _shown(request: HttpRequest) -> str:
    show = request.GET.get("tampil", "")
    return show if show in reading.SHOWN else ""


def _filtered(request: HttpRequest, people: Any) -> Any:
    if agency := natural(request.GET.get("opd")):
        people = people.filter(participant__agency=agency)
    if request.GET.get("opd") == "lain":
        people = people.filter(participant__agency=None)
    return people.matching(request.GET.get("cari", "")[:100])


def _agencies(people: Any) -> list[Agency]:
    rows = Agency.objects.filter(participants__participations__in=people.order_by())
    return list(rows.distinct().order_by("name"))


def _views(request: HttpRequest, counts: dict[str, int]) -> list[dict[str, Any]]:
    words = [
        ("", _("All"), counts["all"]),
        (reading.UNMARKED, _("Not marked yet"), counts[reading.UNMARKED]),
        (reading.PRESENT, _("Present"), counts[reading.PRESENT]),
        (reading.EXCUSED, _("Excused"), counts[reading.EXCUSED]),
    ]
    return [
        {
            "key": key or "all",
            "label": label,
            "url": f"?{_query(request, tampil=key)}",
            "count": count,
            "current": key == _shown(request),
        }
        for key, label, count in words
    ]


def _query(request: HttpRequest, **changes: str) -> str:
    now = {name: request.GET.get(name, "") for name in KEPT} | changes
    return urlencode({name: value for name, value in now.items() if value})


def _around(request: HttpRequest, workshop: Workshop) -> dict[str, Any]:
    """What stands beside the sheet: what may be done with the roster, and what waits there."""
    user = request.user
    may_edit = user.has_perm("workshops.edit_roster", workshop)
    return {
        "may_edit": may_edit,
        "may_mark": user.has_perm("workshops.record_attendance", workshop),
        "former": rosters.former_of(workshop) if may_edit else None,
        "zone": workshop.zone,
        "people_url": reverse("workshops:participant_detail", args=[0]).removesuffix("0/"),
    }
