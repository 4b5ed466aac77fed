"""What does the ministry learn from the remarks of all mentors? The ten commonest faults."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from masterplans import faults
from programs.models import Cohort


@login_required
def fault_list(request: HttpRequest) -> HttpResponse:
    """Show the commonest faults of a cohort, of all chapters or of one."""
    if not request.user.has_perm("masterplans.count_faults"):
        raise PermissionDenied("masterplans.count_faults")
    cohorts = list(Cohort.objects.visible_to(request.user))
    year = request.GET.get("angkatan", "")
    named = [cohort for cohort in cohorts if str(cohort.year) == year]
    cohort = (named or [one for one in cohorts if faults.remarks_of(one).exists()] or cohorts)[:1]
    chosen = cohort[0] if cohort else None
    places = faults.places_of(chosen) if chosen else []
    asked = request.GET.get("bab", "")
    place = asked if asked in {one.key for one in places} else ""
    rows = faults.commonest(chosen, place) if chosen else []
    context = {
        "cohort": chosen,
        "cohorts": cohorts,
        "places": places,
        "place": place,
        "rows": rows,
        "most": max((row.count for row in rows), default=0),
        "unnamed": faults.remarks_of(chosen, place).filter(category="").count() if chosen else 0,
    }
    return render(request, "masterplans/fault_list.html", context)
