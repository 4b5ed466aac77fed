"""How do assessors score candidates? Their list, their sheet, and who is asked."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.requests import SignedInRequest
from accounts.services import invitations, permission
from programs.models import Candidacy, ScoreSheet
from programs.ranking import criteria_of, total_of
from programs.selection_forms import AskForm, ScoreForm, initial_of
from programs.services import assessors, score_sheets
from programs.services.outcome import Outcome
from programs.views.candidacies import visible_candidacy
from programs.views.saving import say
from programs.views.selection import crumbs_of, managed_cohort
from smartcity_portal.kit import formats
from smartcity_portal.kit.machine import Blocked


@login_required
def score_sheet_list(request: SignedInRequest) -> HttpResponse:
    """Every sheet of the reader: what waits first, what was handed in below."""
    sheets = ScoreSheet.objects.of(request.user).with_candidates()
    waiting = [sheet for sheet in sheets if sheet.is_waiting]
    context = {
        "rows": [_sheet_row(sheet) for sheet in waiting],
        "done": [_done_row(sheet) for sheet in sheets if not sheet.is_waiting],
        "lead": ngettext(
            "%(count)d sheet waits for you.", "%(count)d sheets wait for you.", len(waiting)
        )
        % {"count": len(waiting)},
    }
    return render(request, "programs/score_sheet_list.html", context)


def waiting_rows(user: User) -> list[dict[str, Any]]:
    """Sheets that wait for this person, as rows of a queue."""
    return [_sheet_row(sheet) for sheet in ScoreSheet.objects.of(user).waiting().with_candidates()]


def _sheet_row(sheet: ScoreSheet) -> dict[str, Any]:
    candidacy = sheet.candidacy
    given = sum(score is not None for score in sheet.scores.values())
    words = {"given": given, "all": len(criteria_of(candidacy.cohort.edition))}
    return {
        "title": str(candidacy.region),
        "from": _("Candidate for the cohort %(year)s") % {"year": candidacy.cohort.year},
        "notes": [
            str(candidacy.region.province),
            _("%(given)s of %(all)s criteria scored") % words,
        ],
        "example": sheet.is_example or candidacy.is_example,
        "action": {
            "label": _("Go on scoring") if given else _("Score"),
            "url": reverse("programs:score_sheet_fill", args=[candidacy.pk]),
            "hint": str(candidacy.region),
        },
    }


def _done_row(sheet: ScoreSheet) -> dict[str, Any]:
    candidacy = sheet.candidacy
    total = total_of(sheet.scores, criteria_of(candidacy.cohort.edition)).value
    return {
        "title": str(candidacy.region),
        "url": candidacy.get_absolute_url(),
        "small": str(candidacy.cohort),
        "example": sheet.is_example or candidacy.is_example,
        "cells": [
            {"text": formats.number(total, 1)} if total is not None else {"none": True},
            {"text": formats.day(sheet.handed_in_at)}
            if sheet.handed_in_at
            else {"text": _("not handed in")},
            {"text": candidacy.get_state_display()},
        ],
    }


@login_required
def score_sheet_fill(request: SignedInRequest, pk: int) -> HttpResponse:
    """The reader's own sheet: keep it, or hand it in."""
    candidacy = visible_candidacy(request, pk)
    permission.require("programs.score_candidacy", candidacy, by=request.user)
    sheet = candidacy.sheets.of(request.user).first()
    if sheet is None:
        raise Http404
    if sheet.is_handed_in or candidacy.state != "invited":
        return redirect(candidacy)
    criteria = criteria_of(candidacy.cohort.edition)
    form = ScoreForm(request.POST or None, criteria=criteria, initial=initial_of(sheet, criteria))
    if request.method == "POST" and form.is_valid() and _filled(request, candidacy, form):
        return redirect("programs:score_sheet_list")
    context = {
        "candidacy": candidacy,
        "form": form,
        "criteria": criteria,
        "inferred": candidacy.cohort.edition.is_inferred("selection_criteria.weight"),
        "crumbs": [
            {"label": _("My score sheets"), "url": reverse("programs:score_sheet_list")},
            {"label": str(candidacy.region)},
        ],
    }
    return render(request, "programs/score_sheet_fill.html", context)


def _filled(request: SignedInRequest, candidacy: Candidacy, form: ScoreForm) -> bool:
    words = {"scores": form.scores, "note": form.cleaned_data["note"]}
    hands_in = "hand_in" in request.POST
    act = score_sheets.hand_in if hands_in else score_sheets.save
    try:
        act(candidacy, by=request.user, **words)
    except Blocked as blocked:
        for reason in blocked.reasons:
            form.add_error(None, reason)
        return False
    told = (
        _("The sheet of %(region)s is handed in.")
        if hands_in
        else _("The sheet of %(region)s is kept.")
    )
    messages.success(request, told % {"region": candidacy.region})
    return True


@login_required
@require_POST
def score_sheet_give_back(request: SignedInRequest, pk: int) -> HttpResponse:
    sheet = _managed_sheet(request, pk)
    try:
        score_sheets.give_back(sheet, by=request.user, reason=request.POST.get("reason", ""))
        messages.success(request, _("The sheet is back with %(name)s.") % {"name": sheet.assessor})
    except Blocked as blocked:
        messages.error(request, " ".join(blocked.reasons))
    return redirect(sheet.candidacy)


@login_required
@require_POST
def assessor_release(request: SignedInRequest, pk: int) -> HttpResponse:
    sheet = _managed_sheet(request, pk)
    candidacy, name = sheet.candidacy, sheet.assessor.name
    try:
        score_sheets.release(sheet, by=request.user)
        messages.success(request, _("%(name)s no longer assesses here.") % {"name": name})
    except Blocked as blocked:
        messages.error(request, " ".join(blocked.reasons))
    return redirect(candidacy)


def _managed_sheet(request: SignedInRequest, pk: int) -> ScoreSheet:
    sheets = (
        ScoreSheet.objects.visible_to(request.user).with_candidates().select_related("assessor")
    )
    sheet = get_object_or_404(sheets, pk=pk)
    permission.require("programs.assign_assessor", sheet.candidacy, by=request.user)
    return sheet


@login_required
def assessors_ask(request: SignedInRequest, year: int) -> HttpResponse:
    """Ask several people about several candidates; a mentor of one of them is refused by name."""
    cohort = managed_cohort(request, year)
    waiting = cohort.candidacies.filter(state="invited").with_names().with_assessors()
    known = User.objects.filter(is_active=True, pk__in=assessors.known()).order_by("name")
    load = ScoreSheet.objects.waiting().counted_by_assessor()
    form = AskForm(request.POST or None)
    chosen = request.POST.getlist("candidacy") or request.GET.getlist("calon")
    asked = request.POST.getlist("person")
    if request.method == "POST" and form.is_valid():
        candidates = [c for c in waiting if str(c.pk) in chosen]
        people = [user for user in known if str(user.pk) in asked]
        if candidates and (people or form.cleaned_data["people"]):
            _ask(request, candidates, people, form.cleaned_data["people"])
            return redirect("programs:selection_detail", year=year)
        form.add_error(None, _("Tick at least one candidate and one person."))
    context = {
        "cohort": cohort,
        "candidates": [
            {"candidacy": c, "ticked": str(c.pk) in chosen, "count": len(c.sheets.all())}
            for c in waiting
        ],
        "people": [
            {"person": user, "ticked": str(user.pk) in asked, "count": load.get(user.pk, 0)}
            for user in known
        ],
        "form": form,
        "crumbs": crumbs_of(cohort, _("Ask assessors")),
    }
    return render(request, "programs/assessors_ask.html", context)


def _ask(
    request: SignedInRequest,
    candidates: list[Candidacy],
    people: list[User],
    addresses: Iterable[tuple[str, str]],
) -> None:
    by_email = {
        user.email.lower(): user
        for user in User.objects.filter(
            is_active=True, email__in=[email.lower() for email, _name in addresses]
        )
    }
    people = list({user.pk: user for user in [*people, *by_email.values()]}.values())
    outcome = score_sheets.ask_many(candidates, people, by=request.user)
    for email, name in addresses:
        if email.lower() not in by_email:
            _invite(outcome, candidates, email, name, by=request.user)
    say(request, outcome)


def _invite(
    outcome: Outcome, candidates: list[Candidacy], email: str, name: str, *, by: User
) -> None:
    """One mail, for the first candidate; the others are asked about once the account stands."""
    first, *others = candidates
    words = {"email": email, "name": name, "relation": "assessor", "subject": first, "by": by}
    outcome.attempt(invitations.invite, **words)
    if others:
        outcome.refused.append(
            _(
                "%(name)s has no account yet and was invited for %(region)s only. Ask about the other candidates once the invitation is accepted."
            )
            % {"name": name, "region": first.region}
        )
