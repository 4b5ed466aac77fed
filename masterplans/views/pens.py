"""Who writes here now, asked every few seconds by each open writing page in one tiny request?

POST keeps, takes over or lays down the pen. GET tells a page that slept, or whose session ended, who
is signed in now, what the text's version is, and gives it a fresh token.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from masterplans.forms import PenForm
from masterplans.models import Pen, Section
from masterplans.services import pens
from masterplans.services.sections import why_not_writable
from masterplans.views.sections import visible_section
from smartcity_portal.kit.formats import clock
from smartcity_portal.kit.machine import Blocked


@login_required
@require_http_methods(["GET", "POST"])
def section_pen(request: HttpRequest, pk: int) -> HttpResponse:
    form = PenForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        return JsonResponse({"state": "incomplete"}, status=400)
    tab, act = form.cleaned_data["tab"], form.cleaned_data["act"]
    if request.method == "POST" and act == "leave":
        if not pens.lay_down(pk, by=request.user, tab=tab):
            pens.lay_down_ahead(visible_section(request, pk), by=request.user, tab=tab)
        return HttpResponse(status=204)
    if request.method == "POST" and act != "take" and pens.renew(pk, by=request.user, tab=tab):
        return _told(request, {"mine": True}, pk, form.cleaned_data["version"])
    section = visible_section(request, pk)
    if not request.user.has_perm("masterplans.edit_section", section):
        raise PermissionDenied("masterplans.edit_section")
    if request.method == "GET":
        fresh = {"user": request.user.pk, "token": get_token(request)}
        return _told(request, None, pk, form.cleaned_data["version"], **fresh)
    try:
        if act == "take":
            pen = pens.take_over(section, by=request.user, tab=tab)
        else:
            opened = {"opening": act == "open", "returning": act == "return"}
            pen = pens.hold(section, by=request.user, tab=tab, **opened)
    except Blocked as blocked:
        return JsonResponse({"state": "blocked", "reasons": blocked.reasons}, status=423)
    told = said(pen, section, by=request.user, tab=tab)
    return _told(request, told, pk, form.cleaned_data["version"])


def said(pen: Pen, section: Section, *, by: Any, tab: str) -> dict[str, Any]:
    """Say in JSON whose pen it is."""
    if pen.holder_id == by.pk and pen.tab == tab:
        return {"mine": True}
    return {
        "mine": False,
        "self": pen.holder_id == by.pk,
        "who": str(pen.holder),
        "since": clock(pen.since, section.enrolment.region),
    }


def _told(
    request: HttpRequest, pen: dict[str, Any] | None, pk: int, known: int | None, **more: Any
) -> HttpResponse:
    """Answer with the pen and the version; with the text too for a page that reads along behind it."""
    row = Section.objects.only("version", "chapter__state").select_related("chapter").get(pk=pk)
    answer = {"pen": pen, "version": row.version, "closed": why_not_writable(row.chapter), **more}
    if known is not None and known < row.version:
        newest = visible_section(request, pk)
        answer |= {"html": newest.html, "by": str(newest.updated_by or _("The portal"))}
    response = JsonResponse(answer)
    add_never_cache_headers(response)
    return response
