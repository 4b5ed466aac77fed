"""Which states has a sheet's file gone through?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.sheet import Sheet
from commitments.querysets import SheetVersionQuerySet


class SheetVersion(models.Model):
    """One state of a sheet's file, by hash. Insert-only: versions follow each other, none is lost."""

    class Kind(models.TextChoices):
        ISSUED = "issued", _("As issued")
        SIGNED = "signed", _("With one more signature")
        FINAL = "final", _("Final version")

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=Kind)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField(help_text="bytes")
    signatures = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    objects = SheetVersionQuerySet.as_manager()

    class Meta:
        ordering = ["sheet", "number"]
        verbose_name = _("version of a sheet")
        verbose_name_plural = _("versions of sheets")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="sheet_versions_run_on"),
            models.CheckConstraint(
                condition=Q(kind__in=["issued", "signed", "final"]),
                name="sheet_version_kind_is_known",
            ),
        ]
        indexes = [models.Index(fields=["size"], name="sheet_version_by_size")]

    def __str__(self) -> str:
        return f"{self.sheet_id} #{self.number} {self.sha256[:12]}"
