"""What does an edition plan for each bimtek: agenda, outputs, requirements, worksheets?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.models.edition import GuidanceEdition


class StagePlan(models.Model):
    """One bimtek as the edition plans it; `agenda` rows hold day, start, end and title."""

    edition = models.ForeignKey(GuidanceEdition, on_delete=models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    days = models.PositiveSmallIntegerField(default=2)
    goals = models.JSONField(default=list)
    agenda = models.JSONField(default=list)

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="one_plan_per_stage"),
            models.CheckConstraint(
                condition=models.Q(number__range=(1, 4)), name="stages_are_one_to_four"
            ),
        ]

    def __str__(self) -> str:
        return f"Bimtek {['I', 'II', 'III', 'IV'][self.number - 1]}"


class OutputPlan(models.Model):
    stage = models.ForeignKey(StagePlan, on_delete=models.CASCADE, related_name="outputs")
    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=8, choices=[("computed", "computed"), ("file", "file")])
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["stage", "order"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "code"], name="one_output_per_code")
        ]

    def __str__(self) -> str:
        return self.title


class GateRule(models.Model):
    """What a stage asks for before it closes; `requirement` names a kind in workshops.requirements."""

    stage = models.ForeignKey(StagePlan, on_delete=models.CASCADE, related_name="requirements")
    requirement = models.SlugField(max_length=40)
    parameters = models.JSONField(default=dict)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["stage", "order"]

    def __str__(self) -> str:
        return self.requirement


class WorksheetRecords(models.TextChoices):
    READINESS = "readiness", _("Readiness")
    SWOT = "swot", _("SWOT")
    GAPS = "gaps", _("Gaps")
    PROGRAMS = "programs", _("Programmes")
    ACTIONS = "actions", _("Action plan")
    QUICK_WINS = "quick_wins", _("Quick wins")


class WorksheetGroups(models.TextChoices):
    COMPONENT = "component", _("One group per component")
    DIMENSION = "dimension", _("One group per dimension")
    STRAND = "strand", _("One group per strand of the action plan")


class WorksheetPlan(models.Model):
    """What groups fill in at a bimtek: the kind of plan record, and how the room is parted."""

    stage = models.ForeignKey(StagePlan, on_delete=models.CASCADE, related_name="worksheets")
    code = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    guidance = models.TextField(blank=True)
    records = models.CharField(max_length=10, choices=WorksheetRecords)
    groups = models.CharField(max_length=9, choices=WorksheetGroups)

    class Meta:
        ordering = ["stage", "order"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "code"], name="one_worksheet_per_code"),
            models.CheckConstraint(
                condition=models.Q(records__in=WorksheetRecords.values),
                name="worksheet_records_are_known",
            ),
            models.CheckConstraint(
                condition=models.Q(groups__in=WorksheetGroups.values),
                name="worksheet_groups_are_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title
