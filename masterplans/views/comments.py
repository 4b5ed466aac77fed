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
from masterplans.services import comments, phrases, suggestions
from masterplans.views import chapters, threads
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.numbers import natural


@login_required
@require_POST
def comment_add(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = chapters.visible_chapter(request, pk)
    form = CommentForm(request.POST, chapter=chapter, reader=request.user)
    if attempt_form(request, form, lambda: comments.add(chapter, by=request.user, **form.values)):
        return panel(request, chapter, _("The comment stands beside the text."))
    return panel(request, chapter, form=form)


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
    comment = visible_comment(request, pk)
    attempt(request, lambda: comments.close(comment, by=request.user))
    return panel(request, comment.chapter, _("The comment is closed."))


@login_required
@require_POST
def phrase_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one's own remark as a phrase."""
    comment = visible_comment(request, pk)
    attempt(request, lambda: phrases.keep(comment, by=request.user))
    return panel(request, comment.chapter, _("The phrase is in your phrasebook."))


@login_required
@require_POST
def suggestion_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the suggested words into the text; the page is read anew because its text changed."""
    comment = visible_comment(request, pk)
    done = _("The suggestion is in the text. The version before it is kept.")
    attempt(request, lambda: suggestions.accept(comment, by=request.user), done=done)
    return _back(request, comment.chapter)


@login_required
@require_POST
def suggestion_decline(request: HttpRequest, pk: int) -> HttpResponse:
    comment = visible_comment(request, pk)
    reason = request.POST.get("reason", "")
    if attempt(request, lambda: suggestions.decline(comment, reason=reason, by=request.user)):
        return panel(request, comment.chapter, _("The mentor reads your reason."))
    return panel(request, comment.chapter, kept=(-comment.pk, reason))


def visible_comment(request: HttpRequest, pk: int) -> Comment:
    """Return a remark that the reader may see, with what it is about."""
    rows = Comment.objects.visible_to(request.user)
    related = rows.select_related("by", "chapter__book__plan__enrolment", "section__chapter")
    return get_object_or_404(related, pk=pk)


def panel(
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
        remarks = threads.remarks_on(chapter)
        context = threads.talk_about(request, chapter, remarks, form=form, kept=kept)
        context |= chapters.dock(request, chapter, context["open_comments"])
        context |= {"said": said, "beside": True}
        response = render(request, "masterplans/_comments_and_dock.html", context)
        response["HX-Push-Url"] = "false"
        return response
    if form is not None or kept is not None:
        return chapters.page(request, chapter, comment=form, kept=kept)
    return _back(request, chapter)


def _reply(request: HttpRequest, pk: int, verb: Callable[..., Any], done: str) -> HttpResponse:
    comment = visible_comment(request, pk)
    form = ReplyForm(request.POST)
    if attempt(request, lambda: verb(comment, text=request.POST.get("text", ""), by=request.user)):
        return panel(request, comment.chapter, done)
    return panel(request, comment.chapter, kept=(comment.pk, form.data.get("text", "")))


def _back(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    section = natural(request.POST.get("written_at"))
    if section is not None:
        return redirect("masterplans:section_write", pk=section)
    return redirect(f"{chapter.get_absolute_url()}#comments")
