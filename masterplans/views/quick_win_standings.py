"""What do the rows of a ranking say: places, sums, spread, who has scored?"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masterplans.forms import ReasonForm
from masterplans.models import Masterplan, QuickWin, QuickWinScorer
from masterplans.quick_win_scoring_forms import AskScorersForm
from masterplans.ranking import Ranking, Standing
from masterplans.services import quick_win_scores
from masterplans.states import QuickWinState
from masterplans.views.quick_win_detail import TONES
from smartcity_portal.kit.formats import day, number


def years_of(plan: Masterplan, year: int) -> list[dict[str, Any]]:
    """Links to the other years that have quick wins."""
    known = set(QuickWin.objects.filter(plan=plan).values_list("year", flat=True)) | {year}
    page = reverse("masterplans:quick_win_choice", args=[plan.enrolment.slug])
    return [
        {"year": one, "url": f"{page}?tahun={one}", "here": one == year} for one in sorted(known)
    ]


def columns_of(ranking: Ranking, blind: bool) -> list[dict[str, Any]]:
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


def standing_row(row: Standing, ranking: Ranking, blind: bool) -> dict[str, Any]:
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


def scorer_row(
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


def asking(
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


def sheet_url(scorer: QuickWinScorer) -> str:
    return reverse("masterplans:quick_win_score", args=[scorer.pk])
