"""Which file did somebody ask about, and what was found?"""

import secrets

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    """Make the unguessable name of one check."""
    return secrets.token_urlsafe(18)


class Check(models.Model):
    """One full check of an unknown file. Nobody's name is kept, and the file only until checked.

    `report` is what commitments.signing.inspection found, as plain data; empty while waiting.
    """

    token = models.CharField(max_length=24, unique=True, default=new_token)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField(help_text="bytes")
    report = models.JSONField(default=dict)
    asked_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        verbose_name = _("check of a file")
        verbose_name_plural = _("checks of files")

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.asked_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("verify_result", kwargs={"token": self.token})

    def get_api_url(self) -> str:
        return reverse("verify_api_result", kwargs={"token": self.token})
