"""What happened, who did it, and when? One insert-only line per act, chained by hash."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.words import sentence_of


class HistoryEntry(models.Model):
    """One line of history of one subject. A database trigger refuses UPDATE and DELETE.

    `number` counts 1, 2, 3 … within a subject; `hash` covers the line and the hash before it.
    """

    subject = models.CharField(_("subject"), max_length=120, help_text="masterplans.chapter:42")
    number = models.PositiveIntegerField(_("number"))
    verb = models.CharField(_("verb"), max_length=80, help_text="masterplans.chapter.approve")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    data = models.JSONField(_("data"), default=dict)
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("history entry")
        verbose_name_plural = _("history entries")
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="history_numbers_run_on"),
        ]
        indexes = [models.Index(fields=["verb", "at"], name="history_by_verb")]

    def __str__(self) -> str:
        return f"{self.subject} #{self.number} {self.verb}"

    @property
    def sentence(self) -> str:
        """Say in the reader's language what was done."""
        return sentence_of(self.verb, self.data)


class HistorySeal(models.Model):
    """One hash over all of history up to a line, and over the seal before it. Insert-only.

    A seal covers the lines up to `upto` by key; `seen` is the newest key at that moment, which the
    next seal will cover: a line that was still being written is not left out. The newest seal is
    named in signed files, so that history cannot be cut off without their notice.
    """

    number = models.PositiveIntegerField(_("number"), unique=True)
    upto = models.PositiveBigIntegerField()
    seen = models.PositiveBigIntegerField()
    lines = models.PositiveIntegerField(help_text="that this seal adds")
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("seal of history")
        verbose_name_plural = _("seals of history")

    def __str__(self) -> str:
        return f"seal {self.number}"
