"""Who has taken part enough to get a certificate, and which certificate stands?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programs.models import Tenure
from programs.models.sourced import Sourced
from workshops.after_querysets import CertificateQuerySet
from workshops.models.workshop import Workshop


class CertificatePlan(Sourced):
    """How the certificates of one meeting look and who gets one.

    `minimum_share` is the least share of sessions in percent; empty follows the edition.
    `last` is the last serial number that was given.
    """

    workshop = models.OneToOneField(
        Workshop, on_delete=models.PROTECT, related_name="certificate_plan"
    )
    minimum_share = models.PositiveSmallIntegerField(
        _("least share of sessions in percent"), null=True, blank=True
    )
    hours = models.PositiveSmallIntegerField(_("teaching hours"), null=True, blank=True)
    pattern = models.CharField(_("number"), max_length=80)
    place = models.CharField(_("place"), max_length=100)
    dated = models.DateField(_("date on the certificate"))
    signatory = models.ForeignKey(
        Tenure, on_delete=models.PROTECT, related_name="+", verbose_name=_("issued by")
    )
    last = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("rules for certificates")
        verbose_name_plural = _("rules for certificates")
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum_share=None) | Q(minimum_share__range=(1, 100)),
                name="least_share_is_a_percentage",
            )
        ]

    def __str__(self) -> str:
        return str(self.workshop)

    @property
    def enrolment(self):
        return self.workshop.enrolment


class Certificate(Sourced):
    """One certificate as it was issued: its words never change, it can only be withdrawn.

    A corrected name makes a new row that `replaces` the old one under the same serial number.
    """

    plan = models.ForeignKey(CertificatePlan, on_delete=models.PROTECT, related_name="certificates")
    participation = models.ForeignKey(
        "workshops.Participation", on_delete=models.PROTECT, related_name="certificates"
    )
    code = models.CharField(max_length=9, unique=True)
    serial = models.PositiveIntegerField()
    revision = models.PositiveSmallIntegerField(default=0)
    number = models.CharField(_("number"), max_length=100)
    name = models.CharField(_("name"), max_length=150)
    words = models.JSONField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_reason = models.TextField(_("reason"), blank=True)
    mailed_at = models.DateTimeField(null=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "serial", "revision"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "serial", "revision"], name="one_certificate_per_serial"
            ),
            models.UniqueConstraint(
                fields=["participation"],
                condition=Q(withdrawn_at=None),
                name="one_standing_certificate_each",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""),
                name="a_withdrawal_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("check_certificate", kwargs={"code": self.code})

    @property
    def enrolment(self):
        return self.plan.workshop.enrolment

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def sha256(self) -> str:
        """The hash of the printed file, empty while it waits for the press."""
        printed = getattr(self, "print", None)
        return printed.sha256 if printed else ""


class CertificatePrint(models.Model):
    """The bytes of a certificate, printed once. Insert-only."""

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="print")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="bytes")
    printed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("printed certificate")
        verbose_name_plural = _("printed certificates")

    def __str__(self) -> str:
        return self.sha256[:12]
