"""What was handed in, what was said about it, and which verdict names which revision?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from masterplans.models.book import Chapter
from masterplans.models.phrase import Phrase
from masterplans.models.section import Section
from masterplans.querysets import CommentQuerySet
from masterplans.states import CommentState, Fault, Suggestion


class ChapterRevision(models.Model):
    """What the agency handed in. Written once, on submit; a verdict names it.

    `sections` is a list of {"pk", "number", "title", "html", "blocks", "version"};
    `records_sha256` covers the records that the blocks showed, `sha256` both; `records` keeps these
    rows by table and primary key, so that a later reading can tell which cells changed.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    sections = models.JSONField()
    records = models.JSONField(default=dict)
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


class ReviewSheet(models.Model):
    """What a mentor has ticked and noted about a revision before the verdict; the verdict keeps it."""

    revision = models.ForeignKey(
        ChapterRevision, on_delete=models.CASCADE, related_name="review_sheets"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    ticks = models.JSONField(default=list)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "by"], name="one_review_sheet_per_revision_and_mentor"
            )
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.by}"


class Verdict(models.Model):
    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Approved")
        NEEDS_WORK = "needs_work", _("Needs improving")

    revision = models.ForeignKey(ChapterRevision, on_delete=models.PROTECT, related_name="verdicts")
    outcome = models.CharField(max_length=10, choices=Outcome)
    note = models.TextField(_("note"), blank=True)
    checklist = models.JSONField(default=list, help_text="{text, met}")
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
                fields=["revision", "by"],
                condition=Q(outcome="approved"),
                name="a_mentor_approves_a_revision_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.outcome}"


class Comment(models.Model):
    """A mentor's remark on a chapter, a section, a passage of it, or a cell of a record.

    `quote` is the passage as it was when the remark was made, `prefix` and `suffix` what stood
    around it. `standing` is the same passage as the text has it now, beginning at `position`;
    `lost` when it can no longer be found. A remark on a record names it as history does
    ("masterplans.planprogram:12") with the field; `quote` is then the value of the cell.
    `replacement` is what a suggestion would put in the place of the quote.
    """

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
    standing = models.TextField(blank=True, editable=False)
    position = models.PositiveIntegerField(null=True, editable=False)
    lost = models.BooleanField(default=False, editable=False)
    record = models.CharField(max_length=60, blank=True)
    record_field = models.CharField(max_length=40, blank=True)
    record_name = models.CharField(max_length=200, blank=True)
    category = models.CharField(_("kind of fault"), max_length=12, choices=Fault, blank=True)
    phrase = models.ForeignKey(
        Phrase, on_delete=models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    is_suggestion = models.BooleanField(default=False, editable=False)
    replacement = models.TextField(_("suggested words"), blank=True)
    suggestion = models.CharField(max_length=8, choices=Suggestion, blank=True, editable=False)
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
            ),
            models.CheckConstraint(
                condition=Q(category__in=["", *Fault.values]), name="comment_category_is_known"
            ),
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
