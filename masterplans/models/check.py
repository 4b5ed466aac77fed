"""What did the checks find in a plan, which chapters wait to be checked, and which paragraphs are known?"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from masterplans.models.book import Chapter, Masterplan
from masterplans.models.section import Section
from masterplans.querysets import CheckResultQuerySet, CheckRunQuerySet


class CheckResult(models.Model):
    """One finding of one check. `rule` names the check; its sentence is made from `parameters`.

    The place is a quote with the words around it, or a record ("masterplans.planprogram:7") and its
    field. `fingerprint` covers the rule, the place and what stands there: the same finding is the
    same row, with its dismissal, and a changed text makes another one. A dismissed finding that is
    no longer there is gone and keeps its reason; others are forgotten.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DISMISSED = "dismissed", _("Dismissed")
        GONE = "gone", _("No longer there")

    class Severity(models.TextChoices):
        MUST = "must", _("Must be settled")
        SHOULD = "should", _("Worth a look")

    plan = models.ForeignKey(Masterplan, on_delete=models.CASCADE, related_name="check_results")
    chapter = models.ForeignKey(
        Chapter, on_delete=models.CASCADE, null=True, blank=True, related_name="check_results"
    )
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="check_results"
    )
    rule = models.SlugField(_("check"), max_length=40)
    severity = models.CharField(_("weight"), max_length=6, choices=Severity)
    record = models.CharField(max_length=80, blank=True)
    record_field = models.CharField(max_length=40, blank=True)
    quote = models.CharField(_("passage"), max_length=300, blank=True)
    prefix = models.CharField(max_length=60, blank=True)
    suffix = models.CharField(max_length=60, blank=True)
    block = models.PositiveIntegerField(null=True, blank=True)
    parameters = models.JSONField(default=dict, blank=True)
    fingerprint = models.CharField(max_length=64)
    from_records = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=0)
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.OPEN, editable=False
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("dismissed at"), null=True, blank=True)
    found_at = models.DateTimeField(_("found at"))

    objects = CheckResultQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "order", "pk"]
        verbose_name = _("finding of a check")
        verbose_name_plural = _("findings of checks")
        constraints = [
            models.UniqueConstraint(fields=["plan", "fingerprint"], name="one_row_per_finding"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "dismissed", "gone"]),
                name="check_result_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(severity__in=["must", "should"]), name="check_severity_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["chapter", "state"], name="findings_of_a_chapter"),
            models.Index(fields=["plan", "state"], name="findings_of_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.quote[:60] or self.record}"

    @property
    def enrolment(self) -> Any:
        return self.plan.enrolment


class CheckRun(models.Model):
    """Whether a chapter, or a plan as a whole (no chapter), waits to be checked, and when it last was.

    `read_at` is the moment at which the last run read the texts: an older run never overwrites it.
    """

    plan = models.ForeignKey(Masterplan, on_delete=models.CASCADE, related_name="check_runs")
    chapter = models.OneToOneField(
        Chapter, on_delete=models.CASCADE, null=True, blank=True, related_name="check_run"
    )
    wanted_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = CheckRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run of the checks")
        verbose_name_plural = _("runs of the checks")
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(chapter=None), name="one_run_per_whole_plan"
            )
        ]
        indexes = [models.Index(fields=["wanted_at"], name="checks_wanted")]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.chapter_id or '*'}"


class ParagraphPrint(models.Model):
    """One mark of a long paragraph: several plans that share a paragraph share its marks.

    `digest` names the paragraph within its section, `mark` is one of the smallest hashes of its
    word groups, `since` is when the paragraph was first seen.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="paragraph_prints")
    digest = models.BigIntegerField()
    mark = models.BigIntegerField(db_index=True)
    words = models.PositiveIntegerField()
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("print of a paragraph")
        verbose_name_plural = _("prints of paragraphs")
        constraints = [
            models.UniqueConstraint(
                fields=["section", "digest", "mark"], name="one_row_per_paragraph_mark"
            )
        ]

    def __str__(self) -> str:
        return f"{self.section_id}: {self.mark}"
