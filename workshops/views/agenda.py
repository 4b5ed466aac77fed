"""What happens at a bimtek, session by session, and from where can the agenda be taken?"""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from smartcity_portal.kit.attempts import attempt
from smartcity_portal.kit.formats import ZONE_WORDS
from workshops import agenda_sources, calendars
from workshops.agenda import names_of
from workshops.models import Workshop
from workshops.services import agenda_sources as sources
from workshops.services.workshops import short_interval
from workshops.views.pages import get_workshop, require, tab_page


@login_required
@require_GET
def agenda_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The sessions of the room, by day."""
    workshop = get_workshop(request, slug, number)
    meeting = workshop.meeting
    may_edit = request.user.has_perm("workshops.change_session", meeting)
    here = {"slug": slug, "number": number}
    context = {
        "days": days_of(workshop),
        "zone": ZONE_WORDS.get(meeting.zone.key, ""),
        "may_edit": may_edit,
        "led_by": meeting.enrolment.region if workshop.host_id else None,
        "short_interval": short_interval(workshop),
        "former": _former(workshop) if may_edit else [],
        "calendar_url": reverse("workshops:workshop_calendar", kwargs=here),
        "may_join": request.user.has_perm("workshops.join_meeting", workshop),
        "guests": list(meeting.guests.select_related("enrolment__region")),
    }
    return tab_page(request, workshop, "agenda", "workshops/agenda.html", **context)


@login_required
def agenda_rebuild(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What would change if the edition's agenda were taken again; then do it."""
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.rebuild_agenda", workshop.meeting)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        done = _("The agenda of the edition has been taken; your own sessions stayed.")
        if attempt(
            request, lambda: sources.rebuild(workshop, by=request.user, seen=seen), done=done
        ):
            return redirect("workshops:agenda_detail", slug=slug, number=number)
    proposal = agenda_sources.from_edition(workshop.meeting)
    title = _("Take the agenda of the edition")
    return _preview(request, workshop, proposal, title)


@login_required
def agenda_copy(request: HttpRequest, slug: str, number: int, former: int) -> HttpResponse:
    """Which sessions of an earlier bimtek would be added; then do it."""
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.copy_agenda", workshop.meeting)
    earlier = get_object_or_404(
        Workshop.objects.before(workshop).select_related("host"), number=former
    )
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        done = _("The sessions of %(bimtek)s have been copied.") % {"bimtek": earlier.title}
        if attempt(
            request,
            lambda: sources.copy(workshop, former=earlier, by=request.user, seen=seen),
            done=done,
        ):
            return redirect("workshops:agenda_detail", slug=slug, number=number)
    proposal = agenda_sources.from_former(workshop.meeting, earlier)
    title = _("Copy the agenda of %(bimtek)s") % {"bimtek": earlier.title}
    return _preview(request, workshop, proposal, title)


@login_required
@require_GET
def workshop_calendar(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The bimtek as a file for a calendar."""
    workshop = get_workshop(request, slug, number)
    page = request.build_absolute_uri(workshop.get_absolute_url())
    content = calendars.agenda(workshop, page=page)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-bimtek-{number}.ics"'
    return response


def days_of(workshop: Workshop) -> list[dict[str, Any]]:
    """Sessions by day, each day with its calendar date when that is known."""
    meeting = workshop.meeting
    sessions = list(meeting.sessions.prefetch_related("speakers"))
    for session in sessions:
        session.workshop = meeting
        session.names = names_of(session)
    return [
        {
            "day": day,
            "date": meeting.date_of(day),
            "beyond": day > meeting.days,
            "sessions": list(rows),
        }
        for day, rows in groupby(sessions, key=lambda session: session.day)
    ]


def _former(workshop: Workshop) -> list[dict[str, str]]:
    return [
        {
            "label": earlier.title,
            "url": reverse(
                "workshops:agenda_copy",
                kwargs={
                    "slug": workshop.enrolment.slug,
                    "number": workshop.number,
                    "former": earlier.number,
                },
            ),
        }
        for earlier in Workshop.objects.before(workshop)[:1]
    ]


def _preview(
    request: HttpRequest, workshop: Workshop, proposal: agenda_sources.Proposal, title: str
) -> HttpResponse:
    tones = {"add": "ok", "change": "busy", "remove": "stop", "skip": "redo", "keep": "none"}
    rows = [{"change": change, "tone": tones[change.kind]} for change in proposal.changes]
    return tab_page(
        request,
        workshop,
        "agenda",
        "workshops/agenda_preview.html",
        rows=rows,
        proposal=proposal,
        title=title,
        days=[
            {"day": day, "date": workshop.meeting.date_of(day), "rows": list(group)}
            for day, group in groupby(rows, key=lambda row: row["change"].day)
        ],
    )
