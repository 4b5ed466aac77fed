"""Who closed a stage, when, and what was still missing at that moment?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programs.models import Enrolment
from programs.models.sourced import Sourced
from workshops.querysets import StageClosureQuerySet


class StageClosure(Sourced):
    """A closed stage. `unmet` keeps the sentences of what was missing when it was overridden."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="closures")
    stage = models.PositiveSmallIntegerField(_("stage"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    reason = models.TextField(_("reason"), blank=True)
    overridden = models.BooleanField(_("closed despite the gate"), default=False)
    unmet = models.JSONField(_("missing at the time"), default=list)

    objects = StageClosureQuerySet.as_manager()

    class Meta:
        ordering = ["enrolment", "stage"]
        verbose_name = _("closed stage")
        verbose_name_plural = _("closed stages")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "stage"], name="a_stage_closes_once"),
            models.CheckConstraint(condition=Q(stage__range=(1, 4)), name="closed_stage_is_known"),
            models.CheckConstraint(
                condition=Q(overridden=False) | ~Q(reason=""), name="an_override_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.stage}"
