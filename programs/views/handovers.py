"""What does a successor in an office take over, and which successors have not acknowledged it yet?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from programs import holdings
from programs.models import Acknowledgement
from programs.people import relations_of
from programs.services import handovers
from smartcity_portal.kit import clock
from smartcity_portal.kit.attempts import attempt
from smartcity_portal.kit.formats import day

PER_PAGE = 25


def _visible(request: SignedInRequest, pk: int) -> Acknowledgement:
    return get_object_or_404(Acknowledgement.objects.visible_to(request.user).with_names(), pk=pk)


@login_required
def acknowledgement_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything the office holds; as it stood on the day once it was acknowledged."""
    asked = _visible(request, pk)
    context = {
        "asked": asked,
        "office": asked.office,
        "holdings": holdings.of_office(asked.office),
        "may_acknowledge": asked.is_open
        and request.user.has_perm("programs.acknowledge_office", asked),
        "may_remind": asked.is_open
        and request.user.has_perm("programs.remind_successor", asked.office),
    }
    return render(request, "programs/acknowledgement_detail.html", context)


@login_required
@require_POST
def acknowledgement_acknowledge(request: SignedInRequest, pk: int) -> HttpResponse:
    asked = _visible(request, pk)
    attempt(
        request,
        lambda: handovers.acknowledge(asked, by=request.user),
        done=_("Thank you. What the office holds is written down with your name and today's date."),
    )
    return redirect(asked)


@login_required
@require_POST
def acknowledgement_remind(request: SignedInRequest, pk: int) -> HttpResponse:
    asked = _visible(request, pk)
    attempt(
        request,
        lambda: handovers.remind(asked, by=request.user),
        done=_("%(name)s has been reminded.") % {"name": asked.tenure.official},
    )
    return redirect("programs:acknowledgement_list")


@login_required
def acknowledgement_list(request: SignedInRequest) -> HttpResponse:
    """Offices whose successors have not acknowledged yet, the longest waiting first."""
    relations = relations_of(request.user)
    if not (relations.ministry or relations.coordinated_regions):
        raise PermissionDenied
    waiting = Acknowledgement.objects.visible_to(request.user).open().with_names()
    page = Paginator(waiting.order_by("asked_at", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [_row(asked) for asked in page]}
    return render(request, "programs/acknowledgement_list.html", context)


def _row(asked: Acknowledgement) -> dict[str, Any]:
    tenure = asked.tenure
    notes = [str(asked.office.region)]
    if tenure.since:
        notes.append(_("since %(day)s") % {"day": day(tenure.since)})
    if asked.predecessor:
        notes.append(_("after %(name)s") % {"name": asked.predecessor.official})
    if tenure.official.user is None:
        notes.append(_("has no account yet"))
    return {
        "from": tenure.printed_title,
        "title": str(tenure.official),
        "url": asked.get_absolute_url(),
        "example": tenure.is_example,
        "notes": notes,
        "holder": str(tenure.official),
        "days": clock.days_since(asked.asked_at),
        "action": {"label": _("Open it"), "url": asked.get_absolute_url(), "hint": str(tenure)},
    }
