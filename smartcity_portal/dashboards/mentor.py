"""What does a mentor see first? The chapter that waits longest, then everything else that waits."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.models import Chapter, Comment
from masterplans.progress import progress_of
from smartcity_portal.dashboards.after_bimtek import minutes_to_agree, tasks_of
from smartcity_portal.dashboards.enrolments import enrolments_of
from smartcity_portal.dashboards.scoring import scoring_of
from smartcity_portal.dashboards.signatures import scans_of, signatures_of
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day_brief, day_range, waiting
from smartcity_portal.kit.kept_parts import drawn
from workshops.facts import Facts
from workshops.gates import Gate, gates_of
from workshops.models import Workshop
from workshops.outputs import is_there


def home(request: HttpRequest) -> HttpResponse:
    comments = Comment.objects.to_close_by(request.user).for_queue()
    enrolments = enrolments_of(request, "mentor")
    facts = Facts(enrolments)
    chapters = _to_review(request.user, facts)
    outputs = _outputs(facts)
    waiting = {
        "next": _next(chapters),
        "chapters": [_row(chapter) for chapter in chapters],
        "comments": [_comment_row(comment) for comment in comments],
        "outputs": outputs,
        "signatures": signatures_of(request.user),
        "scans": scans_of(request.user),
        "tasks": tasks_of(request.user),
        "scoring": scoring_of(request.user),
        "minutes_waiting": minutes_to_agree(request.user),
        "regions": _regions(enrolments, facts),
    }
    context = {
        "greeting": greeting(request.user),
        "lead": _lead(len(chapters)),
        "parts": drawn(request, "dashboards/_mentor_parts.html", waiting),
    }
    return render(request, "dashboards/mentor.html", context)


def _to_review(mentor: Any, facts: Facts) -> list[Any]:
    """The chapters that wait for the mentor, longest first, each knowing whether it came again."""
    known: dict[int, Any] = {row.pk: row for rows in facts.chapters.values() for row in rows}
    again = Chapter.objects.awaiting_review_by(mentor).handed_in_again()
    chapters = [known[pk] for pk in again if pk in known]
    for chapter in chapters:
        chapter.handed_in_again = again[chapter.pk]
    return chapters


def greeting(user) -> str:
    """Good morning, with the name."""
    hour = timezone.localtime().hour
    word = (
        _("Good morning, %(name)s")
        if hour < 11
        else _("Good day, %(name)s")
        if hour < 15
        else _("Good afternoon, %(name)s")
        if hour < 18
        else _("Good evening, %(name)s")
    )
    return word % {"name": user}


def _lead(count: int) -> str:
    if not count:
        return _("No chapter waits for your review.")
    return ngettext(
        "%(count)d chapter waits for your review.",
        "%(count)d chapters wait for your review.",
        count,
    ) % {"count": count}


def _next(chapters: list[Any]) -> dict[str, Any] | None:
    if not chapters:
        return None
    first = chapters[0]
    return {
        "why": _("Waiting longest"),
        "title": f"{first.label}, {first.enrolment.region}",
        "text": _("%(what)s. Waiting for you: %(days)s.")
        % {"what": _since(first), "days": waiting(_days(first))},
        "action": {
            "label": _("Review next"),
            "icon": "arrow-right",
            "url": reverse("masterplans:review_next"),
        },
    }


def _since(chapter: Any) -> str:
    if chapter.handed_in_again:
        return _("Revised since your comments")
    return _("Handed in for the first time")


def _days(chapter: Chapter) -> int:
    return clock.days_since(chapter.state_since) or 0


def _row(chapter: Any) -> dict[str, Any]:
    again = chapter.handed_in_again
    return {
        "from": f"{chapter.enrolment.region}, {chapter.book.short}",
        "title": chapter.label,
        "url": chapter.get_absolute_url(),
        "tone": "redo" if again else "wait",
        "word": _since(chapter) if again else "",
        "notes": [_("in since %(day)s") % {"day": day_brief(chapter.state_since)}]
        if chapter.state_since
        else [],
        "holder": _("You"),
        "you": True,
        "days": _days(chapter),
        "action": {
            "label": _("Review"),
            "url": chapter.get_absolute_url(),
            "hint": chapter.label,
        },
    }


def _comment_row(comment: Comment) -> dict[str, Any]:
    replies = list(comment.replies.all())
    last = replies[-1] if replies else None
    notes = (
        [_("answered by %(who)s, %(day)s") % {"who": last.by, "day": day_brief(last.at)}]
        if last
        else []
    )
    return {
        "from": f"{comment.chapter.enrolment.region}, {comment.chapter.label}",
        "title": f"“{comment.text[:160]}”",
        "url": comment.get_absolute_url(),
        "notes": notes,
        "action": {"label": _("Read and close"), "url": comment.get_absolute_url()},
    }


def _outputs(facts: Facts) -> list[dict[str, Any]]:
    """Outputs of the open stages that are there and wait for the mentor's check."""
    found = []
    for enrolment in facts.enrolments.values():
        workshop = facts.workshops.get((enrolment.pk, enrolment.stage))
        for output in workshop.outputs.all() if workshop else []:
            if output.is_checked or not is_there(facts, output):
                continue
            since = output.uploaded_at
            found.append(
                {
                    "from": f"{enrolment.region}, {workshop.title}",
                    "title": output.plan.title,
                    "url": output.get_absolute_url(),
                    "holder": _("You"),
                    "you": True,
                    "days": clock.days_since(since),
                    "action": {
                        "label": _("Check"),
                        "url": output.get_absolute_url(),
                        "hint": output.plan.title,
                    },
                }
            )
    return found


def _regions(enrolments: list, facts: Facts) -> list[dict[str, Any]]:
    gates = gates_of(enrolments, facts=facts)
    cards = []
    for enrolment in enrolments:
        whole = progress_of(facts.chapters.get(enrolment.pk, []))
        cards.append(
            {
                "name": str(enrolment.region),
                "url": enrolment.get_absolute_url(),
                "example": enrolment.is_example,
                "year": enrolment.cohort.year,
                "approved": whole.done,
                "chapters": whole.total,
                "finished": enrolment.is_finished,
                "stuck": None if enrolment.is_finished else _stuck(gates[enrolment.pk]),
                "next": _next_bimtek(facts.workshops.get((enrolment.pk, enrolment.stage))),
                "gate_url": reverse("workshops:gate_detail", kwargs={"slug": enrolment.slug}),
            }
        )
    return cards


def _stuck(gate: Gate) -> dict[str, Any] | None:
    """Who holds the ball longest, for the tag `ball`."""
    item = gate.stuck
    if item is None:
        return None
    you = item.holder.key == "mentor"
    return {"holder": _("You") if you else item.holder.name, "days": item.days, "you": you}


def _next_bimtek(workshop: Workshop | None) -> str:
    if workshop is None or workshop.held:
        return ""
    if not workshop.starts_on:
        return _("%(bimtek)s, no dates yet") % {"bimtek": workshop.title}
    parts = [workshop.title, day_range(workshop.starts_on, workshop.last_day), workshop.venue]
    return ", ".join(part for part in parts if part)
