"""Which bytes are all books of a plan in one volume: drawn as a draft, or issued for good?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masterplans.models.book import Masterplan
from masterplans.querysets import VolumeEditionQuerySet
from programs.models import Enrolment


class VolumeDraft(models.Model):
    """The last good draft of the volume; `content_key` names the content that it shows."""

    plan = models.OneToOneField(Masterplan, on_delete=models.CASCADE, related_name="volume_draft")
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="bytes")
    content_key = models.CharField(max_length=64)
    built_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.plan} {self.sha256[:12]}"

    @property
    def enrolment(self) -> Enrolment:
        return self.plan.enrolment


class VolumeEdition(models.Model):
    """An issued volume: bytes by hash, the revisions of every chapter, records as they stood.

    `revisions` is a list of {"book", "title", "chapters": [{"chapter", "title", "revision", …}]}.
    `text_sha256` is the fingerprint that is printed in it; `material_sha256` names what its
    other files (Word, slides, Excel) are made from, also later.
    """

    plan = models.ForeignKey(Masterplan, on_delete=models.PROTECT, related_name="volumes")
    number = models.PositiveSmallIntegerField(_("number"))
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    code = models.CharField(_("code"), max_length=9, unique=True, editable=False)
    pages = models.PositiveIntegerField(_("pages"))
    size = models.PositiveIntegerField(help_text="bytes")
    revisions = models.JSONField(default=list)
    records = models.JSONField(default=dict)
    text_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    material_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(_("issued at"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = VolumeEditionQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "-number"]
        verbose_name = _("issued volume")
        verbose_name_plural = _("issued volumes")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="volume_numbers_run_on"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="") | Q(withdrawn_at__isnull=False),
                name="volume_withdrawal_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} vol. {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("masterplans:volume_file", kwargs={"sha256": self.sha256})

    @property
    def enrolment(self) -> Enrolment:
        return self.plan.enrolment
