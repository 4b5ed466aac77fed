"""How is background work asked for? Created in the transaction, sent on commit, one per key."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Job, JobState, User
from accounts.queueing import QUEUES, RESUMED_IN
from accounts.runner import (
    PERFORMERS,
    JobCancelled,
    Performer,
    Report,
    WaitForParts,
    run,
    send,
    sweep,
    tell_the_waiting,
)
from accounts.words import JOB_TITLES, subject_of
from smartcity_portal.kit.machine import Blocked

__all__ = [
    "JobCancelled",
    "Report",
    "WaitForParts",
    "cancel",
    "enqueue",
    "performer",
    "registered_kinds",
    "run",
    "send",
    "sweep",
]


def performer(
    kind: str, title: Any = "", *, queue: str = "", resumed_in: str = ""
) -> Callable[[Performer], Performer]:
    """Register the decorated function as the performer of jobs of `kind`; `title` is lazy.

    Long work has a `queue` of its own, so that nobody's short work waits behind it; a job that has
    waited for its parts goes on in `resumed_in`.
    """

    def keep(function: Performer) -> Performer:
        PERFORMERS[kind] = function
        if queue:
            QUEUES[kind] = queue
        if resumed_in:
            RESUMED_IN[kind] = resumed_in
        if title:
            JOB_TITLES[kind] = title
        return function

    return keep


def registered_kinds() -> list[str]:
    """Return the kinds of job that have a performer."""
    return sorted(PERFORMERS)


def enqueue(
    kind: str,
    about: models.Model,
    *,
    by: User | None,
    key: str = "",
    is_part: bool = False,
    **arguments: Any,
) -> Job:
    """Return the active job of this kind and key, or create it and send it on commit.

    `key` defaults to the kind and the subject, so that pressing twice gives one job. A part is
    work that another job waits for; people see it only there.
    """
    subject = subject_of(about)
    key = key or f"{kind}:{subject}"
    active = Job.objects.active().filter(key=key).first()
    if active:
        return active
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind,
                subject=subject,
                key=key,
                requested_by=by,
                arguments=arguments,
                is_part=is_part,
            )
    except IntegrityError:
        return Job.objects.active().get(key=key)
    transaction.on_commit(partial(send, job.pk))
    return job


@transaction.atomic
def cancel(job: Job, *, by: User) -> Job:
    """Cancel a job that its requester no longer wants. Raises Blocked when it has ended."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if not job.is_active:
        raise Blocked([_("This job has already ended.")])
    job.state, job.finished_at, job.lease_until = JobState.CANCELLED, timezone.now(), None
    job.save(update_fields=["state", "finished_at", "lease_until"])
    _cancel_parts(job)
    return job


def _cancel_parts(job: Job) -> None:
    """Nobody needs the parts that wait in the queue for this job alone."""
    unwanted = job.waits_for.filter(state=JobState.QUEUED).exclude(
        awaited_by__in=Job.objects.active()
    )
    for part in unwanted:
        Job.objects.filter(pk=part.pk, state=JobState.QUEUED).update(
            state=JobState.CANCELLED, finished_at=timezone.now()
        )
        tell_the_waiting(part)
