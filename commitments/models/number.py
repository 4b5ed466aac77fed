"""Which number is next in a region's register of a year?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.models import Region

NUMBER_PATTERN = "555/{ordinal:03d}/{kind}/{year}"


class NumberSeries(models.Model):
    """A region's register of one year; `last` is the last number given, so none is skipped."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="number_series")
    year = models.PositiveSmallIntegerField(_("year"))
    pattern = models.CharField(
        _("pattern"),
        max_length=80,
        default=NUMBER_PATTERN,
        help_text=_(
            "{ordinal:03d} and {year} are filled in, and {kind}: KB-SC for the joint commitment, "
            "LK-SC for sheets of one person, AD-SC for addenda."
        ),
    )
    last = models.PositiveIntegerField(_("last number given"), default=0)

    class Meta:
        ordering = ["region", "-year"]
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [
            models.UniqueConstraint(fields=["region", "year"], name="one_series_per_year")
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.year}"
