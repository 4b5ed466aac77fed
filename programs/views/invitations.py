"""Who may be invited, and which invitations wait for an answer?"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.models import Invitation
from accounts.requests import SignedInRequest
from accounts.services import invitations
from programs.forms import SUBJECTS, InviteForm
from programs.services.relations import RELATIONS
from programs.views.saving import answer
from smartcity_portal.kit import formats
from smartcity_portal.kit.machine import Blocked

PAGE = 30
DUTIES = {
    "writer": gettext_lazy("Writes sections of the books for one agency."),
    "head": gettext_lazy("Reads the agency's chapters and submits them."),
    "signatory": gettext_lazy("Signs the commitment in the own name and office."),
    "coordinator": gettext_lazy("Looks after the region's whole journey, usually at Diskominfo."),
    "mentor": gettext_lazy("Reviews the chapters of regions and checks outputs."),
    "assessor": gettext_lazy("Assesses one region of a cohort."),
    "observer": gettext_lazy("May read everything of one region and change nothing."),
    "ministry": gettext_lazy("Runs the programme and sees every region."),
}


@login_required
def invitation_list(request: SignedInRequest) -> HttpResponse:
    offered = _offered(request)
    mine = Invitation.objects.visible_to(request.user).select_related("invited_by")
    if not offered:
        raise PermissionDenied
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    rows = [_row(invitation) for invitation in page]
    return render(
        request, "programs/invitation_list.html", {"offered": offered, "rows": rows, "page": page}
    )


def _offered(request: SignedInRequest) -> list[dict[str, Any]]:
    """List the relations into which the reader may invite somewhere."""
    user = request.user
    anyone = user.has_perm("programs.invite_anyone", None)
    own = user.coordinations.active().exists()
    return [
        {
            "label": relation.label,
            "text": DUTIES[name],
            "url": reverse("programs:invitation_create", args=[name]),
        }
        for name, relation in RELATIONS.items()
        if anyone or (own and relation.invite != "programs.invite_anyone")
    ]


def _row(invitation: Invitation) -> dict[str, Any]:
    tone, word = invitation.state_word
    return {
        "invitation": invitation,
        "tone": tone,
        "word": word,
        "sent": formats.day(invitation.created_at),
        "until": formats.day(invitation.expires_at),
        "can_move": invitation.accepted_at is None and invitation.withdrawn_at is None,
    }


@login_required
def invitation_create(request: SignedInRequest, relation: str) -> HttpResponse:
    if relation not in RELATIONS:
        raise Http404
    if RELATIONS[relation].label not in [row["label"] for row in _offered(request)]:
        raise PermissionDenied
    initial = {"subject": request.GET.get("subject", ""), "name": request.GET.get("name", "")}
    form = InviteForm(request.POST or None, relation=relation, by=request.user, initial=initial)

    def act(data: dict[str, Any]) -> None:
        invitations.invite(
            email=data["email"],
            name=data["name"],
            relation=relation,
            subject=data.get("subject") if relation in SUBJECTS else None,
            by=request.user,
        )

    return answer(
        request,
        form,
        act,
        said=_("The invitation is on its way. It is valid for 14 days."),
        done_url=reverse("programs:invitation_list"),
        title=_("Invite: %(relation)s") % {"relation": RELATIONS[relation].label},
        submit=_("Send the invitation"),
        lead=str(DUTIES[relation]),
    )


@login_required
@require_POST
def invitation_resend(request: SignedInRequest, pk: int) -> HttpResponse:
    return _move(
        request, pk, invitations.resend, _("A new link is on its way; the old one no longer works.")
    )


@login_required
@require_POST
def invitation_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    return _move(request, pk, invitations.withdraw, _("The invitation is withdrawn."))


def _move(request: SignedInRequest, pk: int, verb: Any, said: str) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    try:
        verb(invitation, by=request.user)
        messages.success(request, said)
    except Blocked as blocked:
        messages.error(request, " ".join(blocked.reasons))
    return redirect("programs:invitation_list")
