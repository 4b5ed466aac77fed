"""What does an edition ask of books, chapters and sections?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.models.edition import GuidanceEdition


class BookPlan(models.Model):
    edition = models.ForeignKey(GuidanceEdition, on_delete=models.CASCADE, related_name="books")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    short = models.CharField(max_length=20)

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="one_plan_per_book")
        ]

    def __str__(self) -> str:
        return f"{self.short} {self.title}"


class ChapterPlan(models.Model):
    class Owner(models.TextChoices):
        COORDINATOR = "coordinator", _("Coordinating agency")
        PLANNING = "planning", _("Planning agency")
        ANY = "any", _("Any agency")

    book = models.ForeignKey(BookPlan, on_delete=models.CASCADE, related_name="chapters")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    standfirst = models.TextField(blank=True)
    guidance = models.TextField(blank=True)
    checklist = models.JSONField(default=list)
    owner = models.CharField(max_length=11, choices=Owner, default=Owner.ANY)

    class Meta:
        ordering = ["book", "number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="one_plan_per_chapter")
        ]

    def __str__(self) -> str:
        return self.title


class SectionPlan(models.Model):
    """A section as the edition plans it: at `level` 2 or 3 it is inside the one before it."""

    chapter = models.ForeignKey(ChapterPlan, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=160)
    guidance = models.TextField(blank=True)
    checklist = models.JSONField(default=list)
    example = models.TextField(blank=True)
    blocks = models.JSONField(default=list)

    class Meta:
        ordering = ["chapter", "order"]

    def __str__(self) -> str:
        return self.title
