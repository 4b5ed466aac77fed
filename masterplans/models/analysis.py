"""What did the analysis find? SWOT with its strategies, readiness and gaps: entered once, shown everywhere."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from masterplans.models.book import Records
from masterplans.querysets import RecordQuerySet
from programs.models import Agency, Dimension


class SwotItem(Records):
    class Quadrant(models.TextChoices):
        STRENGTH = "S", _("Strength")
        WEAKNESS = "W", _("Weakness")
        OPPORTUNITY = "O", _("Opportunity")
        THREAT = "T", _("Threat")

    component = models.CharField(_("component"), max_length=60, blank=True)
    quadrant = models.CharField(_("quadrant"), max_length=1, choices=Quadrant)
    statement = models.TextField(_("statement"))
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    keywords = models.CharField(_("keywords for the vision"), max_length=200, blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "quadrant", "order", "pk"]
        verbose_name = _("SWOT item")
        verbose_name_plural = _("SWOT items")
        constraints = [
            models.CheckConstraint(
                condition=Q(quadrant__in=["S", "W", "O", "T"]), name="quadrant_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.quadrant}: {self.statement[:60]}"


class SwotStrategy(Records):
    """What follows from a pair of quadrants; `items` are the statements that it comes from."""

    class Kind(models.TextChoices):
        SO = "SO", _("SO: use strengths to seize opportunities")
        WO = "WO", _("WO: mend weaknesses with opportunities")
        ST = "ST", _("ST: use strengths against threats")
        WT = "WT", _("WT: lessen weaknesses, avoid threats")

    kind = models.CharField(_("pair"), max_length=2, choices=Kind)
    text = models.TextField(_("strategy"))
    items = models.ManyToManyField(
        SwotItem, blank=True, related_name="strategies", verbose_name=_("SWOT items")
    )
    dimension = models.ForeignKey(
        Dimension,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dimension"),
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "order", "pk"]
        verbose_name = _("SWOT strategy")
        verbose_name_plural = _("SWOT strategies")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["SO", "WO", "ST", "WT"]), name="swot_pair_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:60]}"


class ReadinessItem(Records):
    class Rating(models.IntegerChoices):
        POOR = 1, _("Poor")
        MODERATE = 2, _("Moderate")
        GOOD = 3, _("Good")

    component = models.CharField(_("component"), max_length=60)
    part = models.CharField(_("part"), max_length=100, blank=True)
    indicator = models.CharField(_("indicator"), max_length=200)
    condition = models.TextField(_("present condition"))
    rating = models.PositiveSmallIntegerField(_("rating"), choices=Rating)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "order", "pk"]
        verbose_name = _("readiness item")
        verbose_name_plural = _("readiness items")
        constraints = [
            models.CheckConstraint(
                condition=Q(rating__range=(1, 3)), name="readiness_rating_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.indicator


class GapItem(Records):
    dimension = models.ForeignKey(Dimension, on_delete=models.PROTECT, related_name="+")
    current = models.TextField(_("now"))
    target = models.TextField(_("target"))
    gap = models.TextField(_("gap"))
    solution = models.TextField(_("solution"), blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "dimension__order", "order", "pk"]
        verbose_name = _("gap")
        verbose_name_plural = _("gaps")

    def __str__(self) -> str:
        return self.gap[:60]
