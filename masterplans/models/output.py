"""Which files were made from a plan besides its printed books, and what did the plan say then?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masterplans.models.book import Book, Masterplan
from masterplans.querysets import PlanListQuerySet


class OutputKind(models.TextChoices):
    MANUSCRIPT = "manuscript", _("Manuscript (Word)")
    SLIDES = "slides", _("Presentation (PowerPoint)")
    SLIDES_PDF = "slides_pdf", _("Presentation (PDF)")
    RECORDS = "records", _("All records (Excel)")
    ALIGNMENT = "alignment", _("Alignment with the RPJMD (Excel)")
    ALIGNMENT_PDF = "alignment_pdf", _("Alignment with the RPJMD (PDF)")


class PlanOutput(models.Model):
    """A file made from the records and texts of a plan; the same content is one row and one file.

    `editions` are the issued editions that say the same, as {"book", "number", "sha256"}; without
    any it shows a draft. `stamp` is what the plan said when the file was made or found again, see
    masterplans/outputs/standing.py. `edition_sha256` names the edition from whose frozen material it was made;
    empty when it was made from the plan as it stood. `parts` counts slides, pages, sheets or chapters.
    """

    plan = models.ForeignKey(Masterplan, on_delete=models.CASCADE, related_name="outputs")
    kind = models.CharField(_("kind"), max_length=16, choices=OutputKind)
    book = models.ForeignKey(
        Book, on_delete=models.CASCADE, null=True, blank=True, related_name="outputs"
    )
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField(help_text="bytes")
    parts = models.PositiveIntegerField(default=0)
    content_key = models.CharField(max_length=64)
    stamp = models.CharField(max_length=64, blank=True, default="", editable=False)
    editions = models.JSONField(default=list)
    edition_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = PlanListQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "kind", "-made_at", "-pk"]
        verbose_name = _("output")
        verbose_name_plural = _("outputs")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "content_key"], name="one_output_per_content"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OutputKind.values), name="output_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.plan} {self.sha256[:12]}"

    def get_absolute_url(self) -> str:
        return reverse("masterplans:output_download", kwargs={"pk": self.pk})

    @property
    def enrolment(self):
        return self.plan.enrolment
