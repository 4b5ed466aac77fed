"""How does an invited person come in? By the link of the mail."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms import AcceptForm
from accounts.models import Invitation, User
from accounts.requests import SignedInRequest
from accounts.services import invitations
from smartcity_portal.kit.machine import Blocked

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_http_methods(["GET", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is promised; a new person makes an account, a known one accepts with the own."""
    try:
        invitation = invitations.find_open(token)
    except Invitation.DoesNotExist:
        raise Http404 from None
    except Blocked as blocked:
        return render(
            request, "accounts/invitation_closed.html", {"reasons": blocked.reasons}, status=410
        )
    if request.user.is_authenticated:
        return _accept_as(cast(SignedInRequest, request), invitation, token)
    if User.objects.filter(email__iexact=invitation.email).exists():
        return render(
            request, "accounts/invitation_known.html", {"invitation": invitation, "token": token}
        )
    return _accept_anew(request, invitation, token)


def _accept_as(request: SignedInRequest, invitation: Invitation, token: str) -> HttpResponse:
    context: dict[str, Any] = {"invitation": invitation, "reasons": []}
    if request.method == "POST":
        try:
            invitations.accept_as(token, by=request.user)
        except Blocked as blocked:
            context["reasons"] = blocked.reasons
        else:
            messages.success(request, _("You have accepted the invitation."))
            return redirect("home")
    return render(request, "accounts/invitation_accept_as.html", context)


def _accept_anew(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    form = AcceptForm(request.POST or None, email=invitation.email, name=invitation.name)
    if request.method == "POST" and form.is_valid():
        try:
            user = invitations.accept(
                token,
                username=form.cleaned_data["username"],
                password=form.cleaned_data["password1"],
            )
        except Blocked as blocked:
            for reason in blocked.reasons:
                form.add_error(None, reason)
        else:
            login(request, user, backend=BACKEND)
            messages.success(request, _("Welcome. Your account is ready."))
            return redirect("home")
    return render(
        request, "accounts/invitation_accept.html", {"form": form, "invitation": invitation}
    )
