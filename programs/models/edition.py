"""What does a year's guidance ask for? Everything that changes from year to year, as rows."""

from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from programs.inferred import covers
from programs.querysets import EditionQuerySet
from programs.states import Approvals, EditionState


class GuidanceEdition(models.Model):
    """One year's guidance. `inferred` lists dotted paths of values that no source confirms.

    `version` counts writes, so that a form knows whether the rows changed since it was opened.
    `based_on` is the edition this one was cloned from; `reason` says why a revision was needed.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)
    state = models.CharField(
        _("state"), max_length=6, choices=EditionState, default=EditionState.DRAFT, editable=False
    )
    programme = models.CharField(_("programme"), max_length=120)
    ministry = models.CharField(_("ministry"), max_length=120)
    unit = models.CharField(_("unit"), max_length=160)
    theme = models.CharField(_("theme"), max_length=200, blank=True)
    period_years = models.PositiveSmallIntegerField(_("years of the plan"), default=10)
    head_approves = models.BooleanField(
        _("the head of the agency approves a chapter before the mentor"), default=False
    )
    approvals = models.CharField(
        _("approvals that a chapter needs"), max_length=3, choices=Approvals, default="one"
    )
    certificate_share = models.PositiveSmallIntegerField(
        _("least share of sessions for a certificate, in percent"), default=75
    )
    readiness_components = models.JSONField(
        _("components of readiness"), default=list, help_text=_("in reading order")
    )
    sources = models.JSONField(_("sources"), default=dict, help_text=_("code → citation"))
    inferred = models.JSONField(_("not confirmed by a source"), default=list)
    quick_win_minimum = models.PositiveSmallIntegerField(_("fewest quick wins"), default=3)
    quick_win_maximum = models.PositiveSmallIntegerField(_("most quick wins"), default=6)
    quick_win_per_dimension = models.PositiveSmallIntegerField(
        _("quick wins per dimension"), default=0
    )
    quick_win_months = models.PositiveSmallIntegerField(_("months of a quick win"), default=12)
    quick_win_criteria = models.JSONField(
        _("criteria of quick wins"), default=list, help_text=_("rows of code, title, weight")
    )
    commitment_title = models.CharField(_("title of the commitment"), max_length=200)
    commitment_preamble = models.TextField(_("preamble of the commitment"))
    commitment_clauses = models.JSONField(_("clauses of the commitment"), default=list)
    commitment_note = models.CharField(max_length=200, blank=True)
    selection_criteria = models.JSONField(
        _("selection criteria"), default=list, help_text=_("rows of code, title, weight")
    )
    evaluation_questions = models.JSONField(
        _("evaluation questions"), default=list, help_text=_("rows of code, text, kind")
    )
    letters = models.JSONField(_("letters"), default=dict)
    check_weights = models.JSONField(
        _("weights of the checks"),
        default=dict,
        help_text=_("code of a check → must, should or off, where it is not as usual"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    based_on = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="successors",
    )
    reason = models.TextField(_("reason of the revision"), blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-revision"]
        verbose_name = _("guidance edition")
        verbose_name_plural = _("guidance editions")
        constraints = [
            models.UniqueConstraint(fields=["year", "revision"], name="one_edition_per_revision"),
            models.CheckConstraint(
                condition=models.Q(state__in=EditionState.values), name="edition_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.year}"

    @property
    def label(self) -> str:
        """The year, and which revision where there has been more than one."""
        if self.revision == 1:
            return str(self.year)
        words = {"year": self.year, "revision": self.revision}
        return str(_("%(year)s, revision %(revision)s") % words)

    @cached_property
    def overtakes(self) -> bool:
        """Whether cohorts go by another edition of the same year."""
        editions = type(self).objects.filter(year=self.year).exclude(pk=self.pk)
        return editions.filter(cohorts__isnull=False).exists()

    def is_inferred(self, path: str) -> bool:
        """Say whether the value at a dotted path, or a part above it, has no source."""
        return covers(self.inferred, path)

    def get_absolute_url(self) -> str:
        return reverse(
            "programs:edition_detail", kwargs={"year": self.year, "revision": self.revision}
        )


class Dimension(models.Model):
    edition = models.ForeignKey(
        GuidanceEdition, on_delete=models.CASCADE, related_name="dimensions"
    )
    code = models.SlugField(max_length=30)
    name = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["edition", "order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_dimension_per_code")
        ]

    def __str__(self) -> str:
        return self.name


class SubDimension(models.Model):
    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="parts")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["dimension", "order"]
        constraints = [
            models.UniqueConstraint(fields=["dimension", "code"], name="one_subdimension_per_code")
        ]

    def __str__(self) -> str:
        return self.name


class Horizon(models.Model):
    """A span of the plan's period in 1-based years: short 1–1, medium 2–5, long 6–10."""

    edition = models.ForeignKey(GuidanceEdition, on_delete=models.CASCADE, related_name="horizons")
    code = models.SlugField(max_length=20)
    label = models.CharField(max_length=60)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["edition", "first_year"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_horizon_per_code"),
            models.CheckConstraint(
                condition=models.Q(last_year__gte=models.F("first_year")), name="horizon_runs_on"
            ),
        ]

    def __str__(self) -> str:
        return self.label


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


class BookPlan(models.Model):
    edition = models.ForeignKey(GuidanceEdition, on_delete=models.CASCADE, related_name="books")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    short = models.CharField(max_length=20)

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="one_plan_per_book")
        ]

    def __str__(self) -> str:
        return f"{self.short} {self.title}"


class ChapterPlan(models.Model):
    class Owner(models.TextChoices):
        COORDINATOR = "coordinator", _("Coordinating agency")
        PLANNING = "planning", _("Planning agency")
        ANY = "any", _("Any agency")

    book = models.ForeignKey(BookPlan, on_delete=models.CASCADE, related_name="chapters")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    standfirst = models.TextField(blank=True)
    guidance = models.TextField(blank=True)
    checklist = models.JSONField(default=list)
    owner = models.CharField(max_length=11, choices=Owner, default=Owner.ANY)

    class Meta:
        ordering = ["book", "number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="one_plan_per_chapter")
        ]

    def __str__(self) -> str:
        return self.title


class SectionPlan(models.Model):
    """A section as the edition plans it: at `level` 2 or 3 it is inside the one before it."""

    chapter = models.ForeignKey(ChapterPlan, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=160)
    guidance = models.TextField(blank=True)
    checklist = models.JSONField(default=list)
    example = models.TextField(blank=True)
    blocks = models.JSONField(default=list)

    class Meta:
        ordering = ["chapter", "order"]

    def __str__(self) -> str:
        return self.title
