"""How is a job shown? The same card on its own page and on the page that asked for it."""

from collections.abc import Sequence
from statistics import median
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Job, JobState, User
from accounts.queueing import jobs_before
from accounts.subjects import find

BROKER_AWAY_AFTER_SECONDS = 3
RECENT = 20
STEP_STATES = {JobState.DONE: "ok", JobState.RUNNING: "now"}


def card(job: Job) -> dict[str, Any]:
    """Return what templates/parts/job.html draws."""
    return {
        "id": job.pk,
        "title": job.title,
        "state": job.state,
        "step": job.progress_done,
        "of": job.progress_total,
        "steps": _steps(job),
        "note": _note(job),
        "poll_url": reverse("accounts:job_fragment", args=[job.pk]) if job.is_active else "",
        "error": job.error,
        "kept": _("Nothing that was saved before is lost.") if job.error else "",
        "actions": _actions(job),
    }


def card_on_page(
    job: Job, *, viewer: User, poll_url: str, page: str, title: str = ""
) -> dict[str, Any]:
    """Return the card for the page of the job's subject, where everybody sees it.

    Who asked for the work may cancel it there and comes back to `page`.
    """
    shown = card(job) | {"actions": []}
    if job.is_active:
        shown["poll_url"] = poll_url
        if job.requested_by_id == viewer.pk:
            shown["actions"] = [_cancelling(job) | {"fields": {"next": page}}]
    return shown | ({"title": title} if title else {})


def is_waiting_for_broker(job: Job) -> bool:
    """Say whether the job has stood unsent for longer than sending takes."""
    age = (timezone.now() - job.created_at).total_seconds()
    return job.is_unsent and age > BROKER_AWAY_AFTER_SECONDS


def _note(job: Job) -> str:
    if is_waiting_for_broker(job):
        return _(
            "The work queue can't be reached right now. Your job is stored and starts by itself as soon as the queue is back; you need not ask again."
        )
    if not job.is_active:
        return ""
    return " ".join(filter(None, [job.step_text, _turn(job), _estimate(job)]))


def _turn(job: Job) -> str:
    """Say how much stands before a job that nobody has begun."""
    if job.state != JobState.QUEUED or not job.kind:
        return ""
    count = jobs_before(job)
    if not count:
        return _("It is next.")
    return ngettext(
        "%(count)d other piece of work comes first.",
        "%(count)d other pieces of work come first.",
        count,
    ) % {"count": count}


def _steps(job: Job) -> list[dict[str, Any]]:
    """The parts of a job that waits for some, in the order in which they are read."""
    if job.state != JobState.WAITING:
        return []
    parts = sorted(job.waits_for.all(), key=lambda part: part.arguments.get("place", 0))
    return [
        {"label": part.label, "state": STEP_STATES.get(JobState(part.state), "")} for part in parts
    ]


def _estimate(job: Job) -> str:
    """Say how long the work will still take, from the pace of what has ended."""
    if job.state == JobState.WAITING:
        seconds = _until_the_parts_end(list(job.waits_for.all()))
    elif job.state == JobState.RUNNING:
        seconds = _until_the_usual_end(job)
    else:
        seconds = None
    if seconds is None:
        return ""
    if seconds < 60:
        rounded = max(5, 5 * round(seconds / 5))
        return _("About %(count)d seconds more.") % {"count": rounded}
    return _("About %(count)d minutes more.") % {"count": round(seconds / 60)}


def _until_the_parts_end(parts: list[Job]) -> float | None:
    return remaining_seconds(parts) or remaining_seconds(
        [*parts, *Job.objects.filter(kind__in={part.kind for part in parts}).ended()[:RECENT]]
    )


def _until_the_usual_end(job: Job) -> float | None:
    """Return what is left of the time that the same work usually takes."""
    what = job.arguments.get("output")
    alike = [
        done.seconds
        for done in Job.objects.filter(kind=job.kind).ended()[:RECENT]
        if done.seconds is not None and done.arguments.get("output") == what
    ]
    if not alike or job.started_at is None:
        return None
    return max(0.0, median(alike) - (timezone.now() - job.started_at).total_seconds())


def remaining_seconds(parts: Sequence[Job]) -> float | None:
    """Return the seconds that the active ones of `parts` need, None while nothing shows a pace."""
    ended = [part for part in parts if part.state == JobState.DONE and part.seconds]
    active = [part for part in parts if part.is_active]
    done = sum(part.weight for part in ended)
    if not done or not active:
        return None
    pace = sum(part.seconds or 0 for part in ended) / done
    at_once = max(1, sum(part.state == JobState.RUNNING for part in active))
    return pace * sum(part.weight for part in active) / at_once


def _actions(job: Job) -> list[dict[str, Any]]:
    if job.state == JobState.DONE and job.result.get("url"):
        return [{"label": _("Open the result"), "url": job.result["url"], "icon": "download"}]
    if job.state == JobState.DONE and (place := _page_of(job)):
        return [{"label": _("Open the result"), "url": place, "icon": "arrow-right"}]
    return [_cancelling(job)] if job.is_active else []


def _cancelling(job: Job) -> dict[str, Any]:
    return {
        "label": _("Cancel"),
        "url": reverse("accounts:job_cancel", args=[job.pk]),
        "post": True,
    }


def _page_of(job: Job) -> str:
    """Return the page where the result is found when the job names no address of its own."""
    about = find(job.subject)
    return about.get_absolute_url() if hasattr(about, "get_absolute_url") else ""
