"""Where does the region want to go? Keywords of the vision, missions, and objectives with their targets."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from masterplans.models.analysis import SwotItem
from masterplans.models.book import Records
from masterplans.querysets import RecordQuerySet


class VisionKeyword(Records):
    """A word that the vision is made of, with the SWOT statements that it was drawn from."""

    word = models.CharField(_("keyword"), max_length=60)
    meaning = models.CharField(_("meaning"), max_length=300, blank=True)
    items = models.ManyToManyField(
        SwotItem, blank=True, related_name="vision_keywords", verbose_name=_("SWOT items")
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "order", "pk"]
        verbose_name = _("keyword of the vision")
        verbose_name_plural = _("keywords of the vision")
        constraints = [
            models.UniqueConstraint(fields=["plan", "word"], name="one_keyword_per_word")
        ]

    def __str__(self) -> str:
        return self.word

    def is_used_in(self, vision: str) -> bool:
        """Say whether the vision holds the word, whatever its case."""
        return self.word.casefold() in vision.casefold()


class Mission(Records):
    text = models.TextField(_("mission"))
    rpjmd_reference = models.CharField(_("RPJMD reference"), max_length=200, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "order", "pk"]
        verbose_name = _("mission")
        verbose_name_plural = _("missions")

    def __str__(self) -> str:
        return self.text[:60]


class Objective(Records):
    """A measurable aim of a mission; its targets per year are rows of their own."""

    mission = models.ForeignKey(
        Mission, on_delete=models.CASCADE, related_name="objectives", verbose_name=_("mission")
    )
    text = models.TextField(_("objective"))
    indicator = models.CharField(_("indicator"), max_length=300, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    baseline = models.CharField(_("baseline"), max_length=60, blank=True)
    rpjmd_reference = models.CharField(_("RPJMD reference"), max_length=200, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "mission__order", "mission", "order", "pk"]
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def target_year(self) -> int | None:
        """The last year for which a target stands."""
        return max((line.year for line in self.targets.all()), default=None)


class ObjectiveTarget(models.Model):
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.CharField(_("target"), max_length=60)

    class Meta:
        ordering = ["objective", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["objective", "year"], name="one_objective_target_per_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"
