"""Where does a mentor keep phrases? One's own, beside those that the ministry shares."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans.forms import PhraseForm
from masterplans.models import Phrase
from masterplans.services import phrases
from masterplans.states import Fault
from smartcity_portal.kit.attempts import attempt, attempt_form


@login_required
def phrase_list(request: HttpRequest) -> HttpResponse:
    """Show the phrasebook by kind of fault; a POST adds a phrase."""
    user = request.user
    if not user.has_perm("masterplans.use_phrases"):
        raise PermissionDenied("masterplans.use_phrases")
    may_share = user.has_perm("masterplans.share_phrase")
    form = PhraseForm(request.POST or None, may_share=may_share)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: phrases.add(by=user, **form.cleaned_data),
        done=_("The phrase is in the book."),
    ):
        return redirect("masterplans:phrase_list")
    groups = groups_of(user)
    context = {
        "form": form,
        "groups": groups,
        "total": sum(len(group["phrases"]) for group in groups),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "masterplans/phrase_list.html", context, status=status)


@login_required
def phrase_change(request: HttpRequest, pk: int) -> HttpResponse:
    phrase = _kept(request, pk)
    initial = {"text": phrase.text, "category": phrase.category}
    form = PhraseForm(request.POST or None, initial=initial)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: phrases.change(phrase, by=request.user, **form.cleaned_data),
        done=_("Saved."),
    ):
        return redirect("masterplans:phrase_list")
    context = {
        "phrase": phrase,
        "form": form,
        "crumbs": [
            {"label": _("Phrasebook"), "url": reverse("masterplans:phrase_list")},
            {"label": _("Change"), "url": ""},
        ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "masterplans/phrase_change.html", context, status=status)


@login_required
@require_POST
def phrase_remove(request: HttpRequest, pk: int) -> HttpResponse:
    phrase = _kept(request, pk)
    done = _("The phrase was taken out. Comments made with it stay.")
    attempt(request, lambda: phrases.remove(phrase, by=request.user), done=done)
    return redirect("masterplans:phrase_list")


def groups_of(user: Any) -> list[dict[str, Any]]:
    """Return the phrasebook by kind of fault, in the order of the kinds."""
    rows = list(Phrase.objects.usable_by(user).with_use())
    may_share = user.has_perm("masterplans.share_phrase")
    for phrase in rows:
        phrase.is_mine = may_share if phrase.is_shared else True
    found = []
    for kind, label in [*Fault.choices, ("", _("Without a kind"))]:
        own = [phrase for phrase in rows if phrase.category == kind]
        if own:
            found.append({"kind": kind or "none", "label": label, "phrases": own})
    return found


def _kept(request: HttpRequest, pk: int) -> Phrase:
    """Return a phrase that the person may use; whether they may change it, the service says."""
    phrase = get_object_or_404(Phrase.objects.usable_by(request.user), pk=pk)
    if not request.user.has_perm("masterplans.change_phrase", phrase):
        raise PermissionDenied("masterplans.change_phrase")
    return phrase
