"""What is a worker doing for whom? The row is the truth; the broker only carries its number."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.words import JOB_TITLES, Forgiving, subject_of


class JobState(models.TextChoices):
    QUEUED = "queued", _("Waiting in the queue")
    RUNNING = "running", _("Being worked on")
    WAITING = "waiting", _("Waiting for its parts")
    DONE = "done", _("Finished")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


ACTIVE = (JobState.QUEUED, JobState.RUNNING, JobState.WAITING)


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user) -> "JobQuerySet":
        """Jobs that `user` asked for; what others asked for is shown on the page of its subject."""
        return self.filter(requested_by=user, is_part=False)

    def active(self) -> "JobQuerySet":
        return self.filter(state__in=ACTIVE)

    def ended(self) -> "JobQuerySet":
        """Jobs that came to a good end, the newest first."""
        return self.filter(state=JobState.DONE).order_by("-finished_at")

    def about(self, obj) -> "JobQuerySet":
        """Work that somebody asked for about `obj`; its parts are seen only inside it."""
        return self.filter(subject=subject_of(obj), is_part=False)


class Job(models.Model):
    """One piece of background work that somebody waits for.

    `key` names the work so that two people who press at once get one job; `progress_total`
    is the number of steps, 0 while unknown; `step` is an English msgid with `step_data`.
    A job may wait for others (`waits_for`): parts that any worker does, in any order.
    """

    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=160)
    arguments = models.JSONField(default=dict)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    is_part = models.BooleanField(default=False, editable=False)
    waits_for = models.ManyToManyField("self", symmetrical=False, related_name="awaited_by")
    state = models.CharField(
        max_length=10, choices=JobState, default=JobState.QUEUED, editable=False
    )
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=200, blank=True)
    step_data = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    lease_owner = models.CharField(max_length=80, blank=True)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=JobState.values), name="job_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state__in=["queued", "running", "waiting"]),
                name="one_active_job_per_key",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "lease_until"], name="job_to_sweep"),
            models.Index(fields=["subject", "-created_at"], name="job_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} ({self.state})"

    def get_absolute_url(self) -> str:
        return reverse("accounts:job_detail", kwargs={"pk": self.pk})

    @property
    def title(self) -> Any:
        """Name the work as people call it."""
        return JOB_TITLES.get(self.kind) or _("Background work")

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE

    @property
    def label(self) -> str:
        """Name a part of a larger job, as its starter named it."""
        return self.arguments.get("label", "") or str(self.title)

    @property
    def weight(self) -> int:
        """How much there is to do, in the starter's own measure."""
        return self.arguments.get("weight", 1)

    @property
    def seconds(self) -> float | None:
        """How long the last attempt took, None while it has not ended."""
        if self.started_at is None or self.finished_at is None:
            return None
        return (self.finished_at - self.started_at).total_seconds()

    @property
    def is_unsent(self) -> bool:
        """The broker could not be reached when the job was created."""
        return self.state == JobState.QUEUED and self.sent_at is None

    @property
    def step_text(self) -> str:
        if not self.step:
            return ""
        counts = {"done": self.progress_done, "total": self.progress_total}
        return gettext(self.step) % Forgiving({**counts, **self.step_data})
