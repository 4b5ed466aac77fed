"""Where does an organisation's signing service answer, and how does the portal speak with it?"""

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.querysets import EndpointQuerySet
from programs.models import Region


class ApiVersion(models.TextChoices):
    V1 = "v1", _("Version 1 (form data)")
    V2 = "v2", _("Version 2 (JSON)")


class Identity(models.TextChoices):
    EMAIL = "email", _("E-mail address")
    NIK = "nik", _("NIK, typed at each signature and not kept")


class Factor(models.TextChoices):
    PASSPHRASE = "passphrase", _("Passphrase")
    TOTP = "totp", _("One-time code (TOTP)")


class SigningEndpoint(models.Model):
    """The Esign Client of BSrE in one organisation: a region's, or the ministry's (`region` empty).

    `password_sealed` holds the password of the portal's own account there, encrypted; nothing of
    a person who signs is ever kept here.
    """

    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signing_endpoints",
        verbose_name=_("region"),
    )
    base_url = models.URLField(
        _("address"), help_text=_("For example https://esign.bontangkota.go.id")
    )
    api_version = models.CharField(
        _("interface"), max_length=2, choices=ApiVersion, default=ApiVersion.V2
    )
    username = models.CharField(_("account of the portal there"), max_length=100)
    password_sealed = models.TextField(blank=True, editable=False)
    identity = models.CharField(
        _("people are known by"), max_length=5, choices=Identity, default=Identity.EMAIL
    )
    factor = models.CharField(
        _("people confirm with"), max_length=10, choices=Factor, default=Factor.PASSPHRASE
    )
    tls_ca = models.TextField(
        _("certificate of the service's own authority (PEM)"),
        blank=True,
        help_text=_("Only where the service has no public certificate."),
    )
    allows_http = models.BooleanField(
        _("speak without encryption"),
        default=False,
        help_text=_("Only inside a closed network: passphrases then travel in the clear."),
    )
    timeout = models.PositiveSmallIntegerField(_("patience in seconds"), default=60)
    enabled = models.BooleanField(_("in use"), default=True)
    checked_at = models.DateTimeField(null=True, editable=False)
    problem = models.CharField(max_length=300, blank=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    changed_at = models.DateTimeField(auto_now=True)

    objects = EndpointQuerySet.as_manager()

    class Meta:
        ordering = ["region__name", "pk"]
        verbose_name = _("signing service")
        verbose_name_plural = _("signing services")
        constraints = [
            models.UniqueConstraint(
                Coalesce("region", Value(0), output_field=models.BigIntegerField()),
                name="one_endpoint_per_region",
                violation_error_message=_("There is a signing service for this already."),
            ),
            models.CheckConstraint(
                condition=Q(api_version__in=ApiVersion.values), name="endpoint_version_is_known"
            ),
            models.CheckConstraint(
                condition=Q(factor="passphrase") | Q(api_version="v2"),
                name="one_time_codes_need_v2",
            ),
            models.CheckConstraint(
                condition=Q(identity="nik") | Q(api_version="v2"), name="email_needs_v2"
            ),
        ]

    def __str__(self) -> str:
        return str(self.region or gettext("The ministry"))

    def get_absolute_url(self) -> str:
        return reverse("commitments:endpoint_edit", kwargs={"pk": self.pk})
