"""How does somebody add, change, remove or delay a session of an agenda?"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartcity_portal.kit.attempts import attempt, attempt_form
from workshops.forms import DelayForm, SessionForm
from workshops.models import AgendaSession, Workshop
from workshops.services import agenda
from workshops.views.pages import form_page, get_workshop, require


@login_required
def session_add(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.add_session", workshop.meeting)
    form = SessionForm(request.POST or None)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: agenda.add(workshop, by=request.user, **form.cleaned_data),
        done=_("The session stands in the agenda."),
    ):
        return redirect(_agenda(workshop))
    return form_page(
        request,
        workshop,
        form,
        _("Add a session"),
        _("Add the session"),
        back_url=_agenda(workshop),
    )


@login_required
def session_change(request: HttpRequest, pk: int) -> HttpResponse:
    session = _session(request, pk)
    require(request, "workshops.change_session", session)
    form = SessionForm(request.POST or None, instance=session)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: agenda.change(session, by=request.user, **form.cleaned_data),
        done=_("The session has been changed."),
    ):
        return redirect(_agenda(session.workshop))
    remove = {
        "label": _("Remove the session"),
        "title": _("Remove “%(title)s”?") % {"title": session.title},
        "url": reverse("workshops:session_remove", kwargs={"pk": session.pk}),
        "submit": _("Remove"),
        "danger": True,
    }
    return form_page(
        request,
        session.workshop,
        form,
        session.title,
        _("Save the session"),
        remove=remove,
        back_url=_agenda(session.workshop),
    )


@login_required
def session_delay(request: HttpRequest, pk: int) -> HttpResponse:
    """Move this session and all that follow on its day."""
    session = _session(request, pk)
    require(request, "workshops.delay_session", session)
    form = DelayForm(request.POST or None)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: agenda.delay(session, by=request.user, **form.cleaned_data),
        done=_("The session and all that follow have been moved."),
    ):
        return redirect(_agenda(session.workshop))
    return form_page(
        request,
        session.workshop,
        form,
        _("Delay from “%(title)s” on") % {"title": session.title},
        _("Move the sessions"),
        back_url=_agenda(session.workshop),
    )


@login_required
@require_POST
def session_remove(request: HttpRequest, pk: int) -> HttpResponse:
    session = _session(request, pk)
    page = _agenda(session.workshop)
    done = _("The session has been removed.")
    attempt(request, lambda: agenda.remove(session, by=request.user), done=done)
    return redirect(page)


def _agenda(workshop: Workshop) -> str:
    kwargs = {"slug": workshop.enrolment.slug, "number": workshop.number}
    return reverse("workshops:agenda_detail", kwargs=kwargs)


def _session(request: HttpRequest, pk: int) -> AgendaSession:
    return get_object_or_404(
        AgendaSession.objects.visible_to(request.user).select_related(
            "workshop__enrolment__region", "workshop__enrolment__cohort", "workshop__plan"
        ),
        pk=pk,
    )
