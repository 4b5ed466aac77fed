"""On which page does a coordinator divide a section in two, or join it with the next?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans import cuts
from masterplans.models import Section
from masterplans.section_forms import DivideForm, JoinForm
from masterplans.services import dividing, outlines
from masterplans.views.sections import visible_section
from masterplans.views.structure import outline_crumbs
from smartcity_portal.kit.attempts import attempt, attempt_form

PERMISSION = "masterplans.arrange_chapter"


@login_required
def section_divide(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text with the places where it can be divided; a POST divides it."""
    section = visible_section(request, pk)
    if not request.user.has_perm(PERMISSION, section.chapter):
        raise PermissionDenied(PERMISSION)
    blocks = cuts.cuts(section.html)
    form = DivideForm(request.POST or None, section=section, blocks=blocks)
    made: list[Section] = []

    def divide() -> None:
        made.append(dividing.divide(section, by=request.user, **form.cleaned_data))

    done = _("The section was divided. Both parts keep the versions they came from.")
    if request.method == "POST" and attempt_form(request, form, divide, done=done):
        return redirect(_outline(made[0]))
    context: dict[str, Any] = {
        "section": section,
        "chapter": section.chapter,
        "crumbs": outline_crumbs(section.chapter, _("Divide")),
        "form": form,
        "blocks": [_shown(cut) for cut in blocks],
        "possible": any(cut.possible for cut in blocks),
        "chosen": str(form["number"].value() or ""),
        "locked": outlines.why_not_arranged(section.chapter),
    }
    status = 422 if form.is_bound else 200
    return render(request, "masterplans/section_divide.html", context, status=status)


def _shown(cut: cuts.Cut) -> dict[str, Any]:
    """A block as it was cleaned when it was stored; a table can be scrolled by keys."""
    is_table = cut.markup.startswith("<table")
    return {"cut": cut, "prose": mark_safe(cut.markup), "is_table": is_table}


@login_required
@require_POST
def section_join(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the next section behind this one."""
    section = visible_section(request, pk)
    form = JoinForm(request.POST)
    done = _("The sections were joined. The second is among the removed ones with its versions.")

    def join() -> None:
        said = form.cleaned_data if form.is_valid() else {"version": -1, "next_version": -1}
        dividing.join(section, by=request.user, **said)

    if attempt(request, join, done=done):
        return redirect(_outline(section))
    return redirect("masterplans:section_settings", pk=section.pk)


def _outline(section: Section) -> str:
    page = reverse("masterplans:chapter_outline", kwargs={"pk": section.chapter_id})
    return f"{page}#bagian-{section.pk}"
