"""Who holds which office? Appointing (also Plt., Plh., Pj.) and ending a term."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from accounts.services import permission
from programs.forms import AppointForm, EndForm
from programs.models import Agency, Office, Region, Tenure
from programs.services import officials
from programs.views.places import managed_region, page_of_region
from programs.views.saving import answer
from smartcity_portal.kit.numbers import natural


@login_required
def official_appoint(request: SignedInRequest, slug: str) -> HttpResponse:
    """Appoint somebody in a region: its head, or the head of the agency named by ?opd=."""
    region = managed_region(request, slug)
    agency = _agency(request, region)

    @transaction.atomic
    def act(data: dict[str, Any]) -> None:
        office = officials.office_of(
            region, agency, title=data["title"], is_head=data["is_head"], by=request.user
        )
        official = data["official"] or officials.register(
            data["name"], region=region, nip=data["nip"], rank=data["rank"], by=request.user
        )
        officials.appoint(
            office,
            official,
            by=request.user,
            capacity=data["capacity"],
            since=data["since"],
            decree=data["decree"],
        )

    title = officials.head_title_of(region, agency)
    return answer(
        request,
        AppointForm(request.POST or None, region=region, title=title),
        act,
        said=_(
            "The appointment is written down. Whoever held the office before left the day before."
        ),
        done_url=agency.get_absolute_url() if agency else page_of_region(request, region),
        title=_("Appoint an official"),
        submit=_("Appoint"),
        lead=f"{agency.name}, {region}" if agency else str(region),
    )


def _agency(request: SignedInRequest, region: Region) -> Agency | None:
    wanted = natural(request.GET.get("opd"))
    if wanted is None:
        return None
    return get_object_or_404(Agency.objects.managed_by(request.user), pk=wanted, region=region)


@login_required
def tenure_end(request: SignedInRequest, pk: int) -> HttpResponse:
    offices = Office.objects.visible_to(request.user)
    tenure = get_object_or_404(
        Tenure.objects.filter(office__in=offices).select_related(
            "office__agency", "office__region", "official"
        ),
        pk=pk,
    )
    permission.require("programs.appoint_official", tenure.office, by=request.user)

    def act(data: dict[str, Any]) -> None:
        officials.end(tenure, by=request.user, **data)

    agency, region = tenure.office.agency, tenure.office.region
    return answer(
        request,
        EndForm(request.POST or None),
        act,
        said=_("The tenure has ended. The office stays and can be given to somebody else."),
        done_url=agency.get_absolute_url() if agency else page_of_region(request, region),
        title=_("End the tenure of %(name)s") % {"name": tenure.official},
        submit=_("End the tenure"),
        lead=tenure.printed_title,
    )
