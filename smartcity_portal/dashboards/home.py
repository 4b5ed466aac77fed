"""Which page opens first? The one of the person's chosen role, with the work that waits for them."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from smartcity_portal.dashboards import (
    assessor,
    coordinator,
    mentor,
    ministry,
    observer,
    signatory,
    writer,
)
from smartcity_portal.dashboards.enrolments import CHOSEN as ENROLMENT
from smartcity_portal.dashboards.enrolments import enrolments_of
from smartcity_portal.dashboards.roles import CHOSEN, chosen_role, roles_in
from workshops.models import WorkGroup

HOMES: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "ministry": ministry.home,
    "mentor": mentor.home,
    "coordinator": coordinator.home,
    "writer": writer.home,
    "signatory": signatory.home,
    "assessor": assessor.home,
    "observer": observer.home,
}


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Open the home of the chosen role; without any relation say which invitation is needed."""
    role = chosen_role(request, roles_in(request))
    if role is None:
        if WorkGroup.objects.written_by(request.user).exists():
            return redirect("workshops:my_groups")
        return render(request, "dashboards/no_role.html", status=200)
    return HOMES[role.key](request)


@login_required
def home_of(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the home at one of the person's several enrolments, and remember the choice."""
    role = chosen_role(request, roles_in(request))
    if role is None or all(e.slug != slug for e in enrolments_of(request, role.key)):
        raise Http404
    request.session[ENROLMENT] = slug
    request.__dict__.pop("_chosen_enrolment", None)
    return HOMES[role.key](request)


@login_required
@require_POST
def switch_role(request: HttpRequest) -> HttpResponse:
    """Play another of one's own roles."""
    wanted = request.POST.get("role", "")
    if wanted in {role.key for role in roles_in(request)}:
        request.session[CHOSEN] = wanted
        request.session.pop(ENROLMENT, None)
    return redirect("home")
