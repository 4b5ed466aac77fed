"""How does a mentor bring comments that were written in Word? A document, a list to choose from, done."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from masterplans.models import Chapter, WordImport
from masterplans.services import word_remarks
from masterplans.views.chapters import visible_chapter
from masterplans.views.word import chapter_crumbs, visible_import
from masterplans.word_forms import WordFileForm
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.numbers import natural

PERMISSION = "masterplans.add_comment"


@login_required
@never_cache
def chapter_word_remarks(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = visible_chapter(request, pk)
    _require(request, chapter)
    form = WordFileForm(request.POST or None, request.FILES or None)
    brought: list[WordImport] = []

    def act() -> None:
        file = form.cleaned_data["file"]
        brought.append(word_remarks.bring(chapter, file, name=file.name, by=request.user))

    if request.method == "POST" and attempt_form(request, form, act):
        return redirect(brought[0])
    context: dict[str, Any] = {
        "form": form,
        "chapter": chapter,
        "crumbs": chapter_crumbs(chapter, request.user),
    }
    status = 422 if form.errors else 200
    return render(request, "masterplans/word_remarks.html", context, status=status)


@login_required
@require_POST
def word_remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Make comments of the document the reader's own: one, or all that are ticked."""
    arrival = visible_import(request, pk)
    _require(request, arrival.chapter)
    named = [natural(value) for value in request.POST.getlist("remark")]
    numbers = [-1 if number is None else number for number in named]
    taken: list[int] = []

    def take() -> None:
        author_named = "unnamed" not in request.POST
        taken.append(
            word_remarks.take_over_many(
                arrival, numbers, by=request.user, author_named=author_named
            )
        )

    if attempt(request, take):
        words = ngettext(
            "%(count)s comment stands beside the text now.",
            "%(count)s comments stand beside the text now.",
            taken[0],
        )
        messages.success(request, words % {"count": taken[0]})
    return redirect(arrival)


def _require(request: HttpRequest, chapter: Chapter) -> None:
    if not request.user.has_perm(PERMISSION, chapter):
        raise PermissionDenied(PERMISSION)
