"""What does an observer see first? The regions they may read about."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from smartcity_portal.dashboards.enrolments import enrolments_of
from smartcity_portal.dashboards.overview import table


def home(request: HttpRequest) -> HttpResponse:
    context = table(request, enrolments_of(request, "observer"))
    return render(request, "dashboards/observer.html", context)
