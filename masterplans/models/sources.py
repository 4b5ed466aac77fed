"""Which works does a plan cite, and which abbreviations does it explain?"""

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masterplans.models.book import Masterplan
from masterplans.querysets import PlanListQuerySet
from programs.models import Enrolment


class BibliographyEntry(models.Model):
    """A work that texts cite by its `key`; `authors` are parted by semicolons."""

    plan = models.ForeignKey(Masterplan, on_delete=models.CASCADE, related_name="bibliography")
    key = models.SlugField(_("key"), max_length=60)
    authors = models.CharField(_("authors"), max_length=300)
    year = models.CharField(_("year"), max_length=10, blank=True)
    title = models.CharField(_("title"), max_length=400)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    url = models.URLField(_("address on the web"), max_length=500, blank=True)
    accessed_on = models.DateField(_("read on the web on"), null=True, blank=True)

    objects = PlanListQuerySet.as_manager()

    class Meta:
        ordering = ["plan", Lower("authors"), "year", Lower("title"), "pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="one_source_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.authors} ({self.year}) {self.title}" if self.year else self.title

    def get_absolute_url(self) -> str:
        return reverse("masterplans:source_list", kwargs={"slug": self.enrolment.slug})

    @property
    def enrolment(self) -> Enrolment:
        return self.plan.enrolment


class AbbreviationEntry(models.Model):
    """A short form that the book explains, beside those that the texts explain themselves."""

    plan = models.ForeignKey(Masterplan, on_delete=models.CASCADE, related_name="abbreviations")
    short = models.CharField(_("short form"), max_length=30)
    long = models.CharField(_("long form"), max_length=200)

    objects = PlanListQuerySet.as_manager()

    class Meta:
        ordering = ["plan", Lower("short"), "pk"]
        verbose_name = _("abbreviation")
        verbose_name_plural = _("abbreviations")
        constraints = [
            models.UniqueConstraint(fields=["plan", "short"], name="one_meaning_per_abbreviation"),
        ]

    def __str__(self) -> str:
        return f"{self.short}: {self.long}"

    def get_absolute_url(self) -> str:
        return reverse("masterplans:abbreviation_list", kwargs={"slug": self.enrolment.slug})

    @property
    def enrolment(self) -> Enrolment:
        return self.plan.enrolment
