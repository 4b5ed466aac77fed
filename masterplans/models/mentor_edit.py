"""What did a mentor change in a copy of the text, and did the region agree?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masterplans.models.review import ChapterRevision
from masterplans.models.section import Section
from masterplans.states import EditState
from programs.models import Enrolment


class MentorEdit(models.Model):
    """A mentor's copy of a revision. The chapter is approved only when the region confirms it."""

    revision = models.ForeignKey(
        ChapterRevision, on_delete=models.PROTECT, related_name="mentor_edits"
    )
    state = models.CharField(
        max_length=9, choices=EditState, default=EditState.DRAFT, editable=False
    )
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("edit of a mentor")
        verbose_name_plural = _("edits of mentors")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=EditState.values), name="edit_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["revision", "by"],
                condition=Q(state="draft"),
                name="one_draft_of_edits_per_mentor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("masterplans:mentor_edit", kwargs={"pk": self.pk})

    @property
    def chapter(self):
        return self.revision.chapter

    @property
    def enrolment(self) -> Enrolment:
        return self.revision.chapter.enrolment

    @property
    def is_draft(self) -> bool:
        return self.state == EditState.DRAFT


class MentorEditPart(models.Model):
    """One section of the copy: what the mentor read, and what they made of it."""

    edit = models.ForeignKey(MentorEdit, on_delete=models.CASCADE, related_name="parts")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="mentor_edits")
    read = models.TextField(blank=True)
    html = models.TextField(blank=True)

    class Meta:
        ordering = ["edit", "section__order"]
        constraints = [
            models.UniqueConstraint(fields=["edit", "section"], name="one_part_per_edited_section")
        ]

    def __str__(self) -> str:
        return f"{self.edit_id}: {self.section}"

    @property
    def is_changed(self) -> bool:
        return self.read != self.html
