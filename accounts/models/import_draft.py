"""What did somebody upload, and what of it went in? Cells are kept for a week, counts for good."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.words import subject_of
from smartcity_portal.kit.sheets import Sheet, find

KEPT = timedelta(days=7)


class DraftState(models.TextChoices):
    CHECKING = "checking", _("Being checked")
    READY = "ready", _("Waiting for your decision")
    APPLYING = "applying", _("Going in")
    APPLIED = "applied", _("Went in")
    DISCARDED = "discarded", _("Discarded")
    EXPIRED = "expired", _("Expired")


class ImportDraftQuerySet(models.QuerySet["ImportDraft"]):
    def visible_to(self, user) -> "ImportDraftQuerySet":
        """A draft is shown to whoever uploaded it."""
        return self.filter(by=user.pk)

    def without_cells(self) -> "ImportDraftQuerySet":
        return self.defer("cells", "findings")

    def of(self, sheet: Sheet, scope: Any) -> "ImportDraftQuerySet":
        """Uploads of this list into this row."""
        return self.filter(sheet=sheet.name, scope=subject_of(scope) if scope is not None else "")

    def outlived(self) -> "ImportDraftQuerySet":
        """Drafts whose cells are to be forgotten."""
        return self.filter(expires_at__lt=timezone.now()).exclude(cells=b"")


def in_a_week() -> Any:
    return timezone.now() + KEPT


class ImportDraft(models.Model):
    """One upload of a list. `cells` and `findings` are compressed; `scope` names the row it goes into.

    `position` is the row of the file up to which lines have gone in, so that work that was
    interrupted goes on where it stopped.
    """

    sheet = models.CharField(max_length=80)
    scope = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        max_length=9, choices=DraftState, default=DraftState.CHECKING, editable=False
    )
    language = models.CharField(max_length=2, default="id")
    heads = models.JSONField(default=dict)
    cells = models.BinaryField(default=bytes)
    findings = models.BinaryField(default=bytes)
    found = models.JSONField(default=dict)
    applied = models.JSONField(default=dict)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(default=in_a_week)

    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DraftState.values), name="draft_state_is_known"
            )
        ]
        indexes = [models.Index(fields=["state", "expires_at"], name="draft_to_forget")]

    def __str__(self) -> str:
        return f"{self.title}, {self.file_name}" if self.file_name else str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("sheets:draft_detail", kwargs={"pk": self.pk})

    @property
    def declaration(self) -> Sheet | None:
        return find(self.sheet)

    @property
    def title(self) -> Any:
        return self.declaration.title if self.declaration else self.sheet

    @property
    def has_cells(self) -> bool:
        gone = {DraftState.DISCARDED, DraftState.EXPIRED}
        return self.state not in gone and self.expires_at > timezone.now()
