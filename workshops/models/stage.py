"""Who closed a stage, when, and what was still missing? Who asks to close one all the same?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programs.models import Enrolment
from programs.models.sourced import Sourced
from workshops.querysets import StageClosureQuerySet, StagePleaQuerySet


class StageClosure(Sourced):
    """A closed stage. `unmet` keeps the sentences of what was missing when it was overridden.

    A reopened stage keeps its closure, marked with who reopened it and why.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="closures")
    stage = models.PositiveSmallIntegerField(_("stage"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    reason = models.TextField(_("reason"), blank=True)
    overridden = models.BooleanField(_("closed despite the gate"), default=False)
    unmet = models.JSONField(_("missing at the time"), default=list)
    reopened_at = models.DateTimeField(_("reopened at"), null=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reopened_reason = models.TextField(_("reason for reopening"), blank=True)

    objects = StageClosureQuerySet.as_manager()

    class Meta:
        ordering = ["enrolment", "stage", "at"]
        verbose_name = _("closed stage")
        verbose_name_plural = _("closed stages")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "stage"],
                condition=Q(reopened_at=None),
                name="a_stage_is_closed_once",
            ),
            models.CheckConstraint(condition=Q(stage__range=(1, 4)), name="closed_stage_is_known"),
            models.CheckConstraint(
                condition=Q(overridden=False) | ~Q(reason=""), name="an_override_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(reopened_at=None) | ~Q(reopened_reason=""),
                name="a_reopening_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.stage}"


class StagePlea(models.Model):
    """A coordinator asks the ministry to close a stage although its gate is not met."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="pleas")
    stage = models.PositiveSmallIntegerField(_("stage"))
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    granted = models.BooleanField(_("granted"), null=True)
    answer = models.TextField(_("answer"), blank=True)

    objects = StagePleaQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("request to close a stage")
        verbose_name_plural = _("requests to close a stage")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "stage"],
                condition=Q(answered_at=None),
                name="one_open_plea_per_stage",
            ),
            models.CheckConstraint(condition=Q(stage__range=(1, 4)), name="plea_stage_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_plea_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.stage}"
