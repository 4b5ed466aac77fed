"""How is background work done? Leased, told step by step, ended once, swept when lost.

A performer is a function `perform(job, report) -> dict` registered under the job's kind;
its result must be JSON. It may run twice and must then give the same result.
"""

import logging
import os
import socket
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Job, JobState
from accounts.models.job import ACTIVE
from accounts.queueing import queue_of, queues_of
from accounts.sending import messages_in, send_soon, try_again_now
from smartcity_portal.kit.disk import is_full
from smartcity_portal.kit.machine import Blocked

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=45)
HEARTBEAT_SECONDS = 10
MAX_ATTEMPTS = 3
RESEND_AFTER = timedelta(seconds=60)
MOST_AT_ONCE = 500

Performer = Callable[[Job, "Report"], dict[str, Any]]
PERFORMERS: dict[str, Performer] = {}


class JobCancelled(Exception):
    """Raised inside a performer when somebody has cancelled its job."""


class WaitForParts(Exception):
    """Raised by a performer: its job goes on, from the start, when these jobs have ended."""

    def __init__(self, parts: Sequence[Job], step: str = "") -> None:
        self.parts, self.step = list(parts), step
        super().__init__(f"{len(self.parts)} parts")


class Report:
    """What a performer says while it works: step n of total, in words."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __call__(self, step: str = "", *, done: int = 0, total: int = 0, **data: Any) -> None:
        """Store progress and renew the lease. Raises JobCancelled when the job was cancelled."""
        changed = Job.objects.filter(pk=self.job.pk, state=JobState.RUNNING).update(
            step=step,
            step_data=data,
            progress_done=done,
            progress_total=total,
            lease_until=timezone.now() + LEASE,
        )
        if not changed:
            raise JobCancelled


def send(job_pk: int) -> bool:
    """Hand a queued job to the broker; False when the broker is away."""
    Job.objects.filter(pk=job_pk, state=JobState.QUEUED).update(sent_at=timezone.now())
    sent = send_soon("accounts.tasks.run_job", job_pk, queue=queue_of(job_pk))
    if not sent:
        Job.objects.filter(pk=job_pk, state=JobState.QUEUED).update(sent_at=None)
    return sent


def run(job_pk: int) -> JobState | None:
    """Take the lease, perform, store the end. Safe to call twice: None when there is nothing to do."""
    _end_leases_of_the_dead()
    _give_up_after_three()
    job = _take_lease(job_pk)
    if job is None:
        return None
    language = job.requested_by.language if job.requested_by else "id"
    with translation.override(language), _Heartbeat(job):
        if failed := job.waits_for.filter(state=JobState.FAILED).first():
            return _finish(job, JobState.FAILED, error=failed.error)
        try:
            result = PERFORMERS[job.kind](job, Report(job))
        except JobCancelled:
            return JobState.CANCELLED
        except WaitForParts as wait:
            return _let_wait(job, wait)
        except Blocked as blocked:
            return _finish(job, JobState.FAILED, error=" ".join(blocked.reasons))
        except Exception as error:
            log.exception("job %s (%s) failed", job.pk, job.kind)
            return _finish(job, JobState.FAILED, error=_sentence_for(error))
        return _finish(job, JobState.DONE, result=result)


def _sentence_for(error: Exception) -> str:
    if is_full(error):
        return _(
            "There is no room left on the disk. Nothing was changed; tell the operators and try again."
        )
    return _(
        "The work could not be finished because of an unexpected error. Nothing was changed; try again, and tell the operators if it happens twice."
    )


def _take_lease(job_pk: int) -> Job | None:
    now = timezone.now()
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=now)
    taken = Job.objects.filter(free, pk=job_pk).update(
        state=JobState.RUNNING,
        lease_until=now + LEASE,
        started_at=now,
        lease_owner=f"{socket.gethostname()}:{os.getpid()}",
        attempts=models.F("attempts") + 1,
    )
    return Job.objects.select_related("requested_by").get(pk=job_pk) if taken else None


def _end_leases_of_the_dead() -> None:
    """End at once the leases of processes of this machine that live no more."""
    here = f"{socket.gethostname()}:"
    for job in Job.objects.filter(state=JobState.RUNNING, lease_owner__startswith=here):
        if not _is_alive(int(job.lease_owner.rpartition(":")[2])):
            Job.objects.filter(pk=job.pk, lease_owner=job.lease_owner).update(
                lease_until=timezone.now() - timedelta(seconds=1)
            )


def _give_up_after_three() -> None:
    now = timezone.now()
    Job.objects.filter(
        state=JobState.RUNNING, lease_until__lt=now, attempts__gte=MAX_ATTEMPTS
    ).update(
        state=JobState.FAILED,
        finished_at=now,
        lease_until=None,
        error=_(
            "The work was interrupted three times and has been stopped. Nothing was changed; start it again."
        ),
    )


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        stat = Path(f"/proc/{process}/stat").read_text()
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return stat.rpartition(")")[2].split()[0] != "Z"


def _finish(job: Job, state: JobState, *, result: dict | None = None, error: str = "") -> JobState:
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(
        state=state, result=result or {}, error=error, finished_at=timezone.now(), lease_until=None
    )
    tell_the_waiting(job)
    return state


def _let_wait(job: Job, wait: WaitForParts) -> JobState:
    """Free the worker until the parts have ended; they may have, even before this is written."""
    job.waits_for.set(wait.parts)
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(
        state=JobState.WAITING, lease_until=None, attempts=0, step=wait.step, step_data={}
    )
    _resume(Job.objects.filter(pk=job.pk))
    return JobState.WAITING


def tell_the_waiting(part: Job) -> None:
    """Count an ended part for every job that waits for it; wake those that wait for nothing more."""
    waiting = Job.objects.filter(state=JobState.WAITING, waits_for=part.pk)
    for job in waiting:
        done = max(job.progress_total - job.waits_for.active().count(), 0)
        Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(progress_done=done)
    _resume(waiting)


def _resume(jobs: models.QuerySet[Job]) -> None:
    active = Job.waits_for.through.objects.filter(
        from_job=models.OuterRef("pk"), to_job__state__in=ACTIVE
    )
    for pk in jobs.filter(~models.Exists(active), state=JobState.WAITING).values_list(
        "pk", flat=True
    ):
        if Job.objects.filter(pk=pk, state=JobState.WAITING).update(
            state=JobState.QUEUED, sent_at=None
        ):
            transaction.on_commit(partial(send, pk))


class _Heartbeat:
    """Renew the lease from a thread while a performer works without reporting."""

    def __init__(self, job: Job) -> None:
        self.job, self.stop = job, threading.Event()
        self.thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> "_Heartbeat":
        if not connection.in_atomic_block:
            self.thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop.set()
        if self.thread.is_alive():
            self.thread.join()

    def _beat(self) -> None:
        while not self.stop.wait(HEARTBEAT_SECONDS):
            Job.objects.filter(pk=self.job.pk, state=JobState.RUNNING).update(
                lease_until=timezone.now() + LEASE
            )
        connection.close()


def sweep() -> int:
    """Send again what was never sent, was lost, or whose worker died; give up after three attempts."""
    _end_leases_of_the_dead()
    _give_up_after_three()
    try_again_now()
    _resume(Job.objects.all())
    now = timezone.now()
    lost = Q(state=JobState.RUNNING, lease_until__lt=now)
    Job.objects.filter(lost).update(state=JobState.QUEUED, sent_at=None, lease_until=None)
    queued = Job.objects.filter(state=JobState.QUEUED).order_by("pk")
    unsent = queued.filter(sent_at=None).values_list("pk", flat=True)
    return sum(send(pk) for pk in [*unsent[:MOST_AT_ONCE], *_lost_by_the_broker(queued, now)])


def _lost_by_the_broker(queued: models.QuerySet[Job], now: datetime) -> list[int]:
    """Name jobs that were sent and that the broker holds no more, the oldest first.

    A long queue is no loss: as many messages as jobs are in it, and none is sent twice.
    """
    late = set(queued.filter(sent_at__lt=now - RESEND_AFTER).values_list("pk", flat=True))
    if not late:
        return []
    sent: dict[str, list[int]] = {}
    for pk, queue in queues_of(queued.exclude(sent_at=None)).items():
        sent.setdefault(queue, []).append(pk)
    held = messages_in(sent)
    lost: list[int] = []
    for queue, jobs in sent.items():
        missing = max(len(jobs) - held[queue], 0)
        lost += [pk for pk in jobs if pk in late][:missing]
    return lost[:MOST_AT_ONCE]
