"""What does somebody learn who wants to change an approved chapter? What follows, before it does."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from masterplans.forms import NoteForm
from masterplans.models import Chapter, Section
from masterplans.services import chapters as service
from masterplans.views import chapters
from smartcity_portal.kit.attempts import attempt_form
from smartcity_portal.kit.formats import day
from smartcity_portal.kit.numbers import natural


@login_required
def chapter_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask before an approval is dropped; then open the section that was to be changed."""
    chapter = chapters.visible_chapter(request, pk)
    if not request.user.has_perm("masterplans.reopen_chapter", chapter):
        raise PermissionDenied("masterplans.reopen_chapter")
    section = _section(chapter, request.POST.get("bagian", request.GET.get("bagian", "")))
    if not chapter.is_approved:
        return redirect(section or chapter)
    hint = _("The mentor, the coordinator and the other writers read it.")
    form = NoteForm(request.POST or None, required=True, hint=hint)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: service.reopen(chapter, by=request.user, note=form.cleaned_data["note"]),
        done=_("%(chapter)s is open for writing again.") % {"chapter": chapter.label},
    ):
        return redirect(section or chapter)
    context = {
        "chapter": chapter,
        "section": section,
        "form": form,
        "crumbs": [
            *chapters.crumbs(chapter, request.user)[:-1],
            {"label": chapter.label, "url": chapter.get_absolute_url()},
            {"label": _("Change"), "url": ""},
        ],
        "approved": _approved(chapter),
        "issued": chapter.book.editions.standing().order_by("-number").first(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "masterplans/chapter_change.html", context, status=status)


def _section(chapter: Chapter, named: str) -> Section | None:
    return chapter.sections.filter(pk=natural(named) or 0).first()


def _approved(chapter: Chapter) -> dict[str, Any] | None:
    revision = chapter.latest_revision
    verdict = revision and revision.verdicts.select_related("by").first()
    if not verdict:
        return None
    when = day(verdict.at, chapter.enrolment.region)
    return {"who": verdict.by, "when": when, "revision": revision.number}
