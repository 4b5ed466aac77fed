"""How do mentor and writers talk beside a text? The panel alone for htmx, the whole page without."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans.forms import CommentForm, ReplyForm
from masterplans.models import Chapter, Comment
from masterplans.services import comments
from masterplans.views import chapters, reading
from smartcity_portal.kit.attempts import attempt, attempt_form


@login_required
@require_POST
def comment_add(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = chapters.visible_chapter(request, pk)
    form = CommentForm(request.POST, chapter=chapter)
    if attempt_form(request, form, lambda: comments.add(chapter, by=request.user, **form.values)):
        return _panel(request, chapter, _("The comment stands beside the text."))
    return _panel(request, chapter, form=form)


@login_required
@require_POST
def comment_answer(request: HttpRequest, pk: int) -> HttpResponse:
    return _reply(request, pk, comments.answer, _("Your answer was sent."))


@login_required
@require_POST
def comment_ask_again(request: HttpRequest, pk: int) -> HttpResponse:
    return _reply(request, pk, comments.ask_again, _("Your question was sent."))


@login_required
@require_POST
def comment_close(request: HttpRequest, pk: int) -> HttpResponse:
    comment = _visible(request, pk)
    attempt(request, lambda: comments.close(comment, by=request.user))
    return _panel(request, comment.chapter, _("The comment is closed."))


def _reply(request: HttpRequest, pk: int, verb: Callable[..., Any], done: str) -> HttpResponse:
    comment = _visible(request, pk)
    form = ReplyForm(request.POST)
    if attempt(request, lambda: verb(comment, text=request.POST.get("text", ""), by=request.user)):
        return _panel(request, comment.chapter, done)
    return _panel(request, comment.chapter, kept=(comment.pk, form.data.get("text", "")))


def _visible(request: HttpRequest, pk: int) -> Comment:
    rows = Comment.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("chapter", "section__chapter"), pk=pk)


def _panel(
    request: HttpRequest,
    chapter: Chapter,
    said: str = "",
    *,
    form: CommentForm | None = None,
    kept: Any = None,
) -> HttpResponse:
    """Answer with the panel for htmx, else go back to where the person was; input is kept."""
    chapter = chapters.visible_chapter(request, chapter.pk)
    if request.htmx:
        context = reading.comments_context(chapter, reader=request.user, form=form, kept=kept)
        context |= chapters.dock(chapter, request.user, context["open_comments"])
        context |= {"said": said, "beside": True}
        response = render(request, "masterplans/_comments_and_dock.html", context)
        response["HX-Push-Url"] = "false"
        return response
    if form is not None or kept is not None:
        return chapters.page(request, chapter, comment=form, kept=kept)
    section = request.POST.get("written_at", "")
    if section.isdigit():
        return redirect("masterplans:section_write", pk=int(section))
    return redirect(f"{chapter.get_absolute_url()}#comments")
