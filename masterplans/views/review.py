"""Which chapters wait for the mentor, and which one comes next?"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from masterplans import progress
from masterplans.models import Chapter, Comment
from masterplans.querysets import ChapterQuerySet
from masterplans.views import rounds
from smartcity_portal.kit.formats import day
from smartcity_portal.kit.numbers import natural


def waiting_for(user: Any) -> ChapterQuerySet:
    """Return the mentor's queue with all that a row of it shows."""
    return Chapter.objects.awaiting_review_by(user).with_names().with_counts().with_revisions()


def queue_rows(user: Any) -> list[dict[str, Any]]:
    """Return the queue for parts/queue.html, oldest first."""
    return [_row(chapter) for chapter in progress.with_turns(waiting_for(user), reader=user)]


def comment_rows(user: Any) -> list[dict[str, Any]]:
    """Return the answered comments that `user` may close, for parts/queue.html."""
    answered = (
        Comment.objects.to_close_by(user)
        .select_related("chapter__book__plan__enrolment__region", "section")
        .prefetch_related("replies__by")
    )
    return [_comment_row(comment) for comment in answered]


@login_required
def review_queue(request: HttpRequest) -> HttpResponse:
    """Show what waits, oldest first: all, what was revised since the remarks, new, skipped."""
    chapters = progress.with_turns(waiting_for(request.user), reader=request.user)
    left = rounds.of(request)
    groups: dict[str, list[Any]] = {
        "": chapters,
        rounds.REVISED: [one for one in chapters if one.times_sent_back],
        rounds.NEW: [one for one in chapters if not one.times_sent_back],
        rounds.SKIPPED: [one for one in chapters if left.has_skipped(one.pk, one.revision_number)],
    }
    asked = request.GET.get("tampil", "")
    view = asked if asked in groups else ""
    rows = [_row(chapter) for chapter in groups[view]]
    context = {
        "rows": rows,
        "waiting": len(chapters),
        "views": [_view(name, len(found), name == view) for name, found in groups.items()],
        "answered": comment_rows(request.user),
        "next": _next_step(rows, view),
    }
    return render(request, "masterplans/review_queue.html", context)


@login_required
def review_next(request: HttpRequest) -> HttpResponse:
    """Open the next chapter of the round; ?tampil= begins one through a view of the queue."""
    view = request.GET.get("tampil", "")
    if "tampil" in request.GET:
        rounds.begin(request, view)
    pk = rounds.next_of(request, after=natural(request.GET.get("after")) or 0)
    if pk is None:
        rounds.begin(request, "")
        pk = rounds.next_of(request)
    if pk is None:
        messages.info(request, _("No chapter waits for your review."))
        return redirect("masterplans:review_queue")
    return redirect("masterplans:chapter_detail", pk=pk)


@login_required
@require_POST
def review_skip(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a chapter for later in this round and open the next one."""
    chapter = get_object_or_404(Chapter.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("masterplans.approve_chapter", chapter):
        raise PermissionDenied("masterplans.approve_chapter")
    rounds.skip(request, chapter)
    return go_on(request, chapter.pk)


def go_on(request: HttpRequest, behind: int) -> HttpResponse:
    """Open the chapter behind this one, or end the round."""
    pk = rounds.next_of(request, after=behind)
    if pk is not None:
        return redirect("masterplans:chapter_detail", pk=pk)
    left = len(rounds.waiting(request.user))
    if left:
        said = ngettext(
            "This round is done. %(count)d chapter is left for later.",
            "This round is done. %(count)d chapters are left for later.",
            left,
        )
        messages.info(request, said % {"count": left})
    else:
        messages.success(request, _("This round is done. Nothing waits for your review."))
    return redirect("masterplans:review_queue")


def _view(name: str, count: int, current: bool) -> dict[str, Any]:
    labels = {
        "": _("All"),
        rounds.REVISED: _("Revised since your comments"),
        rounds.NEW: _("Handed in for the first time"),
        rounds.SKIPPED: _("Skipped in this round"),
    }
    url = reverse("masterplans:review_queue") + (f"?tampil={name}" if name else "")
    return {"label": labels[name], "url": url, "count": count, "current": current}


def _next_step(rows: list[dict[str, Any]], view: str) -> dict[str, Any] | None:
    if not rows:
        return None
    first = rows[0]
    return {
        "why": _("Waiting longest"),
        "title": first["title"],
        "text": ", ".join([first["from"], *first["notes"]]),
        "action": {
            "label": _("Review next"),
            "url": reverse("masterplans:review_next") + f"?tampil={view}",
            "icon": "arrow-right",
        },
    }


def _row(chapter: Any) -> dict[str, Any]:
    revised = chapter.times_sent_back > 0
    return {
        "from": f"{chapter.enrolment.region}, {chapter.book.short}",
        "title": chapter.label,
        "url": chapter.get_absolute_url(),
        "tone": "redo" if revised else "wait",
        "word": _("Revised since your comments") if revised else chapter.get_state_display(),
        "notes": [
            _("handed in on %(day)s") % {"day": day(chapter.state_since, chapter.enrolment.region)},
            *_talk(chapter),
        ],
        "holder": chapter.turn.holder,
        "days": chapter.turn.days,
        "you": chapter.turn.you,
        "action": {
            "label": _("Review"),
            "hint": str(chapter),
            "url": chapter.get_absolute_url(),
        },
    }


def _talk(chapter: Any) -> list[str]:
    said = []
    if chapter.answered_comments:
        said.append(
            ngettext(
                "%(count)s comment answered",
                "%(count)s comments answered",
                chapter.answered_comments,
            )
            % {"count": chapter.answered_comments}
        )
    if chapter.open_comments:
        said.append(
            ngettext("%(count)s comment open", "%(count)s comments open", chapter.open_comments)
            % {"count": chapter.open_comments}
        )
    return said


def _comment_row(comment: Comment) -> dict[str, Any]:
    replies = list(comment.replies.all())
    last = replies[-1] if replies else None
    region = comment.chapter.enrolment.region
    return {
        "from": f"{region}, {comment.chapter.book.short}, {comment.chapter.label}",
        "title": f"“{comment.text[:120]}”",
        "url": comment.get_absolute_url(),
        "notes": [
            _("Answered by %(who)s on %(day)s") % {"who": last.by, "day": day(last.at, region)}
        ]
        if last
        else [],
        "action": {
            "label": _("Read and close"),
            "hint": comment.text[:60],
            "url": comment.get_absolute_url(),
        },
    }
