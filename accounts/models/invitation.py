"""Who was invited to which relation, by whom, until when?"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.words import RELATION_LABELS


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def visible_to(self, user) -> "InvitationQuerySet":
        """Invitations that `user` sent or accepted; all of them for who oversees invitations."""
        if user.has_perm("accounts.oversee_invitations"):
            return self
        return self.filter(models.Q(invited_by=user) | models.Q(accepted_by=user))

    def unmailed(self) -> "InvitationQuerySet":
        return self.open().filter(mailed_at=None)

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
    mailed_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"{self.relation}: {self.subject_label}"

    @property
    def relation_label(self) -> Any:
        return RELATION_LABELS.get(self.relation, self.relation)

    @property
    def promise_text(self) -> str:
        """What is promised, in words: "Writer of the agency, Dinas Kesehatan, Kota Bontang"."""
        return ", ".join(str(part) for part in (self.relation_label, self.subject_label) if part)

    @property
    def state_word(self) -> tuple[str, Any]:
        """Return the tone and the word of its state."""
        if self.accepted_at:
            return "ok", _("Accepted")
        if self.withdrawn_at:
            return "stop", _("Withdrawn")
        if not self.is_open:
            return "none", _("Expired")
        return "wait", _("Waiting for an answer")

    @property
    def is_open(self) -> bool:
        return (
            self.accepted_at is None
            and self.withdrawn_at is None
            and self.expires_at > timezone.now()
        )
