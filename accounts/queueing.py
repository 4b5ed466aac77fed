"""In which queue does a job wait, and how much stands before it?"""

from django.db import models

from accounts.models import Job, JobState

QUEUES: dict[str, str] = {}
RESUMED_IN: dict[str, str] = {}


def queue_of(job_pk: int) -> str | None:
    """Name the queue of a job, None for the common one: what is begun goes before what is not."""
    parts = Job.waits_for.through.objects.filter(from_job=models.OuterRef("pk"))
    rows = Job.objects.filter(pk=job_pk).annotate(is_begun=models.Exists(parts))
    kind, is_begun = rows.values_list("kind", "is_begun").first() or ("", False)
    return (RESUMED_IN.get(kind) if is_begun else None) or QUEUES.get(kind)


def jobs_before(job: Job) -> int:
    """Count the jobs that were asked for earlier and wait in the same queue."""
    queue = QUEUES.get(job.kind)
    earlier = Job.objects.filter(state=JobState.QUEUED, pk__lt=job.pk)
    if queue is None:
        return earlier.exclude(kind__in=list(QUEUES)).count()
    return earlier.filter(kind__in=[kind for kind, name in QUEUES.items() if name == queue]).count()
