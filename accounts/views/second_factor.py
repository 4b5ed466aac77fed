"""Why does the portal ask for a second factor now, and how is it set up?"""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests import SignedInRequest
from accounts.services import second_factor as rules


@login_required
def second_factor(request: SignedInRequest) -> HttpResponse:
    context = {
        "reason": rules.reason_for(request.user),
        "missing": rules.is_missing(request.user),
        "enabled": is_mfa_enabled(request.user),
    }
    return render(request, "accounts/second_factor.html", context)
