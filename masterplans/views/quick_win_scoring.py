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
from masterplans.ranking import criteria_of, ranking_of
from masterplans.services import quick_win_scores
from masterplans.states import QuickWinState
from masterplans.views.missing_scorers import reminder_of
from masterplans.views.plans import visible_plan
from masterplans.views.quick_win_detail import quick_win_crumbs
from masterplans.views.quick_win_standings import (
    asking,
    columns_of,
    scorer_row,
    sheet_url,
    standing_row,
    years_of,
)
from masterplans.views.quick_wins import status_of
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.numbers import natural

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
        "years": years_of(plan, year),
        "edition": edition,
        "weights_inferred": edition.is_inferred("quick_wins.criteria.weight"),
        "crumbs": quick_win_crumbs(plan, _("Scoring and choice")),
        "blind": blind,
        "rows": [standing_row(row, ranking, blind) for row in ranking.standings],
        "columns": columns_of(ranking, blind),
        "rules": rule_lines(edition, edition.dimensions.all(), wins),
        "scorers": [scorer_row(row, ranking, arranges, reopen) for row in ranking.scorers],
        "open": len(ranking.open_candidates),
        "missing": ranking.missing,
        "mine_url": sheet_url(mine) if mine and ranking.open_candidates else "",
        "mine_waits": blind,
        "remind": reminder_of(request, ranking) if arranges else None,
        "ask": asking(plan, year, ranking, ask) if arranges else None,
    }
    status = 422 if ask or reopen else 200
    return render(request, "masterplans/quick_win_choice.html", context, status=status)


def _year(request: HttpRequest, plan: Masterplan) -> int:
    """The year asked for, else the newest one with nominations."""
    asked = natural(request.GET.get("tahun"))
    if asked in plan.enrolment.years:
        return asked
    newest = QuickWin.objects.living().filter(plan=plan).order_by("-year").first()
    return newest.year if newest else plan.enrolment.period_start


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
        return redirect(scorer if "hand_in" in request.POST else sheet_url(scorer))
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
