"""Where are the vision, its keywords and the missions read and entered?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from masterplans.models import Mission, VisionKeyword
from masterplans.record_forms import VisionForm
from masterplans.services import keywords as words_of_swot
from masterplans.services import records
from masterplans.views.plans import plan_crumbs, visible_plan
from masterplans.views.record_kinds import KINDS
from masterplans.views.record_rows import add_url, edit_url, with_plan
from smartcity_portal.kit.attempts import attempt, attempt_form


@login_required
def vision(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    may_add = request.user.has_perm("masterplans.add_record", plan)
    rows = list(Mission.objects.filter(plan=plan).prefetch_related("objectives__targets"))
    keywords = list(VisionKeyword.objects.filter(plan=plan))
    context = {
        "plan": plan,
        "crumbs": plan_crumbs(plan, _("Vision and missions")),
        "missions": [(row, edit_url("misi", row, request.user)) for row in with_plan(rows, plan)],
        "may_add": may_add,
        "add_url": add_url(plan, "misi", request.user),
        "words": KINDS["misi"],
        "keywords": [(word, word.is_used_in(plan.vision)) for word in keywords],
        "grids": {
            kind: reverse("masterplans:record_grid", kwargs={"slug": slug, "kind": kind})
            for kind in ("misi", "sasaran")
        },
    }
    return render(request, "masterplans/vision.html", context)


@login_required
def vision_change(request: HttpRequest, slug: str) -> HttpResponse:
    plan = visible_plan(request, slug)
    if not request.user.has_perm("masterplans.add_record", plan):
        raise PermissionDenied("masterplans.add_record")
    form = VisionForm(request.POST or None, instance=plan)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: records.set_vision(
            plan,
            form.cleaned_data["vision"],
            source=form.cleaned_data["vision_source"],
            by=request.user,
        ),
        done=_("Saved."),
    ):
        return redirect("masterplans:vision", slug=slug)
    context = {
        "plan": plan,
        "form": form,
        "title": _("Vision"),
        "back_url": reverse("masterplans:vision", kwargs={"slug": slug}),
        "crumbs": plan_crumbs(plan, _("Vision")),
    }
    return render(
        request, "masterplans/record_form.html", context, status=422 if form.is_bound else 200
    )


@login_required
@require_POST
def keyword_draw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the words that the SWOT names for the vision."""
    plan = visible_plan(request, slug)
    if not request.user.has_perm("masterplans.add_record", plan):
        raise PermissionDenied("masterplans.add_record")
    taken: list[VisionKeyword] = []
    if attempt(request, lambda: taken.extend(words_of_swot.draw(plan, by=request.user))):
        said = ngettext("%(count)s keyword taken.", "%(count)s keywords taken.", len(taken))
        messages.success(request, said % {"count": len(taken)})
    return redirect("masterplans:record_list", slug=slug, kind="kata-kunci")
