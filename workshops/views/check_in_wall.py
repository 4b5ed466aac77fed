"""What hangs on the wall of the room, and when is it open?"""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from smartcity_portal.kit import clock
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.qr import on_screen
from workshops import wall_codes
from workshops.check_in_window import rule_of
from workshops.models import AgendaSession, Attendance, CheckInRule
from workshops.roster_forms import CheckInRuleForm
from workshops.services import check_ins
from workshops.views.pages import form_page, require


@login_required
@never_cache
@require_GET
def check_in_wall(request: HttpRequest, pk: int) -> HttpResponse:
    """The code of now, as large as the screen; the page fetches the next one by itself."""
    session = _session(request, pk)
    code = wall_codes.code_now(session, serial=wall_codes.serial_of(session.pk))
    start = reverse("workshops:check_in")
    address = settings.PORTAL_URL + reverse("workshops:check_in_code", args=[code])
    context = {
        "session": session,
        "workshop": session.workshop,
        "code": code,
        "qr": on_screen(address),
        "address": (settings.PORTAL_URL + start).partition("://")[2],
        "seconds": wall_codes.seconds_left(),
        "refusal": rule_of(session).refusal(clock.now()),
        "present": Attendance.objects.filter(session=session).count(),
    }
    return render(request, "workshops/check_in_wall.html", context)


@login_required
def check_in_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """How long before and after the session people may check in."""
    session = _session(request, pk)
    rule = CheckInRule.objects.filter(session=session).first() or CheckInRule(session=session)
    rule.session = session
    form = CheckInRuleForm(request.POST or None, instance=rule)
    back = _sheet(session)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: check_ins.change(session, by=request.user, **form.cleaned_data),
        done=_("The hours of check-in have been changed."),
    ):
        return redirect(back)
    renew = {
        "label": _("Make all codes invalid"),
        "title": _("Make the codes of this session invalid?"),
        "text": _("Use it when a code was passed on. The wall shows a new one at once."),
        "url": reverse("workshops:check_in_renew", args=[session.pk]),
        "submit": _("Make invalid"),
    }
    title = _("Check-in: %(title)s") % {"title": session.title}
    return form_page(
        request, session.workshop, form, title, _("Save the hours"), remove=renew, back_url=back
    )


@login_required
@require_POST
def check_in_renew(request: HttpRequest, pk: int) -> HttpResponse:
    session = _session(request, pk)
    done = _("The codes shown so far no longer open the check-in.")
    attempt(request, lambda: check_ins.renew(session, by=request.user), done=done)
    return redirect("workshops:check_in_wall", pk=pk)


def _session(request: HttpRequest, pk: int) -> AgendaSession:
    session = get_object_or_404(
        AgendaSession.objects.visible_to(request.user).select_related(
            "workshop__enrolment__region", "workshop__enrolment__cohort", "workshop__plan"
        ),
        pk=pk,
    )
    require(request, "workshops.run_check_in", session.workshop)
    return session


def _sheet(session: AgendaSession) -> str:
    workshop = session.workshop
    page = reverse("workshops:attendance_detail", args=[workshop.enrolment.slug, workshop.number])
    return f"{page}?sesi={session.pk}"
