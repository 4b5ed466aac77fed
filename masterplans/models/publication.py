"""Which bytes were last drawn as a draft, and which were issued and never change again?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masterplans.models.book import Book, Chapter
from masterplans.querysets import BookEditionQuerySet


class BookDraft(models.Model):
    """The last good draft of a book; `content_key` names the content that it shows."""

    book = models.OneToOneField(Book, on_delete=models.CASCADE, related_name="draft")
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="bytes")
    content_key = models.CharField(max_length=64)
    built_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.book} {self.sha256[:12]}"

    @property
    def enrolment(self):
        return self.book.enrolment


class ChapterPrint(models.Model):
    """How a chapter looked in print when somebody last wanted to see it; may be swept away."""

    chapter = models.OneToOneField(Chapter, on_delete=models.CASCADE, related_name="printed")
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="bytes")
    content_key = models.CharField(max_length=64)
    built_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.chapter} {self.sha256[:12]}"

    @property
    def enrolment(self):
        return self.chapter.enrolment


class BookEdition(models.Model):
    """An issued edition: bytes by hash, chapter revisions, records as they stood. Immutable.

    `revisions` is a list of {"chapter", "title", "revision", "sha256", …}; `records` a snapshot.
    `text_sha256` is the fingerprint that is printed in it; `material_sha256` names what its
    other files (Word, slides, Excel) are made from, also later.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("number"))
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    code = models.CharField(_("code"), max_length=9, blank=True, editable=False)
    pages = models.PositiveIntegerField(_("pages"))
    size = models.PositiveIntegerField(help_text="bytes")
    revisions = models.JSONField(default=list)
    records = models.JSONField(default=dict)
    text_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    material_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(_("issued at"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = BookEditionQuerySet.as_manager()

    class Meta:
        ordering = ["book", "-number"]
        verbose_name = _("issued edition")
        verbose_name_plural = _("issued editions")
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="edition_numbers_run_on"),
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="one_edition_per_code"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="") | Q(withdrawn_at__isnull=False),
                name="withdrawal_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book} ed. {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("masterplans:edition_download", kwargs={"sha256": self.sha256})

    @property
    def enrolment(self):
        return self.book.enrolment
