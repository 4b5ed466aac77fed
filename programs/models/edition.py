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
