"""Which regions hold this bimtek together, and how does the ministry let them come and go?"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartcity_portal.kit.attempts import attempt, attempt_form
from workshops.letter_forms import JoinForm
from workshops.models import Workshop
from workshops.services import meetings
from workshops.views.pages import get_workshop, require, tab_page


@login_required
def meeting_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The regions in the room; the ministry adds one of the same stage and cohort."""
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.join_meeting", workshop)
    host = workshop.meeting
    offered = Workshop.objects.visible_to(request.user).may_join(host)
    form = JoinForm(request.POST or None, offered=offered)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: meetings.join(form.cleaned_data["guest"], host=host, by=request.user),
        done=_("The region joins; days and venue are those of the room."),
    ):
        return redirect("workshops:meeting_detail", slug=slug, number=number)
    context = {
        "host": host,
        "guests": [
            {"workshop": guest, "leave": _leave(guest)}
            for guest in host.guests.select_related("enrolment__region", "enrolment__cohort")
        ],
        "form": form,
        "offers": offered.exists(),
    }
    return tab_page(request, workshop, "agenda", "workshops/meeting.html", **context)


@login_required
@require_POST
def meeting_leave(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Let this region have its own bimtek again."""
    workshop = get_workshop(request, slug, number)
    host = workshop.meeting
    done = _("%(region)s has its own bimtek again, with its own agenda.") % {
        "region": workshop.enrolment.region
    }
    attempt(request, lambda: meetings.leave(workshop, by=request.user), done=done)
    return redirect("workshops:meeting_detail", slug=host.enrolment.slug, number=host.number)


def _leave(guest: Workshop) -> dict:
    kwargs = {"slug": guest.enrolment.slug, "number": guest.number}
    words = {"region": guest.enrolment.region}
    return {
        "label": _("Let it leave"),
        "title": _("Let %(region)s leave the shared bimtek?") % words,
        "text": _("Its own agenda, which was kept aside, holds again; the days stay for now."),
        "url": reverse("workshops:meeting_leave", kwargs=kwargs),
        "submit": _("Let it leave"),
        "danger": True,
    }
