"""How does attendance go to paper and come back: the sheet to sign, and the codes of the signed rows?"""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from smartcity_portal.kit.attempts import attempt_form
from workshops import attendance_sheet as reading
from workshops.models import AgendaSession, Workshop
from workshops.pdf import attendance_sheet as press
from workshops.roster_forms import CodesForm, PaperForm
from workshops.services import attendance
from workshops.views.pages import form_page, get_workshop, require, tab_page


@login_required
@require_GET
def attendance_paper(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Choose what the sheet shows: a session or a whole day, upright or landscape."""
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.view_attendance", workshop)
    sessions = reading.sessions_of(workshop)
    form = PaperForm(
        initial={"sesi": request.GET.get("sesi", ""), "susunan": "tegak", "kosong": 10},
        choices=_choices(workshop, sessions),
    )
    back = reverse("workshops:attendance_detail", args=[slug, number])
    return tab_page(
        request,
        workshop,
        "attendance",
        "workshops/attendance_paper.html",
        form=form,
        back_url=back,
        people=reading.people_of(workshop, request.user).count(),
    )


@login_required
@require_GET
def attendance_print(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The sheet as a PDF."""
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.view_attendance", workshop)
    sessions = reading.sessions_of(workshop)
    form = PaperForm(request.GET, choices=_choices(workshop, sessions))
    if not form.is_valid():
        return redirect("workshops:attendance_paper", slug=slug, number=number)
    landscape = form.cleaned_data["susunan"] == "lebar"
    content = press.render(
        workshop,
        _pages(form.cleaned_data["sesi"], sessions),
        list(reading.people_of(workshop, request.user)),
        landscape=landscape,
        empty=form.cleaned_data["kosong"] or 0,
    )
    response = HttpResponse(content, content_type="application/pdf")
    name = f"daftar-hadir-{slugify(workshop.title)}-{slug}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@login_required
def attendance_codes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Type the codes of the signed rows; see who that is; record them."""
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.record_attendance", workshop)
    form = CodesForm(
        request.POST or None,
        sessions=workshop.meeting.sessions.all(),
        initial={"session": request.GET.get("sesi", "")},
    )
    found: dict[str, Any] = {}
    if request.method == "POST":
        dry = request.POST.get("act") != "record"
        done: list[attendance.Entered] = []
        if attempt_form(request, form, lambda: done.append(_enter(request, workshop, form, dry))):
            if not dry:
                return _told(request, workshop, form.cleaned_data["session"], done[0])
            found = {"entered": done[0], "codes": form.cleaned_data["codes"]}
    return form_page(
        request,
        workshop,
        form,
        _("Enter row codes"),
        _("Check the codes"),
        template="workshops/attendance_codes.html",
        back_url=reverse("workshops:attendance_detail", args=[slug, number]),
        **found,
    )


def _enter(
    request: HttpRequest, workshop: Workshop, form: CodesForm, dry: bool
) -> attendance.Entered:
    session = form.cleaned_data["session"]
    session.workshop = workshop.meeting
    codes = form.cleaned_data["codes"]
    return attendance.by_codes(workshop, session, codes, by=request.user, dry=dry)


def _told(
    request: HttpRequest, workshop: Workshop, session: AgendaSession, entered: attendance.Entered
) -> HttpResponse:
    count = len(entered.new)
    words = ngettext(
        "%(count)d signature has been recorded.", "%(count)d signatures have been recorded.", count
    )
    messages.success(request, words % {"count": count})
    if entered.unknown:
        messages.warning(
            request, _("No such rows: %(codes)s.") % {"codes": " ".join(entered.unknown[:40])}
        )
    page = reverse("workshops:attendance_detail", args=[workshop.enrolment.slug, workshop.number])
    return redirect(f"{page}?sesi={session.pk}")


def _choices(workshop: Workshop, sessions: list[AgendaSession]) -> list[tuple[str, Any]]:
    days = [
        (f"hari-{day}", _("Day %(number)s, all sessions") % {"number": day})
        for day in sorted({session.day for session in sessions})
    ]
    each = [
        (
            str(session.pk),
            _("Day %(number)s: %(title)s") % {"number": session.day, "title": session},
        )
        for session in sessions
    ]
    return [*days, *each]


def _pages(asked: str, sessions: list[AgendaSession]) -> list[press.Page]:
    """The session or the day that was asked for; a session is one sheet."""
    if asked.startswith("hari-"):
        sessions = [session for session in sessions if f"hari-{session.day}" == asked]
        return [press.Page(day, list(rows)) for day, rows in groupby(sessions, lambda s: s.day)]
    chosen = [session for session in sessions if str(session.pk) == asked] or sessions[:1]
    return [press.Page(session.day, [session]) for session in chosen]
