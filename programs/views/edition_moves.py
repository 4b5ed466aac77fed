"""How is an edition taken into use, copied to another year, revised or thrown away?"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from accounts.services import permission
from programs.forms import EditionCloneForm, EditionReviseForm
from programs.models import GuidanceEdition
from programs.services import edition_changes, editions
from programs.views.edition_pages import crumbs_of, get_edition, move_url
from programs.views.saving import answer
from smartcity_portal.kit.machine import Blocked


@login_required
@require_POST
def edition_open(request: SignedInRequest, year: int, revision: int) -> HttpResponse:
    edition = get_edition(request, year, revision)
    return _moved(
        request, edition, lambda: editions.open_(edition, by=request.user), _("It is in use now.")
    )


@login_required
@require_POST
def edition_withdraw(request: SignedInRequest, year: int, revision: int) -> HttpResponse:
    edition = get_edition(request, year, revision)
    return _moved(
        request, edition, lambda: editions.withdraw(edition, by=request.user), _("It is a draft.")
    )


@login_required
@require_POST
def edition_discard(request: SignedInRequest, year: int, revision: int) -> HttpResponse:
    edition = get_edition(request, year, revision)
    try:
        edition_changes.discard(edition, by=request.user)
    except Blocked as blocked:
        for reason in blocked.reasons:
            messages.error(request, reason)
        return redirect(move_url("edit", edition))
    messages.success(request, _("The draft was thrown away."))
    return redirect("programs:edition_list")


def _moved(
    request: SignedInRequest, edition: GuidanceEdition, act: Callable[[], Any], said: str
) -> HttpResponse:
    try:
        act()
    except Blocked as blocked:
        for reason in blocked.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, said)
    return redirect(move_url("edit", edition))


@login_required
def edition_clone(request: SignedInRequest, year: int, revision: int) -> HttpResponse:
    edition = get_edition(request, year, revision)
    permission.require("programs.manage_edition", edition, by=request.user)
    form = EditionCloneForm(request.POST or None)
    return _copied(
        request,
        edition,
        form,
        lambda data: edition_changes.clone(edition, year=data["year"], by=request.user),
        title=_("Copy guidance %(edition)s") % {"edition": edition.label},
        lead=_(
            "The copy is a draft of another year; nobody else sees it until you take it into use."
        ),
        submit=_("Make the draft"),
    )


@login_required
def edition_revise(request: SignedInRequest, year: int, revision: int) -> HttpResponse:
    edition = get_edition(request, year, revision)
    permission.require("programs.manage_edition", edition, by=request.user)
    form = EditionReviseForm(request.POST or None)
    return _copied(
        request,
        edition,
        form,
        lambda data: edition_changes.revise(edition, reason=data["reason"], by=request.user),
        title=_("New revision of guidance %(edition)s") % {"edition": edition.label},
        lead=_(
            "A cohort has started with this edition. The revision is a draft; you see what it changes for which regions before you put it in force."
        ),
        submit=_("Begin the revision"),
    )


def _copied(
    request: SignedInRequest,
    edition: GuidanceEdition,
    form: forms.Form,
    act: Callable[[dict[str, Any]], GuidanceEdition],
    **words: str,
) -> HttpResponse:
    made: list[GuidanceEdition] = []
    response = answer(
        request,
        form,
        lambda data: made.append(act(data)),
        said=_("The draft is there; change what is different."),
        done_url=edition.get_absolute_url(),
        crumbs=crumbs_of(edition, words["title"]),
        **words,
    )
    return redirect(move_url("edit", made[0])) if made else response
