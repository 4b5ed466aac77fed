"""Which regions stand for a place, how do they rank, and who is chosen?"""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from accounts.services import permission
from programs.models import Cohort
from programs.ranking import Criterion, Standing, criteria_of, ranked
from programs.selection_forms import CandidatesForm
from programs.services import candidacies
from programs.states import CandidacyState
from programs.views.saving import answer, say
from smartcity_portal.kit import formats
from smartcity_portal.kit.numbers import natural, naturals

PAGE = 50
TONES = {
    CandidacyState.INVITED: "wait",
    CandidacyState.ASSESSED: "busy",
    CandidacyState.ACCEPTED: "ok",
    CandidacyState.DECLINED: "stop",
    CandidacyState.WITHDRAWN: "none",
}
VIEWS: list[tuple[str, Any, Any]] = [
    ("", gettext_lazy("All"), lambda row: True),
    ("menunggu", gettext_lazy("Waiting for assessment"), lambda row: row.candidacy.state == "invited"),
    ("dinilai", gettext_lazy("Has been assessed"), lambda row: row.candidacy.state == "assessed"),
    ("diterima", gettext_lazy("Accepted"), lambda row: row.candidacy.state == "accepted"),
    ("ditolak", pgettext_lazy("candidate", "Declined"), lambda row: row.candidacy.state == "declined"),
    ("mundur", pgettext_lazy("candidate", "Withdrawn"), lambda row: row.candidacy.state == "withdrawn"),
    ("berbeda", gettext_lazy("Assessors far apart"), lambda row: row.is_disputed),
]  # fmt: skip


@login_required
def selection_overview(request: SignedInRequest) -> HttpResponse:
    """The numbers of all cohorts as their sources give them, beside what the portal holds."""
    cohorts = Cohort.objects.visible_to(request.user).with_counts()
    if not cohorts and not request.user.has_perm("programs.view_cohort", None):
        raise PermissionDenied("programs.view_cohort")
    may_manage = request.user.has_perm("programs.manage_selection", None)
    context = {
        "cohorts": [_overview(cohort, may_manage) for cohort in cohorts],
        "columns": [
            {"label": _("Cohort")},
            {"label": _("Invited"), "numeric": True},
            {"label": _("Assessed"), "numeric": True},
            {"label": _("Chosen"), "numeric": True},
            {"label": _("Share chosen"), "numeric": True},
            {"label": _("Regions in the portal"), "numeric": True},
            {"label": _("Candidates in the portal"), "numeric": True},
        ],
        "may_manage": may_manage,
    }
    context["rows"] = [row["row"] for row in context["cohorts"]]
    return render(request, "programs/selection_overview.html", context)


def _overview(cohort: Any, may_manage: bool) -> dict[str, Any]:
    among = cohort.assessed or cohort.invited
    share = Decimal(100 * cohort.places) / among if among and cohort.places else None
    url = reverse("programs:selection_detail", args=[cohort.year])
    return {
        "cohort": cohort,
        "row": {
            "title": str(cohort.year),
            "url": url if may_manage else cohort.get_absolute_url(),
            "small": cohort.theme or cohort.edition.theme,
            "example": cohort.is_example,
            "cells": [
                _number(cohort.invited),
                _number(cohort.assessed),
                _number(cohort.places),
                {"text": f"{formats.number(share, 0)} %"} if share is not None else {"none": True},
                _number(cohort.region_count),
                _number(cohort.candidate_count),
            ],
        },
    }


def _number(value: int | None) -> dict[str, Any]:
    return {"text": formats.number(value)} if value is not None else {"none": True}


@login_required
def selection_detail(request: SignedInRequest, year: int) -> HttpResponse:
    """The candidates of one cohort in their order, to be decided many at once."""
    cohort = managed_cohort(request, year)
    criteria = criteria_of(cohort.edition)
    standings = ranked(cohort.candidacies.with_names().prefetch_related("sheets"), criteria)
    view, words = request.GET.get("tampilan", ""), request.GET.get("q", "").strip()
    seen = [row for row in _of_view(standings, view) if _names(row, words)]
    page = Paginator(seen, PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "lead": _lead(cohort, standings),
        "criteria": criteria,
        "weights_inferred": [
            c for c in criteria if cohort.edition.is_inferred(f"selection_criteria.{c.code}.weight")
        ],
        "views": _views(standings, view),
        "view": view,
        "words": words,
        "rows": [_row(standing, criteria) for standing in page],
        "page": page,
        "letters_waiting": cohort.candidacies.awaiting_letter().count(),
        "letters_printing": sum(_waits_for_print(row) for row in standings),
        "accepted": sum(row.candidacy.state == "accepted" for row in standings),
        "has_candidates": bool(standings),
    }
    return render(request, "programs/selection_detail.html", context)


def managed_cohort(request: SignedInRequest, year: int) -> Cohort:
    """Return the cohort whose selection the reader runs; 404 or 403 for everybody else."""
    rows = Cohort.objects.visible_to(request.user).select_related("edition")
    cohort = get_object_or_404(rows, year=year)
    permission.require("programs.manage_selection", cohort, by=request.user)
    return cohort


def _waits_for_print(standing: Standing) -> bool:
    candidacy = standing.candidacy
    return candidacy.letter_id is not None and not candidacy.letter_sha256


def _of_view(standings: list[Standing], view: str) -> list[Standing]:
    keep = next((test for key, _label, test in VIEWS if key == view), VIEWS[0][2])
    return [row for row in standings if keep(row)]


def _names(standing: Standing, words: str) -> bool:
    region = standing.candidacy.region
    return words.lower() in f"{region.name} {region.province.name} {region.code}".lower()


def _views(standings: list[Standing], current: str) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": f"?{urlencode({'tampilan': key})}" if key else "?",
            "count": sum(bool(keep(row)) for row in standings),
            "current": key == current,
        }
        for key, label, keep in VIEWS
    ]


def _lead(cohort: Cohort, standings: list[Standing]) -> str:
    count = len(standings)
    accepted = sum(row.candidacy.state == "accepted" for row in standings)
    candidates = ngettext("%(count)d candidate", "%(count)d candidates", count) % {"count": count}
    words = {"candidates": candidates, "accepted": accepted, "places": cohort.places}
    if cohort.places:
        return _("%(candidates)s, %(accepted)s accepted for %(places)s places.") % words
    return _("%(candidates)s, %(accepted)s accepted.") % words


def _row(standing: Standing, criteria: list[Criterion]) -> dict[str, Any]:
    candidacy, total = standing.candidacy, standing.total
    return {
        "candidacy": candidacy,
        "rank": standing.rank,
        "means": [{"label": c.title, "text": _score(standing.means[c.code])} for c in criteria],
        "total": _score(total.value),
        "share": ""
        if total.is_whole or total.value is None
        else formats.number(total.share * 100, 0),
        "asked": standing.asked,
        "handed_in": standing.handed_in,
        "spread": _score(standing.spread),
        "is_disputed": standing.is_disputed,
        "tone": TONES[CandidacyState(candidacy.state)],
        "can_be_decided": not candidacy.is_decided,
    }


def _score(value: Decimal | None) -> str:
    return formats.number(value, 1) if value is not None else ""


@login_required
def candidacies_add(request: SignedInRequest, year: int) -> HttpResponse:
    cohort = managed_cohort(request, year)
    done_url = reverse("programs:selection_detail", args=[year])
    form = CandidatesForm(request.POST or None)

    def act(data: dict[str, Any]) -> None:
        outcome = candidacies.add_many(
            cohort, data["regions"], by=request.user, origin=data["origin"], source=data["source"]
        )
        say(request, outcome)

    return answer(
        request,
        form,
        act,
        said="",
        done_url=done_url,
        title=_("Add candidates"),
        submit=_("Add"),
        lead=_("Candidates for the cohort %(year)s") % {"year": year},
        crumbs=crumbs_of(cohort, _("Add candidates")),
    )


def crumbs_of(cohort: Cohort, label: str = "") -> list[dict[str, str]]:
    """Lead back through the selection of the cohort."""
    crumbs = [
        {"label": _("Selection"), "url": reverse("programs:selection_overview")},
        {
            "label": str(cohort.year),
            "url": reverse("programs:selection_detail", args=[cohort.year]),
        },
    ]
    return [*crumbs, {"label": label}] if label else crumbs


@login_required
@require_POST
def candidacies_decide(request: SignedInRequest, year: int) -> HttpResponse:
    """Accept or decline the ticked candidates, with one reason for all of them."""
    cohort = managed_cohort(request, year)
    chosen = cohort.candidacies.select_related("region").filter(
        pk__in=naturals(request.POST.getlist("candidacy"))
    )
    verb = request.POST.get("verb", "")
    if verb in candidacies.DECISIONS and chosen:
        reason = request.POST.get("reason", "")
        say(request, candidacies.decide_many(chosen, verb, by=request.user, reason=reason))
    else:
        say(request, None, nothing=_("Tick at least one candidate, then accept or decline."))
    back = request.POST.get("back", "")
    if natural(back) is not None and chosen:
        return redirect(chosen[0])
    return redirect("programs:selection_detail", year=year)
