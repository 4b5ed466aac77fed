"""How are mentors spread over the regions of a cohort? Many assigned at once, with everybody's load."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services import permission
from masterplans.models import Chapter
from programs.models import Cohort, Enrolment, Mentor, MentorAssignment
from programs.services import mentors
from programs.views.saving import say
from smartcity_portal.kit.forms import PortalFormMixin
from smartcity_portal.kit.numbers import naturals


class AssignManyForm(PortalFormMixin, forms.Form):
    since = forms.DateField(label=gettext_lazy("From"), initial=timezone.localdate)
    letter = forms.CharField(
        label=gettext_lazy("Letter of assignment"), max_length=120, required=False
    )


@login_required
def mentor_board(request: HttpRequest, year: int) -> HttpResponse:
    """Regions beside mentors: those without a mentor first, mentors with the least to do first."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), year=year)
    permission.require("programs.assign_mentor", cohort, by=request.user)
    enrolments = list(cohort.enrolments.with_names())
    form = AssignManyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _assign(request, enrolments, form.cleaned_data):
            return redirect("mentor_board", year=year)
        form.add_error(None, _("Tick at least one region and one mentor."))
    held = list(MentorAssignment.objects.active().with_people())
    context = {
        "cohort": cohort,
        "form": form,
        "regions": _regions(enrolments, held, request.POST.getlist("enrolment")),
        "mentors": _mentors(held, request.POST.getlist("mentor")),
        "crumbs": [
            {"label": _("Cohort %(year)s") % {"year": year}, "url": cohort.get_absolute_url()},
            {"label": _("Assign mentors")},
        ],
    }
    context["without"] = sum(not row["guides"] for row in context["regions"])
    return render(request, "dashboards/mentor_board.html", context)


def _assign(request: HttpRequest, enrolments: list[Enrolment], data: dict[str, Any]) -> bool:
    ticked = set(request.POST.getlist("enrolment"))
    chosen = [enrolment for enrolment in enrolments if str(enrolment.pk) in ticked]
    wanted = naturals(request.POST.getlist("mentor"))
    people = list(Mentor.objects.filter(pk__in=wanted).select_related("user"))
    if not chosen or not people:
        return False
    say(request, mentors.assign_many(chosen, people, by=request.user, **data))
    return True


def _regions(
    enrolments: list[Enrolment], held: list[MentorAssignment], ticked: list[str]
) -> list[dict[str, Any]]:
    guides: dict[int, list[MentorAssignment]] = {}
    for assignment in held:
        guides.setdefault(assignment.enrolment_id, []).append(assignment)
    rows = [
        {
            "enrolment": enrolment,
            "guides": guides.get(enrolment.pk, []),
            "ticked": str(enrolment.pk) in ticked,
        }
        for enrolment in enrolments
    ]
    return sorted(rows, key=lambda row: (bool(row["guides"]), row["enrolment"].region.code))


def _mentors(held: list[MentorAssignment], ticked: list[str]) -> list[dict[str, Any]]:
    """Every mentor with regions under way in any cohort, and chapters that wait for a review."""
    waiting = Chapter.objects.awaiting_review_by_enrolment()
    regions: Counter[int] = Counter()
    chapters: Counter[int] = Counter()
    for assignment in held:
        if not assignment.enrolment.is_finished:
            regions[assignment.mentor_id] += 1
            chapters[assignment.mentor_id] += waiting.get(assignment.enrolment_id, 0)
    rows = [
        {
            "mentor": mentor,
            "regions": regions[mentor.pk],
            "chapters": chapters[mentor.pk],
            "ticked": str(mentor.pk) in ticked,
        }
        for mentor in Mentor.objects.select_related("user")
    ]
    return sorted(rows, key=lambda row: (row["regions"], row["chapters"], row["mentor"].name))
