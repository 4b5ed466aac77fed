"""How does one candidate stand? Scores beside each other for the ministry, the result for the region."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from accounts.services import permission
from programs.models import Candidacy, ScoreSheet
from programs.ranking import Criterion, Total, criteria_of, standing_of, total_of
from programs.selection_forms import CandidacyForm, ReasonForm
from programs.services import candidacies
from programs.states import CANDIDACY, CandidacyState
from programs.views.facts import candidacy_facts
from programs.views.saving import answer
from programs.views.selection import TONES, crumbs_of
from smartcity_portal.kit import formats
from smartcity_portal.kit.machine import Blocked


def visible_candidacy(request: SignedInRequest, pk: int) -> Candidacy:
    """Return the candidacy when the reader may know of it, else 404."""
    return get_object_or_404(Candidacy.objects.visible_to(request.user).with_names(), pk=pk)


@login_required
def candidacy_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the reader may know: the ministry everything, an assessor the own part, a region the result."""
    candidacy = visible_candidacy(request, pk)
    user = request.user
    compares = user.has_perm("programs.compare_scores", candidacy)
    sheets = candidacy.sheets.visible_to(user).select_related("assessor")
    own = next((sheet for sheet in sheets if sheet.assessor_id == user.pk), None)
    criteria = criteria_of(candidacy.cohort.edition)
    context = {
        "candidacy": candidacy,
        "facts": candidacy_facts(candidacy, with_contact=compares),
        "tone": TONES[CandidacyState(candidacy.state)],
        "compares": compares,
        "own": own,
        "table": _table(list(sheets), criteria, compares) if own or compares else None,
        "waiting": [sheet for sheet in sheets if not sheet.is_handed_in] if compares else [],
        "standing": _standing(candidacy, criteria) if compares else None,
        "moves": _moves(request, candidacy),
        "enrolment": candidacy.cohort.enrolments.filter(region=candidacy.region).first(),
        "may_read_letter": user.has_perm("programs.read_letter", candidacy),
        "crumbs": crumbs_of(candidacy.cohort, str(candidacy.region)) if compares else None,
    }
    return render(request, "programs/candidacy_detail.html", context)


def _standing(candidacy: Candidacy, criteria: list[Criterion]) -> dict[str, Any]:
    standing = standing_of(candidacy, criteria)
    return {
        "total": _total(standing.total),
        "asked": standing.asked,
        "handed_in": standing.handed_in,
        "spread": _score(standing.spread),
        "is_disputed": standing.is_disputed,
    }


def _table(sheets: list[ScoreSheet], criteria: list[Criterion], compares: bool) -> dict[str, Any]:
    """Criteria below each other, one column per sheet that the reader may see."""
    told = [sheet for sheet in sheets if sheet.is_handed_in]
    return {
        "sheets": [
            {
                "sheet": sheet,
                "total": _total(total_of(sheet.scores, criteria)),
                "give_back": _give_back(sheet) if compares else None,
            }
            for sheet in told
        ],
        "rows": [
            {
                "criterion": criterion,
                "scores": [_score(sheet.score_of(criterion.code)) for sheet in told],
                "spread": _score(_spread(criterion, told)) if compares else "",
            }
            for criterion in criteria
        ],
        "compares": compares and len(told) > 1,
    }


def _spread(criterion: Criterion, sheets: list[ScoreSheet]) -> Decimal | None:
    scores = [sheet.score_of(criterion.code) for sheet in sheets]
    there = [Decimal(score) for score in scores if score is not None]
    return max(there) - min(there) if len(there) > 1 else None


def _score(value: Any) -> str:
    """Write whole scores as they were given, means with one decimal."""
    if value is None:
        return ""
    exact = Decimal(str(value))
    return formats.number(exact, 0 if exact == exact.to_integral() else 1)


def _total(total: Total) -> str:
    if total.value is None:
        return ""
    text = formats.number(total.value, 1)
    if total.is_whole:
        return text
    share = formats.number(total.share * 100, 0)
    return _("%(total)s (from %(share)s %% of the weight)") % {"total": text, "share": share}


def _give_back(sheet: ScoreSheet) -> dict[str, Any]:
    return {
        "label": _("Give back"),
        "title": _("Give the sheet back to %(name)s?") % {"name": sheet.assessor},
        "text": _("The assessor is told and can correct it. Until then it does not count."),
        "url": reverse("programs:score_sheet_give_back", args=[sheet.pk]),
        "submit": _("Give back"),
        "form": ReasonForm(auto_id=f"give-back-{sheet.pk}-%s"),
    }


CONFIRMED: dict[str, tuple[str, bool]] = {
    "assess": ("programs:candidacy_assess", False),
    "resume": ("programs:candidacy_resume", False),
    "withdraw": ("programs:candidacy_withdraw", True),
    "reopen": ("programs:candidacy_reopen", True),
}


def _moves(request: SignedInRequest, candidacy: Candidacy) -> list[dict[str, Any]]:
    """The steps that the ministry may take here; accepting and declining stand in a form of their own."""
    if not request.user.has_perm("programs.manage_selection", candidacy):
        return []
    return [
        {
            "verb": verb,
            "url": reverse(CONFIRMED[verb][0], args=[candidacy.pk]),
            "label": step.label,
            "title": _("%(step)s: %(region)s") % {"step": step.label, "region": candidacy.region},
            "text": _consequence(verb),
            "submit": step.label,
            "form": ReasonForm(auto_id=f"{verb}-%s") if CONFIRMED[verb][1] else None,
        }
        for verb, step in CANDIDACY.offered_to(request.user, candidacy)
        if verb in CONFIRMED and not CANDIDACY.reasons_against(verb, candidacy)
    ]


def _consequence(verb: str) -> str:
    return {
        "assess": _("Sheets that have not been handed in no longer count."),
        "resume": _("Assessors who have not handed in can go on; others can be asked."),
        "withdraw": _(
            "The region no longer stands for a place. The reason stays with the candidate."
        ),
        "reopen": _(
            "The candidate waits for assessment again, and a pass letter no longer counts."
        ),
    }[verb]


@login_required
def candidacy_change(request: SignedInRequest, pk: int) -> HttpResponse:
    candidacy = visible_candidacy(request, pk)
    permission.require("programs.manage_selection", candidacy, by=request.user)

    def act(data: dict[str, Any]) -> None:
        changed = {name: value for name, value in data.items() if value != getattr(candidacy, name)}
        if changed:
            candidacies.change(candidacy, by=request.user, **changed)

    return answer(
        request,
        CandidacyForm(request.POST or None, instance=candidacy),
        act,
        said=_("Saved."),
        done_url=candidacy.get_absolute_url(),
        title=_("Change facts"),
        submit=_("Save"),
        lead=str(candidacy),
        crumbs=crumbs_of(candidacy.cohort, str(candidacy.region)),
    )


@login_required
@require_POST
def candidacy_assess(request: SignedInRequest, pk: int) -> HttpResponse:
    return _move(request, pk, "assess")


@login_required
@require_POST
def candidacy_resume(request: SignedInRequest, pk: int) -> HttpResponse:
    return _move(request, pk, "resume")


@login_required
@require_POST
def candidacy_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    return _move(request, pk, "withdraw", reason=request.POST.get("reason", ""))


@login_required
@require_POST
def candidacy_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    return _move(request, pk, "reopen", reason=request.POST.get("reason", ""))


def _move(request: SignedInRequest, pk: int, verb: str, **words: str) -> HttpResponse:
    candidacy = visible_candidacy(request, pk)
    try:
        getattr(candidacies, verb)(candidacy, by=request.user, **words)
        messages.success(request, _("Done."))
    except Blocked as blocked:
        messages.error(request, " ".join(blocked.reasons))
    return redirect(candidacy)
