"""How is a job shown? The same card on its own page and on the page that asked for it."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Job, JobState
from accounts.subjects import find

BROKER_AWAY_AFTER_SECONDS = 3


def card(job: Job) -> dict[str, Any]:
    """Return what templates/parts/job.html draws."""
    return {
        "id": job.pk,
        "title": job.title,
        "state": job.state,
        "step": job.progress_done,
        "of": job.progress_total,
        "note": _note(job),
        "poll_url": reverse("accounts:job_fragment", args=[job.pk]) if job.is_active else "",
        "error": job.error,
        "kept": _("Nothing that was saved before is lost.") if job.error else "",
        "actions": _actions(job),
    }


def is_waiting_for_broker(job: Job) -> bool:
    """Say whether the job has stood unsent for longer than sending takes."""
    age = (timezone.now() - job.created_at).total_seconds()
    return job.is_unsent and age > BROKER_AWAY_AFTER_SECONDS


def _note(job: Job) -> str:
    if is_waiting_for_broker(job):
        return _(
            "The work queue can't be reached right now. Your job is stored and starts by itself as soon as the queue is back; you need not ask again."
        )
    return job.step_text if job.is_active else ""


def _actions(job: Job) -> list[dict[str, Any]]:
    if job.state == JobState.DONE and job.result.get("url"):
        return [{"label": _("Open the result"), "url": job.result["url"], "icon": "download"}]
    if job.state == JobState.DONE and (place := _page_of(job)):
        return [{"label": _("Open the result"), "url": place, "icon": "arrow-right"}]
    if job.is_active:
        return [
            {
                "label": _("Cancel"),
                "url": reverse("accounts:job_cancel", args=[job.pk]),
                "post": True,
            }
        ]
    return []


def _page_of(job: Job) -> str:
    """Return the page where the result is found when the job names no address of its own."""
    about = find(job.subject)
    return about.get_absolute_url() if hasattr(about, "get_absolute_url") else ""
