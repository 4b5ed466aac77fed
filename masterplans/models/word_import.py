"""Which Word document did somebody bring, what was found in it, and what of it went into which section?"""

import json
import zlib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from masterplans.models.book import Chapter, Masterplan
from masterplans.models.section import Section
from programs.models import Enrolment

KEPT = timedelta(days=7)


class WordImportState(models.TextChoices):
    READING = "reading", _("Being read")
    READY = "ready", _("Waiting for your decision")
    REFUSED = "refused", _("Could not be read")
    APPLIED = "applied", _("Went in")
    DISCARDED = "discarded", _("Discarded")
    EXPIRED = "expired", _("Expired")


class WordImportQuerySet(models.QuerySet["WordImport"]):
    def visible_to(self, user) -> "WordImportQuerySet":
        """Whoever brought it sees it; what went in is seen by all who see the plan."""
        own = Q(by=user.pk)
        applied = Q(
            state=WordImportState.APPLIED,
            chapter__book__plan__enrolment__in=Enrolment.objects.visible_to(user),
        )
        return self.filter(own | applied)

    def with_names(self) -> "WordImportQuerySet":
        return self.select_related(
            "by",
            "section",
            "chapter__book__plan__enrolment__region",
            "chapter__book__plan__enrolment__cohort",
            "chapter__agency",
        )

    def outlived(self) -> "WordImportQuerySet":
        """Documents about which nobody decided for a week."""
        undecided = [WordImportState.READING, WordImportState.READY]
        return self.filter(state__in=undecided, created_at__lt=timezone.now() - KEPT)


class WordImport(models.Model):
    """One document for one section, or for the sections of one chapter.

    `sha256` names the file in the store: it stays there as the source of what went in. `findings`
    is compressed JSON: parts, pictures, remarks, counts. `applied` says which version of which
    section was made of it.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="word_imports")
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="word_imports"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(default=0)
    state = models.CharField(
        max_length=9, choices=WordImportState, default=WordImportState.READING, editable=False
    )
    problem = models.CharField(max_length=40, blank=True)
    packed = models.BinaryField(default=bytes)
    applied = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = WordImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("Word document")
        verbose_name_plural = _("Word documents")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=WordImportState.values), name="word_import_state_is_known"
            )
        ]
        indexes = [models.Index(fields=["state", "created_at"], name="word_import_to_forget")]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("masterplans:word_import_detail", kwargs={"pk": self.pk})

    @property
    def plan(self) -> Masterplan:
        return self.chapter.book.plan

    @property
    def enrolment(self) -> Enrolment:
        return self.chapter.book.plan.enrolment

    @property
    def findings(self) -> dict[str, Any]:
        """What was read: parts, pictures, remarks, counts, own; empty before it was."""
        return json.loads(zlib.decompress(bytes(self.packed))) if self.packed else {}

    @findings.setter
    def findings(self, value: dict[str, Any]) -> None:
        self.packed = zlib.compress(json.dumps(value, ensure_ascii=False).encode())
