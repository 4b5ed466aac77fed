"""Who signs in whose place, and who helps them? Both are written down; neither is a signature."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.signatory import Signatory
from commitments.querysets import AideQuerySet
from programs.models import Office, Tenure


class OnBehalf(models.TextChoices):
    """In whose name a delegate signs, as it stands before the office on the paper."""

    ON_BEHALF = "a.n.", _("On behalf of (a.n.)")
    FOR_ATTENTION = "u.b.", _("For the one on whose behalf (u.b.)")
    DAILY = "Plh.", _("Daily executor (Plh.)")
    ACTING = "Plt.", _("Acting (Plt.)")


class Mandate(models.Model):
    """A place on a sheet handed to another official, with the paper that allows it. Insert-only."""

    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="mandates")
    given_by = models.ForeignKey(
        Tenure, on_delete=models.PROTECT, related_name="+", verbose_name=_("instead of")
    )
    given_to = models.ForeignKey(
        Tenure, on_delete=models.PROTECT, related_name="+", verbose_name=_("who signs")
    )
    kind = models.CharField(_("signs as"), max_length=4, choices=OnBehalf)
    decree = models.CharField(_("number of the mandate"), max_length=120)
    file_sha256 = models.CharField(max_length=64, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["signatory", "at", "pk"]
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OnBehalf.values), name="mandate_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.given_by}: {self.given_to}"


class Aide(models.Model):
    """Somebody who prepares signatures of an office: reads, asks, leaves a note. Never signs."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="aides")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="aided_offices"
    )
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = AideQuerySet.as_manager()

    class Meta:
        ordering = ["office", "since"]
        verbose_name = _("aide")
        verbose_name_plural = _("aides")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "user"], condition=Q(until=None), name="one_aide_per_office"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.office}"


class AideNote(models.Model):
    """What an aide tells the signatory before signing; only the two of them read it."""

    signatory = models.ForeignKey(Signatory, on_delete=models.CASCADE, related_name="aide_notes")
    text = models.TextField(_("note"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("note of an aide")
        verbose_name_plural = _("notes of aides")

    def __str__(self) -> str:
        return self.text[:60]
