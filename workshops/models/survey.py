"""What did participants think of a bimtek, without anybody knowing who thought it?"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programs.models.sourced import Sourced
from workshops.after_querysets import SurveyQuerySet
from workshops.models.workshop import Workshop


class Survey(Sourced):
    """The evaluation of one meeting. Its questions are those of the edition on the day it opened.

    `result` is what may be told: counted once, when it closes, and empty below the fewest answers.
    """

    workshop = models.OneToOneField(Workshop, on_delete=models.PROTECT, related_name="survey")
    code = models.CharField(max_length=9, unique=True)
    questions = models.JSONField(default=list)
    places = models.PositiveSmallIntegerField(
        _("most answers through the code on the wall"), default=0
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closes_on = models.DateField(_("open until"))
    closed_at = models.DateTimeField(null=True)
    answered = models.PositiveIntegerField(_("answers"), default=0)
    result = models.JSONField(default=dict)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["workshop"]
        verbose_name = _("evaluation of a bimtek")
        verbose_name_plural = _("evaluations of bimtek")
        constraints = [
            models.CheckConstraint(
                condition=Q(result={}) | Q(closed_at__isnull=False),
                name="results_are_told_when_closed",
            )
        ]

    def __str__(self) -> str:
        return str(_("Evaluation of %(bimtek)s") % {"bimtek": self.workshop})

    def get_absolute_url(self) -> str:
        return reverse(
            "workshops:evaluation",
            kwargs={"slug": self.workshop.enrolment.slug, "number": self.workshop.number},
        )

    @property
    def enrolment(self):
        return self.workshop.enrolment

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class SurveyTicket(models.Model):
    """The right to answer once. Only the hash of its token is kept, and no time."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="tickets")
    token_sha256 = models.CharField(max_length=64, unique=True)
    from_wall = models.BooleanField(default=False)
    used = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("right to answer")
        verbose_name_plural = _("rights to answer")

    def __str__(self) -> str:
        return self.token_sha256[:8]


class SurveyAnswer(models.Model):
    """What somebody answered. No ticket, no time, no order: its key is random."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="answers")
    values = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("answer to an evaluation")
        verbose_name_plural = _("answers to evaluations")

    def __str__(self) -> str:
        return str(self.pk)[:8]


class SurveyMailing(models.Model):
    """Somebody was mailed a link; which one is written nowhere."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="mailings")
    participation = models.ForeignKey(
        "workshops.Participation", on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("mailed link to an evaluation")
        verbose_name_plural = _("mailed links to evaluations")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "participation"], name="one_link_per_participation"
            )
        ]

    def __str__(self) -> str:
        return str(self.participation_id)
