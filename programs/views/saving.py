"""How is a form of facts answered? A refusal becomes sentences above what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.requests import SignedInRequest
from programs.services.outcome import Outcome
from smartcity_portal.kit.machine import Blocked

MOST_REFUSALS = 8


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
            if said:
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


def say(request: SignedInRequest, outcome: Outcome | None, *, nothing: str = "") -> None:
    """Say how many acts went through, and why others were refused."""
    if outcome is None:
        messages.error(request, nothing)
        return
    if count := len(outcome.done):
        messages.success(
            request, ngettext("%(count)d done.", "%(count)d done.", count) % {"count": count}
        )
    for reason in outcome.refused[:MOST_REFUSALS]:
        messages.warning(request, reason)
    if (more := len(outcome.refused) - MOST_REFUSALS) > 0:
        messages.warning(request, _("%(count)d more were refused.") % {"count": more})
    if not count and not outcome.refused:
        messages.warning(request, nothing or _("There was nothing to do."))
