"""How is an event beside the bimtek written down?"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from programs.models import Enrolment
from smartcity_portal.kit.attempts import attempt_form
from workshops.forms import MilestoneForm
from workshops.services import milestones
from workshops.views.pages import require


@login_required
def milestone_add(request: HttpRequest, slug: str) -> HttpResponse:
    enrolment = get_object_or_404(
        Enrolment.objects.visible_to(request.user).select_related("region", "cohort"), slug=slug
    )
    require(request, "workshops.record_milestone", enrolment)
    form = MilestoneForm(request.POST or None)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: milestones.record(enrolment, by=request.user, **form.cleaned_data),
        done=_("The event stands on the timeline."),
    ):
        return redirect("workshops:gate_detail", slug=slug)
    context = {
        "enrolment": enrolment,
        "form": form,
        "title": _("Record an event"),
        "submit": _("Record the event"),
        "back_url": enrolment.get_absolute_url(),
        "crumbs": [
            {"label": enrolment, "url": enrolment.get_absolute_url()},
            {"label": _("Record an event")},
        ],
    }
    return render(request, "workshops/workshop_form.html", context)
