"""How far is one try to sign outside the portal, and who holds the sheet meanwhile?"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.endpoint import SigningEndpoint
from commitments.models.sheet import Sheet
from commitments.models.signatory import Route, Signatory
from commitments.querysets import AttemptQuerySet
from commitments.states import LEASING_STATES, OPEN_ATTEMPTS, AttemptState


class Attempt(models.Model):
    """One try to have a signature made by another service, or brought back as a file.

    Until it has ended, or until `lease_until`, nobody else signs the sheet: the bytes that went
    out (`before_sha256`) are the ones that must come back. `key` comes from the form, so that
    one press of the button is one try. No secret and no identity number is part of it.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="attempts")
    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="attempts")
    endpoint = models.ForeignKey(
        SigningEndpoint, on_delete=models.PROTECT, null=True, related_name="attempts"
    )
    route = models.CharField(_("route"), max_length=8, choices=Route)
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=AttemptState, default=AttemptState.PREPARED
    )
    consent_sha256 = models.CharField(max_length=64)
    before_sha256 = models.CharField(max_length=64)
    after_sha256 = models.CharField(max_length=64, blank=True)
    mark = models.CharField(max_length=8, default="none")
    authenticated_by = models.CharField(max_length=20, blank=True)
    document_id = models.CharField(max_length=64, blank=True, help_text="as the service calls it")
    problem = models.CharField(max_length=40, blank=True, help_text="a code")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField()

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name = _("attempt to sign")
        verbose_name_plural = _("attempts to sign")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=AttemptState.values), name="attempt_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["signatory"],
                condition=Q(state__in=OPEN_ATTEMPTS),
                name="one_open_attempt_per_signatory",
            ),
            models.UniqueConstraint(
                fields=["sheet"],
                condition=Q(state__in=LEASING_STATES),
                name="one_lease_per_sheet",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signatory_id} {self.route} {self.state}"

    @property
    def enrolment(self):
        return self.sheet.enrolment

    @property
    def is_away(self) -> bool:
        """The person has taken the document out, to bring it back signed."""
        return self.route == Route.BROUGHT

    @property
    def is_unknown(self) -> bool:
        return self.state == AttemptState.UNKNOWN
