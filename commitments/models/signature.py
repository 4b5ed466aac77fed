"""What was signed by whom, with which certificate? Rows that are written once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.sheet import Sheet
from commitments.models.signatory import Route, Signatory
from commitments.querysets import SigningCertificateQuerySet


class Certificate(models.Model):
    """A certificate that stands behind signatures; no private key is kept. Insert-only.

    The portal's authority makes one for each signature of a person. One of another authority
    ("other") may serve many signatures, so its `issuer` belongs to its number.
    """

    class Kind(models.TextChoices):
        SEAL = "seal", _("Seal of the portal")
        CLOCK = "clock", _("Clock of the portal")
        PERSON = "person", _("One signature of a person")
        OTHER = "other", _("Certificate of another authority")

    kind = models.CharField(max_length=6, choices=Kind)
    serial = models.CharField(max_length=40)
    issuer = models.CharField(max_length=200, blank=True, help_text="empty for the portal's own")
    name = models.CharField(max_length=200)
    pem = models.TextField()
    made_at = models.DateTimeField()

    objects = SigningCertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["seal", "clock", "person", "other"]),
                name="certificate_kind_is_known",
            ),
            models.UniqueConstraint(fields=["serial", "issuer"], name="one_certificate_per_issuer"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.serial}"


class Signature(models.Model):
    """One person's own signature in one field of one sheet. Insert-only."""

    class Mark(models.TextChoices):
        DRAWN = "drawn", _("Drawn")
        UPLOADED = "uploaded", _("Uploaded")
        TYPED = "typed", _("Typed")
        NONE = "none", _("Set by the service")

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="signatures")
    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="signature")
    field = models.CharField(max_length=20)
    route = models.CharField(max_length=8, choices=Route)
    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="signatures"
    )
    certified = models.BooleanField(
        default=False, help_text="the chain of the certificate ends in a root of BSrE"
    )
    mark = models.CharField(max_length=8, choices=Mark)
    consent_sha256 = models.CharField(max_length=64)
    authenticated_by = models.CharField(max_length=20, help_text="password, totp")
    before_sha256 = models.CharField(max_length=64)
    after_sha256 = models.CharField(max_length=64, unique=True)
    clock = models.CharField(
        max_length=200, blank=True, help_text="who stamped the time; empty for the portal"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["sheet", "at"]
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "field"], name="one_signature_per_field"),
            models.CheckConstraint(
                condition=Q(route__in=Route.values), name="signature_route_is_known"
            ),
            models.CheckConstraint(
                condition=Q(mark__in=["drawn", "uploaded", "typed", "none"]),
                name="signature_mark_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.after_sha256[:12]}"
