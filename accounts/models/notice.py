"""Who was told what, and why? A stored row that is shown in the portal and mailed once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.words import NoticeWords, notice_words


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user) -> "NoticeQuerySet":
        return self.filter(to=user.pk)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def unmailed(self) -> "NoticeQuerySet":
        return self.filter(mailed_at=None, to__is_active=True)


class Notice(models.Model):
    """Something one person was told; its words come from the kind registered under `kind`."""

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=80, help_text="masterplans.chapter_approved")
    subject = models.CharField(max_length=120, help_text="masterplans.chapter:42")
    url = models.CharField(max_length=300, blank=True)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [models.Index(fields=["to", "read_at"], name="notice_unread")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.to_id}"

    @property
    def words(self) -> NoticeWords:
        """Title, body and reason in the reader's language."""
        return notice_words(self.kind, self.data)

    @property
    def title(self) -> str:
        return self.words.title

    @property
    def body(self) -> str:
        return self.words.body

    @property
    def reason(self) -> str:
        return self.words.reason
