"""How is a form of facts answered? A refusal becomes sentences above what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.requests import SignedInRequest
from smartcity_portal.kit.machine import Blocked


def answer(
    request: SignedInRequest,
    form: BaseForm,
    act: Callable[[dict[str, Any]], Any],
    *,
    said: str,
    done_url: str,
    title: str,
    submit: str,
    lead: str = "",
    crumbs: list[dict[str, str]] | None = None,
) -> HttpResponse:
    """Act on a valid POST and go to `done_url`; else show the form with what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Blocked as blocked:
            for reason in blocked.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, said)
            return redirect(done_url)
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "submit": submit,
        "back_url": done_url,
        "crumbs": crumbs,
    }
    return render(request, "programs/form.html", context)
