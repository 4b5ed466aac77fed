"""What does an open writing page send every few seconds, and what is it told?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans import html as permitted
from masterplans.forms import StrokeForm
from masterplans.models import Section
from masterplans.services import merging, sections
from masterplans.views.sections import saved_line
from smartcity_portal.kit.formats import clock
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.signs import leaves_out_nul

PLAN = "chapter__book__plan"
NEEDED = (
    *("chapter__state", "chapter__agency", "chapter__number", "chapter__book__number"),
    *(f"{PLAN}__enrolment__slug", f"{PLAN}__enrolment__region"),
)


@leaves_out_nul
@login_required
@require_POST
def section_autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what is being written and answer in JSON: saved, conflict, or why not."""
    seen = Section.objects.visible_to(request.user)
    seen = seen.select_related(f"{PLAN}__enrolment").only("chapter", "agency", *NEEDED)
    section = get_object_or_404(seen, pk=pk)
    form = StrokeForm(request.POST)
    if not form.is_valid():
        reasons = [_("The text arrived incomplete.")]
        return JsonResponse({"state": "blocked", "reasons": reasons}, status=400)
    sent = form.cleaned_data
    if sent["writer"] and sent["writer"] != request.user.pk:
        return JsonResponse({"state": "somebody_else", "who": str(request.user)}, status=409)
    if sent["settled"]:
        merging.settle(section, by=request.user, tab=sent["tab"])
    try:
        section = sections.save(
            section,
            sent["html"],
            by=request.user,
            base_version=sent["base_version"],
            autosave=True,
            stroke=form.sent_as,
        )
    except sections.Conflict as both:
        return JsonResponse(_two_texts(both, section), status=409)
    except Blocked as blocked:
        return JsonResponse({"state": "blocked", "reasons": blocked.reasons}, status=423)
    return JsonResponse(
        {
            "state": "saved",
            "version": section.version,
            "words": permitted.word_count(section.html),
            "said": saved_line(section),
        }
    )


def _two_texts(both: sections.Conflict, section: Section) -> dict[str, Any]:
    return {
        "state": "conflict",
        "version": both.theirs.version,
        "theirs": both.theirs.html,
        "by": str(both.theirs.by or _("The portal")),
        "when": clock(both.theirs.at, section.enrolment.region),
        "mine": reverse("masterplans:text_detail", kwargs={"pk": both.mine.pk}),
        "merge": reverse("masterplans:text_merge", kwargs={"pk": both.mine.pk}),
    }
