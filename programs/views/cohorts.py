"""What is known about a cohort, and who may write it down?"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from programs.models import Cohort


@login_required
def cohort_detail(request: HttpRequest, year: int) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), year=year)
    return render(request, "programs/cohort_detail.html", {"cohort": cohort})
