"""Which quick wins are nominated, chosen and final, and how do people nominate and move them?"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST

from masterplans.forms import ReasonForm
from masterplans.models import Masterplan, PlanProgram, QuickWin, SwotItem
from masterplans.quick_win_forms import NominationForm, QuickWinForm, RiskFormSet, read_risks
from masterplans.quick_win_rules import rule_lines
from masterplans.quick_win_scoring_forms import ChoiceForm
from masterplans.services import quick_win_links, quick_wins
from masterplans.services.quick_wins import RISK_FIELDS
from masterplans.states import QuickWinState
from masterplans.views.plans import plan_crumbs, visible_plan
from masterplans.views.quick_win_detail import (
    TONES,
    detail_page,
    quick_win_crumbs,
    visible_quick_win,
)
from programs.people import relations_of
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.numbers import natural


@login_required
def quick_win_list(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    rows = list(
        QuickWin.objects.filter(plan=plan)
        .select_related("dimension", "agency")
        .prefetch_related("risks")
    )
    for row in rows:
        row.plan = plan
    edition = plan.enrolment.cohort.edition
    may = request.user.has_perm("masterplans.nominate_quickwin", plan)
    nominate = reverse("masterplans:quick_win_nominate", kwargs={"slug": slug}) if may else ""
    dimensions = list(edition.dimensions.all())
    context = {
        "plan": plan,
        "edition": edition,
        "crumbs": plan_crumbs(plan, pgettext("page", "Quick wins")),
        "living": [_row(row) for row in rows if row.state != QuickWinState.DROPPED],
        "dropped": [_row(row) for row in rows if row.state == QuickWinState.DROPPED],
        "final": sum(row.state == QuickWinState.FINAL for row in rows),
        "chosen": sum(row.state == QuickWinState.CHOSEN for row in rows),
        "years": [
            (year, rule_lines(edition, dimensions, [row for row in rows if row.year == year]))
            for year in years_of(plan, rows)
        ],
        "columns": [
            {"label": _("Quick win")},
            {"label": _("State")},
            {"label": _("Dimension")},
            {"label": _("Agency (OPD)")},
            {"label": _("Progress")},
            {"label": _("Still missing")},
        ],
        "nominate_url": nominate,
    }
    return render(request, "masterplans/quick_win_list.html", context)


def years_of(plan: Masterplan, rows: list[QuickWin]) -> list[int]:
    """The years with quick wins that stand, newest first; the first year of the plan at least."""
    years = {row.year for row in rows if row.state != QuickWinState.DROPPED}
    return sorted(years or {plan.enrolment.period_start}, reverse=True)


@login_required
def quick_win_nominate(request: HttpRequest, slug: str) -> HttpResponse:
    """Nominate, empty or out of a programme or a SWOT item."""
    plan = visible_plan(request, slug)
    if not request.user.has_perm("masterplans.nominate_quickwin", plan):
        raise PermissionDenied("masterplans.nominate_quickwin")
    program = _given(request, "program", PlanProgram.objects.filter(plan=plan))
    item = _given(request, "swot", SwotItem.objects.filter(plan=plan))
    form = NominationForm(
        request.POST or None, plan=plan, initial=_initial(request, plan, program, item)
    )
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: _nominate(request, plan, form.values, program, item),
        done=_("The quick win was nominated."),
    ):
        return redirect("masterplans:quick_win_list", slug=slug)
    context = {
        "plan": plan,
        "form": form,
        "title": _("Nominate a quick win"),
        "submit": _("Nominate"),
        "back_url": reverse("masterplans:quick_win_list", kwargs={"slug": slug}),
        "crumbs": quick_win_crumbs(plan, _("Nominate")),
    }
    return render(request, "masterplans/record_form.html", context, status=status_of(request))


def _given(request: HttpRequest, name: str, rows: Any) -> Any:
    return rows.filter(pk=natural(request.GET.get(name))).first()


def _initial(
    request: HttpRequest, plan: Masterplan, program: PlanProgram | None, item: SwotItem | None
) -> dict[str, Any]:
    user: Any = request.user
    mine = relations_of(user).agencies
    own = plan.enrolment.region.agencies.filter(pk__in=mine).first() if mine else None
    initial: dict[str, Any] = {"agency": own}
    if program:
        initial |= {
            "name": program.name,
            "dimension": program.dimension_id,
            "agency": program.agency_id or own,
            "innovation": program.description,
        }
    if item:
        initial["problem"] = item.statement
    return initial


@transaction.atomic
def _nominate(
    request: HttpRequest,
    plan: Masterplan,
    values: dict[str, Any],
    program: PlanProgram | None,
    item: SwotItem | None,
) -> None:
    win = quick_wins.nominate(plan, by=request.user, program=program, **values)
    if item:
        quick_win_links.link(win, by=request.user, swot_items=[item], program=program)


@login_required
def quick_win_profile(request: HttpRequest, pk: int) -> HttpResponse:
    win = visible_quick_win(request, pk)
    if not request.user.has_perm("masterplans.edit_quickwin", win):
        raise PermissionDenied("masterplans.edit_quickwin")
    data = request.POST or None
    form = QuickWinForm(data, plan=win.plan, instance=win)
    known = list(win.risks.values(*RISK_FIELDS))
    risks = RiskFormSet(data, initial=known, prefix="risks")
    if (
        request.method == "POST"
        and risks.is_valid() & form.is_valid()
        and attempt_form(
            request,
            form,
            lambda: quick_wins.save_profile(
                win, by=request.user, risks=read_risks(risks), **form.values
            ),
            done=_("Saved."),
        )
    ):
        return redirect("masterplans:quick_win_detail", pk=win.pk)
    stored = visible_quick_win(request, pk)
    context = {
        "win": win,
        "form": form,
        "risks": risks,
        "missing": stored.missing,
        "crumbs": quick_win_crumbs(win.plan, str(stored)),
    }
    return render(request, "masterplans/quick_win_profile.html", context, status=status_of(request))


@login_required
@require_POST
def quick_win_choose(request: HttpRequest, pk: int) -> HttpResponse:
    win = visible_quick_win(request, pk)
    form = ChoiceForm(request.POST)
    if attempt_form(
        request,
        form,
        lambda: quick_wins.choose(win, by=request.user, reason=form.cleaned_data["reason"]),
        done=_("The quick win is chosen."),
    ):
        return redirect(win)
    return detail_page(request, visible_quick_win(request, pk), choose=form)


@login_required
@require_POST
def quick_win_finalise(request: HttpRequest, pk: int) -> HttpResponse:
    return _verb(request, pk, quick_wins.finalise, _("The quick win is final."))


@login_required
@require_POST
def quick_win_return_to_choice(request: HttpRequest, pk: int) -> HttpResponse:
    return _verb(request, pk, quick_wins.return_to_choice, _("The quick win can be changed again."))


@login_required
@require_POST
def quick_win_drop(request: HttpRequest, pk: int) -> HttpResponse:
    win = visible_quick_win(request, pk)
    form = ReasonForm(request.POST)
    if attempt_form(
        request,
        form,
        lambda: quick_wins.drop(win, by=request.user, reason=form.cleaned_data["reason"]),
        done=_("The quick win was dropped."),
    ):
        return redirect(win)
    return detail_page(request, visible_quick_win(request, pk), drop=form)


def _verb(request: HttpRequest, pk: int, act: Callable[..., Any], done: str) -> HttpResponse:
    win = visible_quick_win(request, pk)
    attempt(request, lambda: act(win, by=request.user), done=done)
    return redirect(win)


def status_of(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200


def _row(win: QuickWin) -> dict[str, Any]:
    missing = len(win.missing) if win.state != QuickWinState.DROPPED else 0
    lacks = ngettext("%(count)s thing", "%(count)s things", missing) % {"count": missing}
    return {
        "title": win.name,
        "url": win.get_absolute_url(),
        "small": str(win.year),
        "example": win.is_example,
        "cells": [
            {
                "tone": TONES[QuickWinState(win.state)],
                "text": win.get_state_display(),
                "lift": True,
            },
            {"text": win.dimension.name},
            {"text": str(win.agency)} if win.agency else {"none": True},
            {"text": f"{win.progress} %"} if win.progress is not None else {"none": True},
            {"text": lacks} if missing else {"none": True},
        ],
    }
