"""Has the new holder of an office taken over what the office holds?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programs.models.agency import Office, Tenure
from programs.querysets import AcknowledgementQuerySet


class Acknowledgement(models.Model):
    """The successor is asked to acknowledge what the office holds.

    `handed_over` is the list as it stood when the person acknowledged: [{"kind", "text", "since"}].
    """

    tenure = models.OneToOneField(Tenure, on_delete=models.CASCADE, related_name="acknowledgement")
    predecessor = models.ForeignKey(
        Tenure, on_delete=models.SET_NULL, null=True, blank=True, related_name="handed_on"
    )
    asked_at = models.DateTimeField(_("asked"))
    reminded_at = models.DateTimeField(_("reminded"), null=True, editable=False)
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    handed_over = models.JSONField(default=list, editable=False)

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("acknowledgement of an office")
        verbose_name_plural = _("acknowledgements of offices")
        constraints = [
            models.CheckConstraint(
                condition=Q(acknowledged_at=None) | Q(by__isnull=False),
                name="an_acknowledgement_has_its_person",
            )
        ]

    def __str__(self) -> str:
        return str(self.tenure)

    def get_absolute_url(self) -> str:
        return reverse("programs:acknowledgement_detail", kwargs={"pk": self.pk})

    @property
    def office(self) -> Office:
        return self.tenure.office

    @property
    def is_open(self) -> bool:
        return self.acknowledged_at is None
