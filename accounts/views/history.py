"""What happened to this? The lines of one row's history, and whether their chain is whole."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.models import HistoryEntry
from accounts.requests import SignedInRequest
from accounts.services import history as service
from accounts.subjects import find_visible
from accounts.words import subject_of
from smartcity_portal.kit import formats

PAGE = 50


@login_required
def history(request: SignedInRequest, label: str, pk: str) -> HttpResponse:
    obj = find_visible(label, pk, request.user)
    if obj is None:
        raise Http404
    zone = getattr(getattr(getattr(obj, "enrolment", None), "region", None), "timezone", None)
    page = Paginator(service.history_of(obj), PAGE).get_page(request.GET.get("page"))
    context = {
        "obj": obj,
        "noun": obj._meta.verbose_name,
        "obj_url": obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else "",
        "page": page,
        "events": [_event(entry, zone) for entry in page],
        "is_whole": not service.faults_in(subject_of(obj)),
    }
    return render(request, "accounts/history.html", context)


def _event(entry: HistoryEntry, zone: Any) -> dict[str, Any]:
    return {
        "when": formats.moment(entry.at, zone),
        "title": _("%(who)s %(did)s") % {"who": entry.by or _("The portal"), "did": entry.sentence},
        "text": entry.data.get("note", ""),
    }
