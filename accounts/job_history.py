"""What was made before, for whom, how long did it take, how large is it? Ended jobs as rows."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Job, JobState
from smartcity_portal.kit import formats

SHOWN = 8
ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
CHIPS = {JobState.DONE: "ok", JobState.FAILED: "stop", JobState.CANCELLED: "none"}


def ended(jobs: QuerySet[Job], zone: Any = None) -> list[dict[str, Any]]:
    """Return the last ended ones of some jobs as rows of templates/parts/job_history.html: one query."""
    return [row_of(job, zone) for job in last_ended(jobs)]


def last_ended(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """Return the last ended ones of some jobs, the newest first, with who asked for them."""
    rows = jobs.filter(state__in=ENDED).select_related("requested_by")
    return rows.order_by("-finished_at", "-pk")[:SHOWN]


def row_of(job: Job, zone: Any = None, title: str = "") -> dict[str, Any]:
    """Return one ended job: what, how it ended, when, and its facts."""
    return {
        "title": title or job.title,
        "tone": CHIPS[JobState(job.state)],
        "state": job.get_state_display(),
        "when": formats.moment(job.finished_at, zone) if job.finished_at else "",
        "facts": ", ".join(facts(job)),
        "who": str(job.requested_by or ""),
        "error": job.error,
    }


def facts(job: Job) -> Iterable[str]:
    """Say how long it took from asking to the end, and how many pages and bytes came out."""
    if job.state == JobState.DONE and job.finished_at is not None:
        yield took((job.finished_at - job.created_at).total_seconds())
    if pages := job.result.get("pages"):
        yield ngettext("%(count)d page", "%(count)d pages", pages) % {"count": pages}
    if size := job.result.get("size"):
        yield formats.size(size)


def took(seconds: float) -> str:
    """Say a time in the unit in which people speak of it."""
    if seconds < 1:
        return _("less than a second")
    if seconds < 100:
        count = round(seconds)
        return ngettext("%(count)d second", "%(count)d seconds", count) % {"count": count}
    if seconds < 100 * 60:
        count = round(seconds / 60)
        return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}
    count = round(seconds / 3600)
    return ngettext("%(count)d hour", "%(count)d hours", count) % {"count": count}
