"""How many mentors have to approve the chapters of a region? The ministry says so here."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from masterplans.forms import ApprovalsForm
from masterplans.models import Masterplan
from masterplans.services import approvals
from programs.people import mentors_of
from smartcity_portal.kit.attempts import attempt_form


@login_required
def approvals_change(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Masterplan.objects.visible_to(request.user)
    related = rows.select_related("enrolment__region", "enrolment__cohort__edition")
    plan = get_object_or_404(related, enrolment__slug=slug)
    if not request.user.has_perm("masterplans.set_approvals", plan):
        raise PermissionDenied("masterplans.set_approvals")
    guidance = plan.enrolment.cohort.edition.get_approvals_display()
    initial = {"approvals": plan.approvals}
    form = ApprovalsForm(request.POST or None, guidance=guidance, initial=initial)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: approvals.set_rule(plan, form.cleaned_data["approvals"], by=request.user),
        done=_("Saved."),
    ):
        return redirect(plan)
    context = {
        "plan": plan,
        "form": form,
        "mentors": mentors_of(plan.enrolment),
        "crumbs": [
            {"label": str(plan.enrolment.region), "url": plan.get_absolute_url()},
            {"label": _("Approvals"), "url": ""},
        ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "masterplans/approvals_change.html", context, status=status)
