"""What was decided at a bimtek, who has to do something about it, and by when?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programs.models import Agency, Enrolment, Office
from smartcity_portal.kit import clock
from workshops.after_querysets import DecisionQuerySet, TaskQuerySet
from workshops.models.minutes import Minutes
from workshops.models.workshop import AgendaSession
from workshops.states import TaskState


class Decision(models.Model):
    """One sentence that the meeting agreed on; its tasks say what follows from it."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="decisions")
    session = models.ForeignKey(
        AgendaSession,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("session"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("decision"))

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["minutes", "number"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="one_decision_per_number"),
            models.CheckConstraint(condition=~Q(text=""), name="a_decision_has_words"),
        ]

    def __str__(self) -> str:
        return self.text[:120]

    @property
    def enrolment(self):
        return self.minutes.workshop.enrolment


class Task(models.Model):
    """What somebody has to do because of a decision. An office holds it, never a person.

    `given_at` is empty until the minutes are agreed: before that the task is only proposed.
    """

    class Holder(models.TextChoices):
        AGENCY = "agency", _("Agency (OPD)")
        OFFICE = "office", _("Office")
        COORDINATOR = "coordinator", _("Coordinator")
        MENTOR = "mentor", _("Mentor")
        MINISTRY = "ministry", _("Ministry")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="tasks")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="tasks")
    text = models.TextField(_("task"))
    holder = models.CharField(_("holder"), max_length=11, choices=Holder)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    due_on = models.DateField(_("due on"))
    state = models.CharField(
        _("state"), max_length=9, choices=TaskState, default=TaskState.OPEN, editable=False
    )
    state_since = models.DateTimeField(_("since"), editable=False)
    given_at = models.DateTimeField(_("given on"), null=True, editable=False)
    note = models.TextField(_("evidence"), blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    file_name = models.CharField(max_length=160, blank=True, editable=False)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=TaskState.values), name="task_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(holder="agency", agency__isnull=False, office=None)
                | Q(holder="office", office__isnull=False, agency=None)
                | Q(holder__in=["coordinator", "mentor", "ministry"], agency=None, office=None),
                name="a_task_has_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(given_at__isnull=False),
                name="only_a_given_task_moves",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_task_has_words"),
        ]
        indexes = [models.Index(fields=["enrolment", "state", "due_on"], name="task_by_state")]

    def __str__(self) -> str:
        return self.text[:120]

    def get_absolute_url(self) -> str:
        return reverse("workshops:task_detail", kwargs={"pk": self.pk})

    @property
    def is_open(self) -> bool:
        return self.state == TaskState.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.state == TaskState.OPEN and self.due_on < clock.today()
