"""Which programmes does the plan hold, what do they cost in which year, and where are they entered?"""

from collections import defaultdict
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from masterplans.models import Masterplan, PlanProgram, ProgramBudget
from masterplans.program_forms import ProgramFilter, ProgramForm, read_years, year_forms
from masterplans.services import records
from masterplans.views.plans import plan_crumbs, visible_plan
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.formats import rupiah, rupiah_brief


@login_required
def program_list(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    form = ProgramFilter(request.GET, plan=plan)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = list(PlanProgram.objects.filter(plan=plan).matching(**chosen).with_parts())
    for row in rows:
        row.plan = plan
    may_add = request.user.has_perm("masterplans.add_record", plan)
    context = {
        "plan": plan,
        "crumbs": plan_crumbs(plan, _("Programmes")),
        "form": form,
        "reset_url": request.path if any(chosen.values()) else "",
        "filtered": any(chosen.values()),
        "columns": _columns(),
        "groups": [
            _group(name, list(group), request.user)
            for name, group in groupby(rows, key=lambda row: row.dimension.name)
        ],
        "count": len(rows),
        "totals": _totals(rows),
        "add_url": reverse("masterplans:program_add", kwargs={"slug": slug}) if may_add else "",
    }
    return render(request, "masterplans/program_list.html", context)


@login_required
def program_add(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    if not request.user.has_perm("masterplans.add_record", plan):
        raise PermissionDenied("masterplans.add_record")
    return _edit(request, plan, None)


@login_required
def program_change(request: HttpRequest, pk: int) -> HttpResponse:
    program = _visible(request, pk)
    if not request.user.has_perm("masterplans.edit_record", program):
        raise PermissionDenied("masterplans.edit_record")
    return _edit(request, program.plan, program)


@login_required
@require_POST
def program_remove(request: HttpRequest, pk: int) -> HttpResponse:
    program = _visible(request, pk)
    slug = program.plan.enrolment.slug
    attempt(request, lambda: records.remove(program, by=request.user), done=_("Removed."))
    return redirect("masterplans:program_list", slug=slug)


def _edit(request: HttpRequest, plan: Masterplan, program: PlanProgram | None) -> HttpResponse:
    data = request.POST or None
    form = ProgramForm(data, plan=plan, instance=program)
    years = year_forms(program, plan, data)
    if request.method == "POST" and years.is_valid() & form.is_valid():
        targets, budgets = read_years(years)

        def save() -> None:
            if program is None:
                records.add_program(
                    plan, by=request.user, targets=targets, budgets=budgets, **form.values
                )
            else:
                records.change_program(
                    program, by=request.user, targets=targets, budgets=budgets, **form.values
                )

        if attempt_form(request, form, save, done=_("Saved.")):
            return redirect("masterplans:program_list", slug=plan.enrolment.slug)
    context = {
        "plan": plan,
        "program": program,
        "form": form,
        "years": years,
        "funds": ProgramBudget.Source.choices,
        "back_url": reverse("masterplans:program_list", kwargs={"slug": plan.enrolment.slug}),
        "crumbs": plan_crumbs(plan, _("Programmes")),
        "remove": _removal(program, request.user) if program else None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "masterplans/program_form.html", context, status=status)


def _removal(program: PlanProgram, user: Any) -> dict[str, Any] | None:
    if not user.has_perm("masterplans.add_record", program):
        return None
    return {
        "label": _("Remove"),
        "danger": True,
        "title": _("Remove %(program)s?") % {"program": program},
        "text": _("Its targets and budgets go with it. Every chapter that shows it changes."),
        "submit": _("Remove"),
        "url": reverse("masterplans:program_remove", kwargs={"pk": program.pk}),
    }


def _visible(request: HttpRequest, pk: int) -> PlanProgram:
    rows = PlanProgram.objects.visible_to(request.user).select_related(
        "plan__enrolment__region", "plan__enrolment__cohort__edition", "dimension"
    )
    return get_object_or_404(rows, pk=pk)


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Programme")},
        {"label": _("Horizon")},
        {"label": _("Agency (OPD)")},
        {"label": _("Indicator")},
        {"label": _("Target")},
        {"label": _("Budget"), "numeric": True},
    ]


def _group(name: str, rows: list[Any], user: Any) -> dict[str, Any]:
    money = sum((_money(row) for row in rows), Decimal(0))
    count = ngettext("%(count)s programme", "%(count)s programmes", len(rows)) % {
        "count": len(rows)
    }
    return {
        "name": name,
        "note": f"{count}, {rupiah_brief(money)}",
        "rows": [_row(row, user) for row in rows],
    }


def _row(row: Any, user: Any) -> dict[str, Any]:
    targets = list(row.targets.all())
    last = targets[-1] if targets else None
    may = user.has_perm("masterplans.edit_record", row)
    return {
        "title": f"{row.code} {row.name}",
        "url": reverse("masterplans:program_change", kwargs={"pk": row.pk}) if may else "",
        "small": row.sub_dimension.name if row.sub_dimension else "",
        "example": row.is_example,
        "cells": [
            {"text": row.horizon.label},
            {"text": str(row.agency)} if row.agency else {"tone": "wait", "text": _("none yet")},
            {"text": row.indicator} if row.indicator else {"tone": "wait", "text": _("none yet")},
            {"text": f"{last.value} {row.unit}".strip(), "small": str(last.year)}
            if last
            else {"none": True},
            {"text": rupiah(_money(row))} if _money(row) else {"none": True},
        ],
    }


def _money(row: PlanProgram) -> Decimal:
    return sum((line.amount for line in row.budgets.all()), Decimal(0))


def _totals(rows: list[PlanProgram]) -> dict[str, Any] | None:
    """Sum the budgets by year and source, for the foot of the list."""
    by_year: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in rows:
        for line in row.budgets.all():
            by_year[line.year][line.fund] += line.amount
    if not by_year:
        return None
    labels = dict(ProgramBudget.Source.choices)
    funds = [fund for fund in labels if any(fund in money for money in by_year.values())]
    years = sorted(by_year)
    whole = sum((sum(by_year[year].values()) for year in years), Decimal(0))
    return {
        "columns": [
            {"label": _("Year")},
            *({"label": labels[fund], "numeric": True} for fund in funds),
            {"label": _("Sum"), "numeric": True},
        ],
        "rows": [
            {
                "title": str(year),
                "cells": [
                    *(_amount(by_year[year][fund]) for fund in funds),
                    {"text": rupiah(sum(by_year[year].values()))},
                ],
            }
            for year in years
        ],
        "foot": _("All years: %(sum)s") % {"sum": rupiah(whole)},
    }


def _amount(value: Decimal) -> dict[str, Any]:
    return {"text": rupiah(value)} if value else {"none": True}
