"""How do several people score the nominations, and which order comes of it?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans.forms import ReasonForm
from masterplans.models import Masterplan, QuickWin, QuickWinScorer
from masterplans.quick_win_rules import rule_lines
from masterplans.quick_win_scoring_forms import AskScorersForm, ScoreForm
from masterplans.ranking import Ranking, Standing, criteria_of, ranking_of
from masterplans.services import quick_win_scores
from masterplans.states import QuickWinState
from masterplans.views.missing_scorers import reminder_of
from masterplans.views.plans import visible_plan
from masterplans.views.quick_win_detail import TONES, quick_win_crumbs
from masterplans.views.quick_wins import status_of
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.formats import day, number

GIVEN_BACK, ASKED = "reopen", "ask"


@login_required
def quick_win_choice(request: HttpRequest, slug: str) -> HttpResponse:
    """The ranked table of a year, who has scored, and who is still to."""
    plan = visible_plan(request, slug)
    return _choice_page(request, plan, _year(request, plan))


def _choice_page(
    request: HttpRequest,
    plan: Masterplan,
    year: int,
    ask: AskScorersForm | None = None,
    reopen: tuple[int, ReasonForm] | None = None,
) -> HttpResponse:
    user: Any = request.user
    ranking = ranking_of(plan, year)
    edition = plan.enrolment.cohort.edition
    blind = ranking.is_blind_for(user)
    arranges = user.has_perm("masterplans.arrange_scoring", plan)
    wins = [row.quick_win for row in ranking.standings]
    mine = next((row for row in ranking.scorers if row.user_id == user.pk), None)
    context = {
        "plan": plan,
        "year": year,
        "years": _years(plan, year),
        "edition": edition,
        "weights_inferred": edition.is_inferred("quick_wins.criteria.weight"),
        "crumbs": quick_win_crumbs(plan, _("Scoring and choice")),
        "blind": blind,
        "rows": [_row(row, ranking, blind) for row in ranking.standings],
        "columns": _columns(ranking, blind),
        "rules": rule_lines(edition, edition.dimensions.all(), wins),
        "scorers": [_scorer(row, ranking, arranges, reopen) for row in ranking.scorers],
        "open": len(ranking.open_candidates),
        "missing": ranking.missing,
        "mine_url": _sheet_url(mine) if mine and ranking.open_candidates else "",
        "mine_waits": blind,
        "remind": reminder_of(request, ranking) if arranges else None,
        "ask": _ask(plan, year, ranking, ask) if arranges else None,
    }
    status = 422 if ask or reopen else 200
    return render(request, "masterplans/quick_win_choice.html", context, status=status)


def _year(request: HttpRequest, plan: Masterplan) -> int:
    """The year asked for, else the newest one with nominations."""
    asked = request.GET.get("tahun", "")
    if asked.isdecimal() and len(asked) == 4 and int(asked) in plan.enrolment.years:
        return int(asked)
    newest = QuickWin.objects.living().filter(plan=plan).order_by("-year").first()
    return newest.year if newest else plan.enrolment.period_start


def _years(plan: Masterplan, year: int) -> list[dict[str, Any]]:
    """Links to the other years that have quick wins."""
    known = set(QuickWin.objects.filter(plan=plan).values_list("year", flat=True)) | {year}
    page = reverse("masterplans:quick_win_choice", args=[plan.enrolment.slug])
    return [
        {"year": one, "url": f"{page}?tahun={one}", "here": one == year} for one in sorted(known)
    ]


def _columns(ranking: Ranking, blind: bool) -> list[dict[str, Any]]:
    columns: list[dict[str, Any]] = [{"label": _("Quick win")}, {"label": _("Ranking")}]
    if not blind:
        columns.append({"label": _("Sum of 100"), "numeric": True})
        columns += [
            {"label": str(row), "numeric": True, "hide_phone": True} for row in ranking.scorers
        ]
        columns.append({"label": _("Lowest to highest")})
    return [
        *columns,
        {"label": _("State")},
        {"label": _("Dimension")},
        {"label": _("Agency (OPD)")},
    ]


def _row(row: Standing, ranking: Ranking, blind: bool) -> dict[str, Any]:
    win = row.quick_win
    cells: list[dict[str, Any]] = [_place(row, blind)]
    if not blind:
        cells.append({"text": row.said} if row.said else {"none": True})
        cells += [
            {"text": number(float(row.sums[one.pk]), 1)} if one.pk in row.sums else {"none": True}
            for one in ranking.scorers
        ]
        cells.append(_spread(row))
    small = win.choice_reason and _("Reason: %(reason)s") % {"reason": win.choice_reason}
    cells += [
        {"tone": TONES[QuickWinState(win.state)], "text": win.get_state_display(), "small": small},
        {"text": win.dimension.name},
        {"text": str(win.agency)} if win.agency else {"none": True},
    ]
    return {
        "title": win.name,
        "url": win.get_absolute_url(),
        "example": win.is_example,
        "cells": cells,
    }


def _place(row: Standing, blind: bool) -> dict[str, Any]:
    if blind or row.place is None:
        return {"none": True, "lift": True}
    tied = _("shared") if row.shared else ""
    return {"text": str(row.place), "small": tied, "lift": True}


def _spread(row: Standing) -> dict[str, Any]:
    if row.spread is None:
        return {"none": True}
    low, high = (number(float(end), 1) for end in row.spread)
    disputed = [c.title for c in row.criteria if row.is_disputed(c)]
    far = _("far apart: %(criteria)s") % {"criteria": ", ".join(disputed[:3])} if disputed else ""
    return {"text": f"{low}–{high}", "small": far}


def _scorer(
    scorer: QuickWinScorer,
    ranking: Ranking,
    arranges: bool,
    reopen: tuple[int, ReasonForm] | None,
) -> dict[str, Any]:
    done, total = ranking.handed_in[scorer.pk], len(ranking.open_candidates)
    handed_in = [
        score.handed_in_at
        for row in ranking.standings
        for score in row.scores
        if score.scorer_id == scorer.pk and score.handed_in_at
    ]
    again = reopen[1] if reopen and reopen[0] == scorer.pk else None
    return {
        "name": str(scorer),
        "waits": scorer in ranking.missing,
        "said": _("%(done)d of %(all)d handed in") % {"done": done, "all": total}
        if total
        else _("all chosen or dropped"),
        "when": day(max(handed_in)) if handed_in else "",
        "reopen": _reopen(scorer, again) if arranges and done else None,
        "release_url": reverse("masterplans:quick_win_scorer_release", args=[scorer.pk])
        if arranges and not handed_in
        else "",
    }


def _reopen(scorer: QuickWinScorer, form: ReasonForm | None) -> dict[str, Any]:
    return {
        "label": _("Open again"),
        "title": _("Open the scores of %(name)s again?") % {"name": scorer},
        "text": _("They can be changed until they are handed in anew; history keeps the reason."),
        "submit": _("Open again"),
        "url": reverse("masterplans:quick_win_scorer_reopen", args=[scorer.pk]),
        "form": form or ReasonForm(),
        "open": form is not None,
    }


def _ask(
    plan: Masterplan, year: int, ranking: Ranking, form: AskScorersForm | None
) -> dict[str, Any]:
    people = quick_win_scores.who_may_score(plan).exclude(
        pk__in=[row.user_id for row in ranking.scorers]
    )
    page = reverse("masterplans:quick_win_scorers_ask", args=[plan.enrolment.slug])
    return {
        "form": form or AskScorersForm(people=people),
        "url": f"{page}?tahun={year}",
        "open": form is not None or not ranking.scorers,
    }


def _sheet_url(scorer: QuickWinScorer) -> str:
    return reverse("masterplans:quick_win_score", args=[scorer.pk])


@login_required
@require_POST
def quick_win_scorers_ask(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    if not request.user.has_perm("masterplans.arrange_scoring", plan):
        raise PermissionDenied("masterplans.arrange_scoring")
    year = _year(request, plan)
    form = AskScorersForm(request.POST, people=quick_win_scores.who_may_score(plan))
    if attempt_form(
        request,
        form,
        lambda: quick_win_scores.ask(plan, form.cleaned_data["people"], by=request.user, year=year),
        done=_("They were asked to score."),
    ):
        page = reverse("masterplans:quick_win_choice", args=[slug])
        return redirect(f"{page}?tahun={year}")
    return _choice_page(request, plan, year, ask=form)


@login_required
@require_POST
def quick_win_scorers_remind(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    year = _year(request, plan)
    attempt(
        request,
        lambda: quick_win_scores.remind(plan, by=request.user, year=year),
        done=_("Those who have not handed in were reminded."),
    )
    page = reverse("masterplans:quick_win_choice", args=[slug])
    return redirect(f"{page}?tahun={year}")


@login_required
def quick_win_score(request: HttpRequest, pk: int) -> HttpResponse:
    """The reader's own sheet: keep it, or hand it in."""
    scorer = _visible_scorer(request, pk)
    if not request.user.has_perm("masterplans.fill_scoring", scorer):
        raise PermissionDenied("masterplans.fill_scoring")
    criteria = criteria_of(scorer.enrolment.cohort.edition)
    scores = {row.quick_win_id: row for row in scorer.scores.all()}
    wins = list(
        QuickWin.objects.filter(plan=scorer.plan, year=scorer.year, state=QuickWinState.NOMINATED)
        .select_related("dimension", "agency")
        .order_by("dimension__order", "order", "pk")
    )
    waiting = [win for win in wins if win.pk not in scores or not scores[win.pk].handed_in_at]
    form = ScoreForm(request.POST or None, wins=waiting, criteria=criteria, scores=scores)
    if request.method == "POST" and _keep(request, scorer, form):
        return redirect(scorer if "hand_in" in request.POST else _sheet_url(scorer))
    context = {
        "scorer": scorer,
        "plan": scorer.plan,
        "form": form,
        "criteria": criteria,
        "handed_in": [win for win in wins if win not in waiting],
        "crumbs": [
            *quick_win_crumbs(scorer.plan),
            {"label": _("Scoring and choice"), "url": scorer.get_absolute_url()},
            {"label": _("My scores"), "url": ""},
        ],
    }
    return render(request, "masterplans/quick_win_score.html", context, status=status_of(request))


def _keep(request: HttpRequest, scorer: QuickWinScorer, form: ScoreForm) -> bool:
    """Keep what was typed in any case; hand in where that was asked and everything is there."""
    if not form.is_valid():
        return False
    words = {"points": form.points, "notes": form.notes, "by": request.user}
    kept = attempt_form(request, form, lambda: quick_win_scores.save(scorer, **words))
    if "hand_in" not in request.POST or not kept:
        return kept and attempt(request, lambda: None, done=_("Your points are kept."))
    return attempt_form(
        request,
        form,
        lambda: quick_win_scores.hand_in(scorer, by=request.user),
        done=_("Your scores are handed in. You see now what the others gave."),
    )


@login_required
@require_POST
def quick_win_scorer_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    scorer = _visible_scorer(request, pk)
    if not request.user.has_perm("masterplans.arrange_scoring", scorer):
        raise PermissionDenied("masterplans.arrange_scoring")
    form = ReasonForm(request.POST)
    if attempt_form(
        request,
        form,
        lambda: quick_win_scores.reopen(
            scorer, by=request.user, reason=form.cleaned_data["reason"]
        ),
        done=_("The scores are open again."),
    ):
        return redirect(scorer)
    return _choice_page(request, scorer.plan, scorer.year, reopen=(scorer.pk, form))


@login_required
@require_POST
def quick_win_scorer_release(request: HttpRequest, pk: int) -> HttpResponse:
    scorer = _visible_scorer(request, pk)
    page = scorer.get_absolute_url()
    attempt(
        request,
        lambda: quick_win_scores.release(scorer, by=request.user),
        done=_("%(name)s is no longer asked.") % {"name": scorer},
    )
    return redirect(page)


def _visible_scorer(request: HttpRequest, pk: int) -> QuickWinScorer:
    rows = QuickWinScorer.objects.visible_to(request.user).select_related(
        "user", "plan__enrolment__region", "plan__enrolment__cohort__edition"
    )
    return get_object_or_404(rows, pk=pk)
