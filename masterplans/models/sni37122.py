"""What do the indicators of SNI ISO 37122 say about the city, and why is a value missing?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from masterplans.models.book import Records
from masterplans.querysets import RecordQuerySet
from programs.models import Agency


class Sni37122Value(Records):
    """One indicator of the catalogue (masterplans/sni37122.toml): its value, or why there is none."""

    indicator = models.CharField(_("indicator"), max_length=8)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    evidence = models.CharField(_("source of the data"), max_length=300, blank=True)
    unavailable_because = models.CharField(_("why there is no value"), max_length=300, blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "order", "pk"]
        verbose_name = _("SNI ISO 37122 indicator")
        verbose_name_plural = _("SNI ISO 37122 indicators")
        constraints = [
            models.UniqueConstraint(fields=["plan", "indicator"], name="one_value_per_indicator"),
            models.CheckConstraint(
                condition=Q(value=None) | Q(unavailable_because=""), name="value_or_reason_not_both"
            ),
        ]

    def __str__(self) -> str:
        return f"SNI ISO 37122 {self.indicator}"
