"""Which chapters wait for the mentor, and which one comes next?"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans import progress
from masterplans.models import Chapter, Comment
from masterplans.querysets import ChapterQuerySet
from smartcity_portal.kit.formats import day


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


def place_in_queue(chapter: Chapter, user: Any) -> tuple[int, int]:
    """Return (3, 11) for the third of eleven; (0, 11) when the chapter is not in the queue."""
    queue = list(Chapter.objects.awaiting_review_by(user).values_list("pk", flat=True))
    return (queue.index(chapter.pk) + 1 if chapter.pk in queue else 0), len(queue)


def after(chapter_pk: int, user: Any) -> int | None:
    """Return the chapter behind this one in the queue, or its first; None when nothing else waits."""
    queue = list(Chapter.objects.awaiting_review_by(user).values_list("pk", flat=True))
    behind = queue[queue.index(chapter_pk) + 1 :] if chapter_pk in queue else []
    others = [pk for pk in queue if pk != chapter_pk]
    return next(iter(behind or others), None)


@login_required
def review_queue(request: HttpRequest) -> HttpResponse:
    rows = queue_rows(request.user)
    context = {
        "rows": rows,
        "answered": comment_rows(request.user),
        "next": _next_step(rows),
    }
    return render(request, "masterplans/review_queue.html", context)


@login_required
def review_next(request: HttpRequest) -> HttpResponse:
    """Open the oldest waiting chapter, or the one behind ?after=."""
    passed = request.GET.get("after", "")
    pk = after(int(passed) if passed.isdigit() else 0, request.user)
    if pk is None:
        messages.info(request, _("No other chapter waits for your review."))
        return redirect("masterplans:review_queue")
    return redirect("masterplans:chapter_detail", pk=pk)


def _next_step(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    if not rows:
        return None
    first = rows[0]
    return {
        "why": _("Waiting longest"),
        "title": first["title"],
        "text": ", ".join([first["from"], *first["notes"]]),
        "action": {
            "label": _("Review next"),
            "url": reverse("masterplans:review_next"),
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
