"""Which quick wins are nominated, chosen and final, and what does each one still lack?"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST

from accounts.services.history import history_of
from masterplans.forms import ReasonForm
from masterplans.models import Masterplan, QuickWin
from masterplans.quick_win_forms import NominationForm, QuickWinForm, RiskFormSet, read_risks
from masterplans.services import quick_wins
from masterplans.services.quick_wins import RISK_FIELDS
from masterplans.states import QUICK_WIN, QuickWinState
from masterplans.views.plans import plan_crumbs, visible_plan
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.formats import moment, rupiah

TONES = {
    QuickWinState.NOMINATED: "none",
    QuickWinState.CHOSEN: "busy",
    QuickWinState.FINAL: "ok",
    QuickWinState.DROPPED: "stop",
}


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
    context = {
        "plan": plan,
        "edition": edition,
        "crumbs": plan_crumbs(plan, pgettext("page", "Quick wins")),
        "living": [_row(row) for row in rows if row.state != QuickWinState.DROPPED],
        "dropped": [_row(row) for row in rows if row.state == QuickWinState.DROPPED],
        "final": sum(row.state == QuickWinState.FINAL for row in rows),
        "chosen": sum(row.state == QuickWinState.CHOSEN for row in rows),
        "columns": [
            {"label": _("Quick win")},
            {"label": _("State")},
            {"label": _("Dimension")},
            {"label": _("Agency (OPD)")},
            {"label": _("Still missing")},
        ],
        "nominate_url": nominate,
    }
    return render(request, "masterplans/quick_win_list.html", context)


@login_required
def quick_win_nominate(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    if not request.user.has_perm("masterplans.nominate_quickwin", plan):
        raise PermissionDenied("masterplans.nominate_quickwin")
    form = NominationForm(request.POST or None, plan=plan)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: quick_wins.nominate(plan, by=request.user, **form.values),
        done=_("The quick win was nominated."),
    ):
        return redirect("masterplans:quick_win_list", slug=slug)
    context = {
        "plan": plan,
        "form": form,
        "title": _("Nominate a quick win"),
        "submit": _("Nominate"),
        "back_url": reverse("masterplans:quick_win_list", kwargs={"slug": slug}),
        "crumbs": _crumbs(plan, _("Nominate")),
    }
    return render(request, "masterplans/record_form.html", context, status=_status(request))


@login_required
def quick_win_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, _visible(request, pk))


def _detail(request: HttpRequest, win: QuickWin, **forms: Any) -> HttpResponse:
    missing = win.missing
    context = {
        "win": win,
        "plan": win.plan,
        "crumbs": _crumbs(win.plan, win.name),
        "tone": TONES[QuickWinState(win.state)],
        "missing": missing if win.state != QuickWinState.DROPPED else [],
        "facts": _facts(win),
        "risks": list(win.risks.all()),
        "milestones": [_milestone(step) for step in win.milestones],
        "history": _timeline(win),
        **_steps(win, request.user, forms),
    }
    return render(
        request, "masterplans/quick_win_detail.html", context, status=422 if forms else 200
    )


@login_required
def quick_win_profile(request: HttpRequest, pk: int) -> HttpResponse:
    win = _visible(request, pk)
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
    context = {
        "win": win,
        "form": form,
        "risks": risks,
        "missing": _visible(request, pk).missing,
        "crumbs": _crumbs(win.plan, str(_visible(request, pk))),
    }
    return render(request, "masterplans/quick_win_profile.html", context, status=_status(request))


@login_required
@require_POST
def quick_win_choose(request: HttpRequest, pk: int) -> HttpResponse:
    return _verb(request, pk, quick_wins.choose, _("The quick win is chosen."))


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
    win = _visible(request, pk)
    form = ReasonForm(request.POST)
    if attempt_form(
        request,
        form,
        lambda: quick_wins.drop(win, by=request.user, reason=form.cleaned_data["reason"]),
        done=_("The quick win was dropped."),
    ):
        return redirect(win)
    return _detail(request, _visible(request, pk), drop=form)


def _verb(request: HttpRequest, pk: int, act: Callable[..., Any], done: str) -> HttpResponse:
    win = _visible(request, pk)
    attempt(request, lambda: act(win, by=request.user), done=done)
    return redirect(win)


def _visible(request: HttpRequest, pk: int) -> QuickWin:
    rows = QuickWin.objects.visible_to(request.user).select_related(
        "plan__enrolment__region",
        "plan__enrolment__cohort__edition",
        "dimension",
        "agency",
        "program",
        "origin",
    )
    return get_object_or_404(rows, pk=pk)


def _crumbs(plan: Masterplan, last: str) -> list[dict[str, str]]:
    url = reverse("masterplans:quick_win_list", kwargs={"slug": plan.enrolment.slug})
    return [
        *plan_crumbs(plan),
        {"label": pgettext("page", "Quick wins"), "url": url},
        {"label": last, "url": ""},
    ]


def _status(request: HttpRequest) -> int:
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
            {"text": lacks} if missing else {"none": True},
        ],
    }


def _facts(win: QuickWin) -> list[dict[str, Any]]:
    months = win.months and ngettext("%(count)s month", "%(count)s months", win.months) % {
        "count": win.months
    }
    pairs = [
        (_("Dimension"), win.dimension.name),
        (_("Year"), win.year),
        (_("Responsible agency (OPD)"), win.agency and win.agency.name),
        (_("Programme"), win.program),
        (_("Partners"), win.partners),
        (_("Beneficiaries"), win.beneficiaries),
        (_("Indicator"), win.indicator),
        (_("Target"), win.target),
        (_("Duration"), months),
        (_("Cost"), rupiah(win.cost) if win.cost else ""),
        (_("Source of funds"), win.fund),
        (_("Source"), win.source),
    ]
    facts = [{"label": label, "value": value} for label, value in pairs if value]
    if win.progress is not None:
        facts.append({"label": _("Progress"), "value": f"{win.progress} %"})
    if win.origin:
        facts.append({"label": _("Proposed in"), "value": win.origin, "url": win.origin.path})
    return facts


def _milestone(step: dict[str, Any]) -> tuple[str, str]:
    """Return the title of a step and its months, "3–9" or "10"."""
    months = step.get("months") or []
    ends = [str(month) for month in sorted({min(months), max(months)})] if months else []
    return step.get("title", ""), "–".join(ends)


def _timeline(win: QuickWin) -> list[dict[str, Any]]:
    region = win.enrolment.region
    return [
        {
            "when": moment(entry.at, region),
            "title": f"{entry.by or _('The portal')} {entry.sentence}",
        }
        for entry in reversed(history_of(win))
    ]


def _steps(win: QuickWin, user: Any, forms: dict[str, Any]) -> dict[str, Any]:
    """The steps offered to the reader, each with what still stops it."""
    offered = dict(QUICK_WIN.offered_to(user, win))
    steps: list[dict[str, Any]] = []
    for verb in ("choose", "finalise", "return_to_choice"):
        if verb in offered:
            reasons = QUICK_WIN.reasons_against(verb, win)
            steps.append(
                {
                    "label": str(offered[verb].label),
                    "url": reverse(f"masterplans:quick_win_{verb}", kwargs={"pk": win.pk}),
                    "post": True,
                    "disabled": _("Complete the profile first.") if reasons else "",
                    "primary": verb != "return_to_choice",
                }
            )
    drop = None
    if "drop" in offered:
        drop = {
            "label": _("Drop"),
            "danger": True,
            "title": _("Drop “%(name)s”?") % {"name": win.name},
            "text": _("It leaves the plan. Its profile and the reason stay in history."),
            "submit": _("Drop the quick win"),
            "url": reverse("masterplans:quick_win_drop", kwargs={"pk": win.pk}),
            "form": forms.get("drop") or ReasonForm(),
            "open": "drop" in forms,
        }
    profile = ""
    if user.has_perm("masterplans.edit_quickwin", win) and win.state != QuickWinState.DROPPED:
        profile = reverse("masterplans:quick_win_profile", kwargs={"pk": win.pk})
    return {"steps": steps, "drop": drop, "profile_url": profile}
