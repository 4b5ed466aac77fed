"""In which queue does a job wait, and how much stands before it?"""

from django.db import models

from accounts.models import Job, JobState
from smartcity_portal.kit.queues import ERRANDS

QUEUES: dict[str, str] = {}
RESUMED_IN: dict[str, str] = {}


def queue_of(job_pk: int) -> str:
    """Name the queue of a job."""
    return queues_of(Job.objects.filter(pk=job_pk)).get(job_pk, ERRANDS)


def queues_of(jobs: models.QuerySet[Job]) -> dict[int, str]:
    """Name the queue of each job, in their order, in one query: what is begun goes before what is not."""
    parts = Job.waits_for.through.objects.filter(from_job=models.OuterRef("pk"))
    rows = jobs.annotate(is_begun=models.Exists(parts)).values_list("pk", "kind", "is_begun")
    return {pk: _queue(kind, is_begun) for pk, kind, is_begun in rows}


def _queue(kind: str, is_begun: bool) -> str:
    resumed = RESUMED_IN.get(kind) if is_begun else None
    return resumed or QUEUES.get(kind, ERRANDS)


def jobs_before(job: Job) -> int:
    """Count the jobs that were asked for earlier and wait in the same queue."""
    queue = QUEUES.get(job.kind)
    earlier = Job.objects.filter(state=JobState.QUEUED, pk__lt=job.pk)
    if queue is None:
        return earlier.exclude(kind__in=list(QUEUES)).count()
    return earlier.filter(kind__in=[kind for kind, name in QUEUES.items() if name == queue]).count()
