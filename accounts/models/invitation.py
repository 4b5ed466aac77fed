"""Who was invited to which relation, by whom, until when?"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def sent_by(self, user) -> "InvitationQuerySet":
        return self.filter(invited_by=user)


class Invitation(models.Model):
    """A promise of one relation to whoever holds the link; only the token's SHA-256 is stored."""

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=150)
    relation = models.CharField(_("relation"), max_length=40, help_text="coordinator, writer …")
    subject = models.CharField(max_length=120, blank=True, help_text="programs.region:6474")
    subject_label = models.CharField(_("for"), max_length=200, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_sent"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"{self.relation}: {self.subject_label}"

    @property
    def is_open(self) -> bool:
        return (
            self.accepted_at is None
            and self.withdrawn_at is None
            and self.expires_at > timezone.now()
        )
