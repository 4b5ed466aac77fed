"""Where does a page of the programme stand? Rows that the reader may see, and the way back."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.requests import SignedInRequest
from programs.models import Agency, Enrolment, Region

Crumbs = list[dict[str, str]]


def visible_enrolment(request: SignedInRequest, slug: str) -> Enrolment:
    return get_object_or_404(Enrolment.objects.visible_to(request.user).with_names(), slug=slug)


def visible_agency(request: SignedInRequest, pk: int) -> Agency:
    rows = Agency.objects.visible_to(request.user).select_related("region")
    return get_object_or_404(rows, pk=pk)


def managed_region(request: SignedInRequest, slug: str) -> Region:
    """Return a region whose agencies and officials the reader looks after, else 404."""
    return get_object_or_404(Region.objects.managed_by(request.user), slug=slug)


def newest_enrolment_of(request: SignedInRequest, region: Region) -> Enrolment | None:
    """Return the enrolment that stands for the region on pages about its agencies."""
    return (
        Enrolment.objects.visible_to(request.user)
        .filter(region=region)
        .select_related("cohort", "region")
        .order_by("-cohort__year")
        .first()
    )


def page_of_region(request: SignedInRequest, region: Region) -> str:
    """Return the page of facts that shows this region."""
    enrolment = newest_enrolment_of(request, region)
    if enrolment:
        return enrolment.get_absolute_url()
    return reverse("programs:agency_list", args=[region.slug])


def crumbs_below(enrolment: Enrolment, label: str) -> Crumbs:
    return [{"label": str(enrolment), "url": enrolment.get_absolute_url()}, {"label": label}]
