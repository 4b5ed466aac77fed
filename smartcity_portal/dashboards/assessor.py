"""What does an assessor see first? Candidates to score, then the regions to read before a visit."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from programs.models import Enrolment
from programs.people import relations_of
from programs.views.score_sheets import waiting_rows
from smartcity_portal.dashboards.overview import table


def home(request: HttpRequest) -> HttpResponse:
    assigned = Q(pk__in=[])
    for cohort, region in relations_of(request.user).assessed:
        assigned |= Q(cohort=cohort, region=region)
    enrolments = list(Enrolment.objects.with_names().filter(assigned))
    context = table(request, enrolments) | {"sheets": waiting_rows(request.user)}
    return render(request, "dashboards/assessor.html", context)
