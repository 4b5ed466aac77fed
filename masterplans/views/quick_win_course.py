"""How do people report on a quick win, measure what it changed, and say what it belongs to?"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans.models import Figure, QuickWin, QuickWinReport, SwotItem
from masterplans.quick_win_course_forms import (
    ConditionForm,
    LinksForm,
    ReportForm,
    SwotLinksForm,
)
from masterplans.services import figures, quick_win_course
from masterplans.services import quick_win_links as links
from masterplans.views.plans import plan_crumbs
from masterplans.views.quick_win_detail import quick_win_crumbs, visible_quick_win
from masterplans.views.quick_wins import status_of
from smartcity_portal.kit import clock
from smartcity_portal.kit.attempts import attempt, attempt_form

SIDES = {"sebelum": "before", "sesudah": "after"}


@login_required
def quick_win_report(request: HttpRequest, pk: int) -> HttpResponse:
    win = _allowed(request, pk, "masterplans.report_quickwin")
    form = ReportForm(
        request.POST or None,
        request.FILES or None,
        quick_win=win,
        initial={"on": clock.today()},
    )
    return _form_page(
        request,
        win,
        form,
        lambda: quick_win_course.report(
            win, by=request.user, figure=_picture(request, win, form), **form.values
        ),
        title=_("Report progress"),
        done=_("The report is kept."),
    )


@login_required
@require_POST
def quick_win_report_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    rows = QuickWinReport.objects.select_related("quick_win__plan__enrolment")
    report = get_object_or_404(rows, pk=pk)
    win = _allowed(request, report.quick_win_id, "masterplans.report_quickwin")
    report.quick_win = win
    attempt(
        request,
        lambda: quick_win_course.take_back(report, by=request.user),
        done=_("The report was taken back."),
    )
    return redirect(win)


@login_required
def quick_win_condition(request: HttpRequest, pk: int, side: str) -> HttpResponse:
    win = _allowed(request, pk, "masterplans.report_quickwin")
    side = SIDES[side]
    known = win.conditions.filter(side=side).first()
    form = ConditionForm(
        request.POST or None,
        request.FILES or None,
        known=known,
        initial={"on": clock.today()},
    )
    return _form_page(
        request,
        win,
        form,
        lambda: quick_win_course.measure(
            win, side, by=request.user, figure=_picture(request, win, form), **form.values
        ),
        title=_("Condition before") if side == "before" else _("Condition after"),
        done=_("Saved."),
    )


@login_required
def quick_win_links(request: HttpRequest, pk: int) -> HttpResponse:
    win = _allowed(request, pk, "masterplans.edit_quickwin")
    form = LinksForm(request.POST or None, quick_win=win)
    return _form_page(
        request,
        win,
        form,
        lambda: links.link(win, by=request.user, **form.values),
        title=_("What it belongs to"),
        done=_("Saved."),
    )


@login_required
def swot_links(request: HttpRequest, pk: int) -> HttpResponse:
    """To which quick wins does a SWOT item lead?"""
    rows = SwotItem.objects.visible_to(request.user).select_related(
        "plan__enrolment__region", "plan__enrolment__cohort__edition"
    )
    item = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm("masterplans.add_record", item):
        raise PermissionDenied("masterplans.add_record")
    form = SwotLinksForm(request.POST or None, plan=item.plan, item=item)
    back = item.plan.enrolment
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: links.lead_on(item, form.cleaned_data["wins"], by=request.user),
        done=_("Saved."),
    ):
        return redirect("masterplans:record_list", slug=back.slug, kind="swot")
    context = {
        "title": _("Where does it lead?"),
        "lead": f"{item.get_quadrant_display()}: {item.statement}",
        "form": form,
        "back_url": _swot_url(item),
        "crumbs": [
            *plan_crumbs(item.plan),
            {"label": _("SWOT"), "url": _swot_url(item)},
            {"label": _("Quick wins"), "url": ""},
        ],
    }
    return render(request, "masterplans/quick_win_form.html", context, status=status_of(request))


def _swot_url(item: SwotItem) -> str:
    return reverse("masterplans:record_list", args=[item.plan.enrolment.slug, "swot"])


def _allowed(request: HttpRequest, pk: int, permission: str) -> QuickWin:
    win = visible_quick_win(request, pk)
    if not request.user.has_perm(permission, win):
        raise PermissionDenied(permission)
    return win


def _form_page(
    request: HttpRequest,
    win: QuickWin,
    form: forms.BaseForm,
    act: Callable[[], Any],
    *,
    title: str,
    done: str,
) -> HttpResponse:
    if request.method == "POST" and attempt_form(request, form, transaction.atomic(act), done=done):
        return redirect(win)
    context = {
        "title": title,
        "lead": win.name,
        "form": form,
        "back_url": win.get_absolute_url(),
        "crumbs": [
            *quick_win_crumbs(win.plan),
            {"label": win.name, "url": win.get_absolute_url()},
            {"label": title, "url": ""},
        ],
    }
    return render(request, "masterplans/quick_win_form.html", context, status=status_of(request))


def _picture(request: HttpRequest, win: QuickWin, form: Any) -> Figure | None:
    file = form.cleaned_data.get("picture")
    if not file:
        return None
    return figures.upload(win.plan, file, alt=form.cleaned_data["alt"], by=request.user)
