"""What came back from a sheet that was printed and signed by hand, and who has checked it?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commitments.models.sheet import Sheet
from commitments.models.signatory import Signatory
from commitments.querysets import ScanQuerySet
from programs.models import Enrolment


class Scan(models.Model):
    """One page as a telephone or a scanner saw it. Insert-only.

    `upload_sha256` is the file as it came, `leaf` the page in it, from 1. `picture_sha256` shows
    that page as taken; `straight_sha256` the same, laid flat by the codes in its corners, empty
    when fewer than two were read.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="scans")
    upload_sha256 = models.CharField(max_length=64)
    leaf = models.PositiveSmallIntegerField(default=1)
    picture_sha256 = models.CharField(max_length=64)
    straight_sha256 = models.CharField(max_length=64, blank=True)
    serial = models.CharField(_("serial number"), max_length=20, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScanQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("scan of a signed page")
        verbose_name_plural = _("scans of signed pages")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "upload_sha256", "leaf"], name="one_row_per_scanned_page"
            )
        ]

    def __str__(self) -> str:
        return f"{self.upload_sha256[:12]} {self.leaf}"

    def get_absolute_url(self) -> str:
        return reverse("commitments:scan_detail", kwargs={"pk": self.pk})

    @property
    def is_filed(self) -> bool:
        return hasattr(self, "filing")


class ScanFiling(models.Model):
    """Which page of which sheet a scan shows; without a sheet it was set aside. Insert-only."""

    class Found(models.TextChoices):
        CODE = "code", _("by its QR code")
        HAND = "hand", _("chosen by hand")
        ASIDE = "aside", _("set aside")

    scan = models.OneToOneField(Scan, on_delete=models.PROTECT, related_name="filing")
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, null=True, related_name="filings")
    page = models.PositiveSmallIntegerField(default=0, help_text="from 0")
    found = models.CharField(max_length=5, choices=Found)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("filing of a scan")
        verbose_name_plural = _("filings of scans")
        constraints = [
            models.CheckConstraint(
                condition=Q(found="aside", sheet__isnull=True)
                | Q(found__in=["code", "hand"], sheet__isnull=False),
                name="scan_is_filed_or_set_aside",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scan_id} {self.found}"


class ScanCheck(models.Model):
    """What one person says about one handwritten signature on a scan. Insert-only."""

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("Signature confirmed")
        REFUSED = "refused", _("Scan refused")

    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="checks")
    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="scan_checks")
    verdict = models.CharField(max_length=9, choices=Verdict)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("check of a scan")
        verbose_name_plural = _("checks of scans")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["confirmed", "refused"]), name="scan_verdict_is_known"
            ),
            models.UniqueConstraint(
                fields=["scan", "signatory", "by"], name="one_check_per_person_and_signature"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scan_id} {self.signatory_id} {self.verdict}"


class InkSignature(models.Model):
    """A handwritten signature that was checked by enough people. Insert-only.

    `verifiers` keeps their names as they were on that day.
    """

    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="ink")
    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="signatures")
    verifiers = models.JSONField(default=list)
    at = models.DateTimeField(_("verified"))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("handwritten signature")
        verbose_name_plural = _("handwritten signatures")

    def __str__(self) -> str:
        return f"{self.signatory_id} {self.at:%Y-%m-%d}"

    @property
    def verified_by(self) -> str:
        """The names of those who have checked it, in one line."""
        return ", ".join(self.verifiers)


class InkAnnex(models.Model):
    """The sealed file with the scans of a sheet's handwritten signatures. Insert-only."""

    sheet = models.OneToOneField(Sheet, on_delete=models.PROTECT, related_name="ink_annex")
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField(help_text="bytes")
    pages = models.PositiveSmallIntegerField()
    signatures = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("annex of handwritten signatures")
        verbose_name_plural = _("annexes of handwritten signatures")

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.sha256[:12]}"
