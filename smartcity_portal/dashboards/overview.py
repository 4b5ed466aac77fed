"""How do enrolments look to people who read and do not act: assessors, observers, a mentor's list?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from programs.models import Enrolment
from smartcity_portal.dashboards.board import Row, rows_of
from smartcity_portal.dashboards.board_cells import Drawing
from smartcity_portal.dashboards.enrolments import enrolments_of
from smartcity_portal.dashboards.roles import chosen_role, roles_in

PER_PAGE = 25


@login_required
def enrolment_list(request: HttpRequest) -> HttpResponse:
    """Every enrolment that the chosen role may see."""
    role = chosen_role(request, roles_in(request))
    context = table(request, enrolments_of(request, role.key if role else ""))
    return render(request, "dashboards/enrolment_list.html", context)


def table(request: HttpRequest, enrolments: list[Enrolment]) -> dict[str, Any]:
    """Return one page of enrolments as a table; the rows of a page are computed together."""
    page = Paginator(enrolments, PER_PAGE).get_page(request.GET.get("page"))
    rows, draw = rows_of(list(page.object_list)), Drawing()
    return {
        "page": page,
        "columns": [
            {"label": _("Region")},
            {"label": _("Cohort")},
            {"label": _("Now")},
            {"label": _("Chapters approved"), "numeric": True},
            {"label": _("Quick wins"), "numeric": True},
            {"label": _("Commitment"), "numeric": True},
            {"label": _("Masterplan")},
        ],
        "rows": [_row(row, draw) for row in rows],
    }


def _row(row: Row, draw: Drawing) -> dict[str, Any]:
    enrolment, standing = row.enrolment, row.standing
    plan_url = reverse("masterplans:plan_detail", kwargs={"slug": enrolment.slug})
    chapters = {"done": standing.chapters_approved, "all": standing.chapters}
    return {
        "title": enrolment.region.name,
        "url": enrolment.get_absolute_url(),
        "small": enrolment.region.province.name,
        "example": enrolment.is_example,
        "cells": [
            {"text": str(enrolment.cohort.year)},
            {"text": draw.now(row), "full": True},
            {"text": _("%(done)d of %(all)d") % chapters} if standing.chapters else {"none": True},
            {"text": f"{standing.quick_wins}/{enrolment.cohort.edition.quick_win_minimum}"}
            if row.followed
            else {"none": True},
            {"text": f"{standing.signed}/{standing.signatories}"}
            if standing.signatories is not None
            else {"none": True},
            {"text": _("Read"), "url": plan_url} if row.followed else {"none": True},
        ],
    }
