"""How did a region fare in a rating beside the guidance programme? Facts from documents only."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programs.models import Region
from programs.models.sourced import Sourced


class ExternalRound(Sourced):
    """One round of a rating such as RKCI 2019; counts are null where no source names them."""

    instrument = models.CharField(_("rating"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year"))
    entrants = models.PositiveSmallIntegerField(_("entrants"), null=True, blank=True)
    finalists = models.PositiveSmallIntegerField(_("finalists"), null=True, blank=True)

    class Meta:
        ordering = ["-year"]
        verbose_name = _("round of a rating")
        verbose_name_plural = _("rounds of ratings")
        constraints = [
            models.UniqueConstraint(fields=["instrument", "year"], name="one_round_per_year")
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.year}"


class RoundPlace(Sourced):
    """A region's place in a round, with the days on which the assessors visited it."""

    class Status(models.TextChoices):
        ENTERED = "entered", _("Entered")
        FINALIST = "finalist", _("Finalist")

    round = models.ForeignKey(ExternalRound, on_delete=models.CASCADE, related_name="places")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="round_places")
    city_class = models.CharField(_("class"), max_length=60, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Status)
    visited_from = models.DateField(null=True, blank=True)
    visited_until = models.DateField(null=True, blank=True)
    rivals = models.PositiveSmallIntegerField(_("finalists in the class"), null=True, blank=True)

    class Meta:
        ordering = ["round", "region"]
        verbose_name = _("place in a rating")
        verbose_name_plural = _("places in ratings")
        constraints = [
            models.UniqueConstraint(fields=["round", "region"], name="one_place_per_round"),
            models.CheckConstraint(
                condition=Q(status__in=["entered", "finalist"]), name="place_status_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} – {self.round}"
