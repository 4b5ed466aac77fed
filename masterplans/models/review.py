"""What was handed in, what was said about it, and which verdict names which revision?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from masterplans.models.book import Chapter
from masterplans.models.section import Section
from masterplans.querysets import CommentQuerySet
from masterplans.states import CommentState


class ChapterRevision(models.Model):
    """What the agency handed in. Written once, on submit; a verdict names it.

    `sections` is a list of {"pk", "number", "title", "html", "blocks", "version"};
    `records_sha256` covers the records that the blocks showed, `sha256` both.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    sections = models.JSONField()
    records_sha256 = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["chapter", "-number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["chapter", "number"], name="revision_numbers_run_on")
        ]

    def __str__(self) -> str:
        return f"{self.chapter} r{self.number}"


class Verdict(models.Model):
    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Approved")
        NEEDS_WORK = "needs_work", _("Needs improving")

    revision = models.ForeignKey(ChapterRevision, on_delete=models.PROTECT, related_name="verdicts")
    outcome = models.CharField(max_length=10, choices=Outcome)
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["approved", "needs_work"]), name="verdict_is_known"
            ),
            models.UniqueConstraint(
                fields=["revision"],
                condition=Q(outcome="approved"),
                name="a_revision_is_approved_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.outcome}"


class Comment(models.Model):
    """A mentor's remark on a section; `quote` with `prefix` and `suffix` finds its place in the text."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="comments")
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="comments"
    )
    revision = models.ForeignKey(
        ChapterRevision, on_delete=models.PROTECT, null=True, related_name="comments"
    )
    quote = models.CharField(_("passage"), max_length=300, blank=True)
    prefix = models.CharField(max_length=60, blank=True)
    suffix = models.CharField(max_length=60, blank=True)
    text = models.TextField(_("comment"))
    state = models.CharField(
        max_length=8, choices=CommentState, default=CommentState.OPEN, editable=False
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["section__order", "at", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CommentState.values), name="comment_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return f"{self.chapter.get_absolute_url()}#thread-{self.pk}"

    @property
    def enrolment(self):
        return self.chapter.enrolment


class CommentReply(models.Model):
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="replies")
    text = models.TextField(_("answer"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
