"""Who holds which office, in which capacity, from when to when? Office, not person."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programs.models.region import Region
from programs.models.sourced import Sourced
from programs.querysets import (
    AgencyQuerySet,
    OfficeQuerySet,
    OfficialQuerySet,
    TenureQuerySet,
)


class Agency(Sourced):
    """A region's agency (OPD); the coordinating one is usually Diskominfo."""

    class Kind(models.TextChoices):
        COORDINATOR = "coordinator", _("Communication and informatics")
        PLANNING = "planning", _("Planning")
        OTHER = "other", _("Other")

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="agencies")
    name = models.CharField(_("name"), max_length=160)
    short_name = models.CharField(_("short name"), max_length=40)
    kind = models.CharField(_("kind"), max_length=11, choices=Kind, default=Kind.OTHER)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["region", "name"]
        verbose_name = _("agency (OPD)")
        verbose_name_plural = _("agencies (OPD)")
        constraints = [
            models.UniqueConstraint(fields=["region", "name"], name="one_agency_per_name"),
            models.UniqueConstraint(
                fields=["region"], condition=Q(kind="coordinator"), name="one_coordinating_agency"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("programs:agency_detail", kwargs={"pk": self.pk})

    @property
    def is_coordinator(self) -> bool:
        return self.kind == self.Kind.COORDINATOR


class Official(Sourced):
    """A person who holds or held an office; `user` is set once they have an account."""

    name = models.CharField(_("name"), max_length=150)
    nip = models.CharField("NIP", max_length=18, blank=True)
    rank = models.CharField(_("rank"), max_length=80, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="officials",
    )

    objects = OfficialQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("official")
        verbose_name_plural = _("officials")

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """A post of a region (its head) or of an agency; people come and go, the office stays."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="offices")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="offices"
    )
    title = models.CharField(_("title"), max_length=160)
    is_head = models.BooleanField(
        _("heads the region or agency"), default=True, help_text=_("Heads sign commitments.")
    )

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["region", "agency__name", "title"]
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "agency", "title"], name="one_office_per_title"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Capacity(models.TextChoices):
    DEFINITIVE = "definitif", "Definitif"
    PJ = "pj", "Pj."
    PLT = "plt", "Plt."
    PLH = "plh", "Plh."


class Tenure(Sourced):
    """An official's time in an office; `until` is the last day, empty while it lasts."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tenures")
    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="tenures")
    capacity = models.CharField(
        _("capacity"), max_length=9, choices=Capacity, default=Capacity.DEFINITIVE
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    decree = models.CharField(_("decree"), max_length=120, blank=True)

    objects = TenureQuerySet.as_manager()

    class Meta:
        ordering = ["office", "-since"]
        verbose_name = _("tenure")
        verbose_name_plural = _("tenures")
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__in=Capacity.values), name="capacity_is_known"
            ),
            models.UniqueConstraint(
                fields=["office"], condition=Q(until=None), name="one_holder_of_an_office"
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=models.F("since")),
                name="tenure_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official}, {self.printed_title}"

    @property
    def printed_title(self) -> str:
        """The title as it stands above a signature: "Plt. Kepala Dinas …"."""
        prefix = "" if self.capacity == Capacity.DEFINITIVE else f"{self.get_capacity_display()} "
        return f"{prefix}{self.office.title}"
