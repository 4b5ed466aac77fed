"""Which certificates no longer count, from when, and what was told to the world about them?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.signature import Certificate
from commitments.querysets import RevocationQuerySet


class Revocation(models.Model):
    """One certificate was taken back. Insert-only: nobody takes a revocation back.

    What was signed before `since` stays valid; what was signed at or after it does not count.
    """

    class Reason(models.TextChoices):
        MISUSED = "misused", _("Somebody else signed with it")
        COMPROMISED = "compromised", _("Its key may be known to others")
        MISTAKEN = "mistaken", _("Made in error: wrong person or office")
        REPLACED = "replaced", _("Replaced by a new certificate")

    certificate = models.OneToOneField(
        Certificate, on_delete=models.PROTECT, related_name="revocation"
    )
    reason = models.CharField(_("reason"), max_length=11, choices=Reason)
    note = models.TextField(
        _("what happened"), help_text=_("Read by the ministry; not shown to the public.")
    )
    since = models.DateTimeField(
        _("does not count from"),
        help_text=_("What was signed earlier stays valid."),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = RevocationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("revocation")
        verbose_name_plural = _("revocations")
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=["misused", "compromised", "mistaken", "replaced"]),
                name="revocation_reason_is_known",
            ),
            models.CheckConstraint(
                condition=Q(since__lte=models.F("at")), name="revoked_from_the_past"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.since:%Y-%m-%d}"


class RevocationList(models.Model):
    """One list that the portal's authority has signed, as it is served. Insert-only.

    `issuer` is the serial number of the issuing certificate: each keeps a list of its own.
    """

    issuer = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    entries = models.PositiveIntegerField()
    content = models.BinaryField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="the next list follows before this moment")

    class Meta:
        ordering = ["-number"]
        verbose_name = _("revocation list")
        verbose_name_plural = _("revocation lists")
        constraints = [
            models.UniqueConstraint(fields=["issuer", "number"], name="one_list_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.issuer[:12]} {self.number}"
