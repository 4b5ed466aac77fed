"""How are a section's checklist ticked and its text called finished?"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans.models import Section
from masterplans.services import owners
from masterplans.views.asking import asked_of
from masterplans.views.sections import visible_section
from smartcity_portal.kit.attempts import attempt


@login_required
@require_POST
def section_tick(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick one line, or take the tick back; htmx swaps the panel, so that nothing typed is lost."""
    section = visible_section(request, pk)
    item, done = request.POST.get("item", ""), request.POST.get("done") == "yes"
    attempt(request, lambda: owners.tick(section, item, done=done, by=request.user))
    return _answer(request, section)


@login_required
@require_POST
def section_hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    section = visible_section(request, pk)
    done = _("“%(title)s” is finished. The coordinator sees it.") % {"title": section.title}
    attempt(request, lambda: owners.hand_in(section, by=request.user), done=done)
    return redirect(section)


@login_required
@require_POST
def section_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    section = visible_section(request, pk)
    attempt(request, lambda: owners.take_back(section, by=request.user))
    return redirect(section)


def _answer(request: HttpRequest, section: Section) -> HttpResponse:
    if not getattr(request, "htmx", False):
        return redirect(f"{section.get_absolute_url()}#diminta")
    fresh = visible_section(request, section.pk)
    context = {"asked": asked_of(fresh, request.user)}
    return render(request, "masterplans/_asked.html", context)
