"""What happened beside and after the four bimtek: presentation, fair, award, kick-off, visit?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programs.models import Enrolment
from programs.models.sourced import Sourced
from workshops.querysets import MilestoneQuerySet


class Milestone(Sourced):
    """A dated event of an enrolment that is no bimtek; only what a document names."""

    class Kind(models.TextChoices):
        PRESENTATION = "presentation", _("Presentation at the ministry")
        EXHIBITION = "exhibition", _("Exhibition")
        AWARD = "award", _("Award")
        KICKOFF = "kickoff", _("Kick-off")
        VISIT = "visit", _("Field evaluation")
        ADOPTION = "adoption", _("Adoption by regulation")
        OTHER = "other", _("Other event")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=160)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    text = models.CharField(_("what happened"), max_length=300, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["enrolment", "starts_on", "pk"]
        verbose_name = _("event beside the bimtek")
        verbose_name_plural = _("events beside the bimtek")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "kind", "starts_on"], name="one_milestone_per_kind_and_day"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="milestone_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title
