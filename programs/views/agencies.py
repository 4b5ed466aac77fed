"""Which agencies does a region have, who works there, who heads them?"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from accounts.services import permission
from programs.forms import AgencyForm
from programs.models import Agency, AgencyMember, Tenure
from programs.services import agencies, relations
from programs.views.places import managed_region, page_of_region, visible_agency
from programs.views.saving import answer


@login_required
def agency_list(request: SignedInRequest, slug: str) -> HttpResponse:
    region = managed_region(request, slug)
    context = {
        "region": region,
        "rows": [_row(agency) for agency in region.agencies.order_by("name")],
        "columns": [{"label": _("Agency (OPD)")}, {"label": _("Short name")}, {"label": _("Kind")}],
        "region_url": page_of_region(request, region),
    }
    return render(request, "programs/agency_list.html", context)


def _row(agency: Agency) -> dict[str, Any]:
    return {
        "title": agency.name,
        "url": agency.get_absolute_url(),
        "example": agency.is_example,
        "cells": [{"text": agency.short_name}, {"text": agency.get_kind_display()}],
    }


@login_required
def agency_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    agency = visible_agency(request, pk)
    tenures = Tenure.objects.filter(office__agency=agency).select_related(
        "office", "official", "acknowledgement"
    )
    context = {
        "agency": agency,
        "members": agency.members.active().select_related("user").order_by("role", "user__name"),
        "tenures": tenures.order_by("office__title", "-since"),
        "may_manage": request.user.has_perm("programs.manage_agency", agency),
        "may_invite": request.user.has_perm("programs.invite_person", agency),
        "may_appoint": request.user.has_perm("programs.appoint_official", agency),
        "region_url": page_of_region(request, agency.region),
    }
    return render(request, "programs/agency_detail.html", context)


@login_required
def agency_add(request: SignedInRequest, slug: str) -> HttpResponse:
    region = managed_region(request, slug)

    def act(data: dict[str, Any]) -> None:
        agencies.add(region, by=request.user, **data)

    return answer(
        request,
        AgencyForm(request.POST or None),
        act,
        said=_("The agency is added."),
        done_url=page_of_region(request, region),
        title=_("New agency (OPD)"),
        submit=_("Add"),
        lead=str(region),
    )


@login_required
def agency_change(request: SignedInRequest, pk: int) -> HttpResponse:
    agency = visible_agency(request, pk)
    permission.require("programs.manage_agency", agency, by=request.user)

    def act(data: dict[str, Any]) -> None:
        agencies.change(agency, by=request.user, **data)

    return answer(
        request,
        AgencyForm(request.POST or None, instance=agency),
        act,
        said=_("Saved."),
        done_url=agency.get_absolute_url(),
        title=agency.name,
        submit=_("Save"),
        lead=str(agency.region),
    )


@login_required
@require_POST
def member_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End the membership of a writer or head; what they wrote stays."""
    visible = Agency.objects.visible_to(request.user)
    member = get_object_or_404(
        AgencyMember.objects.active().filter(agency__in=visible).select_related("agency", "user"),
        pk=pk,
    )
    relations.revoke(member.role, member.user, member.agency, by=request.user)
    messages.success(
        request, _("%(name)s no longer works for this agency here.") % {"name": member.user}
    )
    return redirect(member.agency)
