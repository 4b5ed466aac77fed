"""What does everybody see first? Who takes part, in numbers with their sources, and a way to search."""

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from programs.models import Cohort, Enrolment, Region
from smartcity_portal.kit import charts, tiles
from smartcity_portal.public.events import Event, latest_events


def public_home(request: HttpRequest) -> HttpResponse:
    """The front page."""
    names = names_by_province()
    cohorts = list(Cohort.objects.order_by("year"))
    context = {
        "cover": {
            "title": _("Smart city plans, from the first workshop to the proof"),
            "lead": _(
                "See how regencies and cities write their smart city masterplan, what they promise and what has happened since."
            ),
            "search": {
                "url": reverse("public_regions"),
                "label": _("Search a regency or city"),
                "placeholder": _("For example: Bontang"),
                "submit": _("Search"),
            },
        },
        "islands": tiles.islands(
            {code: len(regions) for code, regions in names.items()}, url=_province_url
        ),
        "provinces": _twin(names),
        "known": _known(cohorts),
        "first_year": cohorts[0].year if cohorts else None,
        "last_year": cohorts[-1].year if cohorts else None,
        "chart": _chart(cohorts),
        "cohorts": cohorts,
        "events": [_event_row(event) for event in latest_events(5)],
    }
    return render(request, "public/home.html", context)


def names_by_province() -> dict[str, list[Region]]:
    """Return the regions that took part, by the code of their province."""
    found: dict[str, list[Region]] = defaultdict(list)
    for region in Region.objects.taking_part().select_related("province").order_by("name"):
        found[region.province.code].append(region)
    return found


def _province_url(code: str) -> str:
    return f"{reverse('public_regions')}?provinsi={code}"


def _twin(names: dict[str, list[Region]]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "island": island,
            "regions": names.get(code, []),
            "url": _province_url(code),
        }
        for island, provinces in tiles.ISLANDS
        for code, _short, name in provinces
    ]


def _known(cohorts: list[Cohort]) -> str:
    """How many places of the cohorts have a name, among those whose number is known."""
    numbered = [cohort for cohort in cohorts if cohort.places]
    places = sum(cohort.places or 0 for cohort in numbered)
    named = Enrolment.objects.filter(cohort__in=numbered).count()
    if not places:
        return ""
    return _("%(named)d of %(places)d places have a name and a source") % {
        "named": named,
        "places": places,
    }


def _chart(cohorts: list[Cohort]) -> charts.Chart | None:
    values = [(str(cohort.year), cohort.places) for cohort in cohorts if cohort.places is not None]
    if not values:
        return None
    return charts.bars(
        values,
        title=_("Regions chosen per cohort; the table below holds the numbers"),
        head=(_("Cohort"), _("Regions chosen")),
    )


def _event_row(event: Event) -> dict[str, Any]:
    return {
        "title": f"{event.region}: {event.title}",
        "url": event.region.get_absolute_url(),
        "when": ", ".join(part for part in (event.when, event.place) if part),
        "text": event.text,
    }
