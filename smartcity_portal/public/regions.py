"""Which regions take part, and what may everybody know about one of them? Facts with sources only."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.models import Sheet
from masterplans.models import QuickWin
from programs.models import Enrolment, MentorAssignment, Region, RegionKind, Tenure
from ratings.models import RoundPlace
from smartcity_portal.kit import charts
from smartcity_portal.kit.formats import day, day_range
from smartcity_portal.public.editions import editions_of
from smartcity_portal.public.events import events_of
from workshops import cards

PER_PAGE = 40
MOST_SHEETS = 6
TONES = ("h1", "h2", "h3")


def public_regions(request: HttpRequest) -> HttpResponse:
    """Search among all regencies and cities; without a question, those that take part."""
    words = request.GET.get("q", "").strip()
    province = Region.objects.filter(
        kind=RegionKind.PROVINCE, code=request.GET.get("provinsi", "")
    ).first()
    regions = Region.objects.regencies_and_cities().select_related("province")
    if words:
        regions = regions.matching(words)
    if province:
        regions = regions.filter(province=province)
    if request.GET.get("semua") != "1" and not words:
        regions = regions.taking_part()
    regions = regions.prefetch_related("enrolments__cohort").order_by("name")
    page = Paginator(regions, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "words": words,
        "province": province,
        "page": page,
        "cover": {
            "title": province.name if province else _("Regencies and cities"),
            "low": True,
            "crumbs": [
                {"label": _("Front page"), "url": reverse("public_home")},
                {"label": _("Regions")},
            ],
            "search": {
                "url": reverse("public_regions"),
                "label": _("Search a regency or city"),
                "placeholder": _("For example: Bontang"),
                "value": words,
                "submit": _("Search"),
            },
        },
        "rows": [_region_row(region) for region in page],
        "columns": [
            {"label": _("Region")},
            {"label": _("Cohort")},
            {"label": _("Kemendagri code")},
        ],
    }
    return render(request, "public/regions.html", context)


def _region_row(region: Region) -> dict[str, Any]:
    years = sorted(enrolment.cohort.year for enrolment in region.enrolments.all())
    cohort = {"text": ", ".join(str(year) for year in years)} if years else {"none": True}
    return {
        "title": region.name,
        "url": region.get_absolute_url(),
        "small": region.province.name,
        "cells": [cohort, {"text": region.code}],
    }


def region_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What is publicly known about one region."""
    region = get_object_or_404(Region.objects.select_related("province"), slug=slug)
    enrolments = list(
        Enrolment.objects.filter(region=region)
        .select_related("cohort__edition", "region", "memorandum")
        .order_by("-cohort__year")
    )
    chosen = _chosen(enrolments, request.GET.get("angkatan", ""))
    context = {
        "region": region,
        "enrolment": chosen,
        "cover": _cover(region, enrolments, chosen),
        "years": _years(region, enrolments, chosen),
        "ratings": _ratings(region),
    }
    if chosen:
        context |= _enrolment_facts(chosen)
    return render(request, "public/region.html", context)


def _chosen(enrolments: list[Enrolment], year: str) -> Enrolment | None:
    wanted = next((e for e in enrolments if str(e.cohort.year) == year), None)
    return wanted or (enrolments[0] if enrolments else None)


def _cover(region: Region, enrolments: list[Enrolment], chosen: Enrolment | None) -> dict[str, Any]:
    crumbs = [{"label": _("Regions"), "url": reverse("public_regions")}]
    if region.province:
        province_url = f"{reverse('public_regions')}?provinsi={region.province.code}"
        crumbs.append({"label": region.province.name, "url": province_url})
    return {
        "title": region.name,
        "low": True,
        "lead": _lead(region, enrolments, chosen),
        "crumbs": [*crumbs, {"label": region.name}],
    }


def _lead(region: Region, enrolments: list[Enrolment], chosen: Enrolment | None) -> str:
    if chosen is None:
        return _("No source that we know names %(region)s as a participant.") % {"region": region}
    words = {
        "year": chosen.cohort.year,
        "period": chosen.period,
        "programme": chosen.cohort.edition.programme,
    }
    return _("%(programme)s, cohort %(year)s. Masterplan for %(period)s.") % words


def _years(region: Region, enrolments: list[Enrolment], chosen: Enrolment | None) -> list[dict]:
    if len(enrolments) < 2:
        return []
    return [
        {
            "label": _("Cohort %(year)s") % {"year": enrolment.cohort.year},
            "url": f"{region.get_absolute_url()}?angkatan={enrolment.cohort.year}",
            "current": enrolment == chosen,
        }
        for enrolment in enrolments
    ]


def _enrolment_facts(enrolment: Enrolment) -> dict[str, Any]:
    workshops = list(enrolment.workshops.select_related("plan"))
    for workshop in workshops:
        workshop.enrolment = enrolment
    events, sheets = events_of(enrolment), _sheets(enrolment)
    return {
        "steps": _steps(enrolment, workshops),
        "quick_wins": list(
            QuickWin.objects.of(enrolment).final().select_related("dimension", "agency")
        ),
        "roadmap": _roadmap(enrolment),
        "events": [event.as_row for event in events],
        **editions_of(enrolment),
        "sheets": sheets[:MOST_SHEETS],
        "more_sheets": sheets[MOST_SHEETS:],
        "facts": _facts(enrolment),
        "sources": sorted({event.source for event in events if event.source}),
    }


def _steps(enrolment: Enrolment, workshops: list) -> list[dict[str, Any]]:
    steps = cards.steps(enrolment, workshops, link=False)
    for step, workshop in zip(steps, workshops, strict=True):
        step["what"] = workshop.plan.title
    return steps


def _roadmap(enrolment: Enrolment) -> charts.Chart | None:
    horizons = list(enrolment.cohort.edition.horizons.all())
    if not horizons:
        return None
    spans = [
        charts.Span(
            horizon.label,
            enrolment.period_start + horizon.first_year - 1,
            enrolment.period_start + horizon.last_year - 1,
            TONES[min(place, 2)],
        )
        for place, horizon in enumerate(horizons)
    ]
    title = _("Horizons of the masterplan of %(region)s; the table below holds the years")
    return charts.roadmap(spans, title=title % {"region": enrolment.region})


def _sheets(enrolment: Enrolment) -> list[dict[str, Any]]:
    """Commitments only; minutes and certificates are not for everybody to list."""
    rows = Sheet.objects.public().standing().promises().filter(enrolment=enrolment)
    found = rows.with_progress().select_related("agency").order_by("version", "pk")
    return [
        {
            "title": sheet.title,
            "whose": sheet.agency.name if sheet.agency else "",
            "facts": _("%(done)d of %(all)d have signed, dated %(day)s")
            % {
                "done": sheet.signatory_done,
                "all": sheet.signatory_total,
                "day": day(sheet.dated),
            },
            "url": sheet.public_url,
            "example": sheet.is_example,
        }
        for sheet in found
    ]


def _facts(enrolment: Enrolment) -> list[dict[str, Any]]:
    """Labelled facts; what no source names is written as not found."""
    head = (
        Tenure.objects.filter(
            office__region=enrolment.region,
            office__agency=None,
            office__is_head=True,
            is_example=False,
        )
        .exclude(source="")
        .select_related("official", "office")
        .order_by("-since")
        .first()
    )
    mentors = (
        MentorAssignment.objects.filter(
            enrolment=enrolment, is_example=False, mentor__is_example=False
        )
        .exclude(source="", mentor__source="")
        .values_list("mentor__name", "mentor__institution")
    )
    names = [f"{name}, {institution}" if institution else name for name, institution in mentors]
    unknown = _("not found yet")
    return [
        {"label": enrolment.region.head_title, "value": head.official.name if head else unknown},
        {"label": _("Mentor"), "value": "; ".join(names) or unknown},
        {"label": _("Period of the plan"), "value": enrolment.period},
    ]


def _ratings(region: Region) -> list[dict[str, Any]]:
    rows = RoundPlace.objects.filter(region=region).select_related("round")
    return [
        {
            "title": str(place.round),
            "status": place.get_status_display(),
            "facts": _rating_facts(place),
            "source": place.source or place.round.source,
            "example": place.is_example,
        }
        for place in rows
    ]


def _rating_facts(place: RoundPlace) -> str:
    parts = [place.city_class]
    if place.rivals:
        parts.append(_("one of %(count)d finalists of its class") % {"count": place.rivals})
    if place.visited_from:
        visited = day_range(place.visited_from, place.visited_until)
        parts.append(_("visited on %(when)s") % {"when": visited})
    return "; ".join(part for part in parts if part)
