"""Which facts of a plan are entered once and shown everywhere? Amounts are whole rupiah."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from masterplans.models.book import Records
from masterplans.querysets import ProgramQuerySet, RecordQuerySet
from programs.models import Agency, Dimension, Horizon, SubDimension


class SwotItem(Records):
    class Quadrant(models.TextChoices):
        STRENGTH = "S", _("Strength")
        WEAKNESS = "W", _("Weakness")
        OPPORTUNITY = "O", _("Opportunity")
        THREAT = "T", _("Threat")

    component = models.CharField(_("component"), max_length=60, blank=True)
    quadrant = models.CharField(_("quadrant"), max_length=1, choices=Quadrant)
    statement = models.TextField(_("statement"))
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    keywords = models.CharField(_("keywords for the vision"), max_length=200, blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "quadrant", "order", "pk"]
        verbose_name = _("SWOT item")
        verbose_name_plural = _("SWOT items")
        constraints = [
            models.CheckConstraint(
                condition=Q(quadrant__in=["S", "W", "O", "T"]), name="quadrant_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.quadrant}: {self.statement[:60]}"


class ReadinessItem(Records):
    class Rating(models.IntegerChoices):
        POOR = 1, _("Poor")
        MODERATE = 2, _("Moderate")
        GOOD = 3, _("Good")

    component = models.CharField(_("component"), max_length=60)
    part = models.CharField(_("part"), max_length=100, blank=True)
    indicator = models.CharField(_("indicator"), max_length=200)
    condition = models.TextField(_("present condition"))
    rating = models.PositiveSmallIntegerField(_("rating"), choices=Rating)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "order", "pk"]
        verbose_name = _("readiness item")
        verbose_name_plural = _("readiness items")
        constraints = [
            models.CheckConstraint(
                condition=Q(rating__range=(1, 3)), name="readiness_rating_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.indicator


class GapItem(Records):
    dimension = models.ForeignKey(Dimension, on_delete=models.PROTECT, related_name="+")
    current = models.TextField(_("now"))
    target = models.TextField(_("target"))
    gap = models.TextField(_("gap"))
    solution = models.TextField(_("solution"), blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "dimension__order", "order", "pk"]
        verbose_name = _("gap")
        verbose_name_plural = _("gaps")

    def __str__(self) -> str:
        return self.gap[:60]


class Mission(Records):
    text = models.TextField(_("mission"))
    objectives = models.JSONField(_("objectives"), default=list, blank=True)
    rpjmd_reference = models.CharField(_("RPJMD reference"), max_length=200, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "order", "pk"]
        verbose_name = _("mission")
        verbose_name_plural = _("missions")

    def __str__(self) -> str:
        return self.text[:60]


class PlanProgram(Records):
    """A programme of the plan; targets and budgets per year are rows of their own."""

    code = models.CharField(_("code"), max_length=12)
    dimension = models.ForeignKey(
        Dimension, on_delete=models.PROTECT, related_name="+", verbose_name=_("dimension")
    )
    sub_dimension = models.ForeignKey(
        SubDimension,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sub-dimension"),
    )
    name = models.CharField(_("programme"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    horizon = models.ForeignKey(
        Horizon, on_delete=models.PROTECT, related_name="+", verbose_name=_("horizon")
    )
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programs",
        verbose_name=_("responsible agency (OPD)"),
    )
    partners = models.CharField(_("partners"), max_length=300, blank=True)
    indicator = models.CharField(_("indicator"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    baseline = models.CharField(_("baseline"), max_length=60, blank=True)
    rpjmd_reference = models.CharField(_("RPJMD reference"), max_length=200, blank=True)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "dimension__order", "order", "pk"]
        verbose_name = _("programme of the plan")
        verbose_name_plural = _("programmes of the plan")
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="one_program_per_code")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ProgramTarget(models.Model):
    program = models.ForeignKey(PlanProgram, on_delete=models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.CharField(_("target"), max_length=60)

    class Meta:
        ordering = ["program", "year"]
        constraints = [
            models.UniqueConstraint(fields=["program", "year"], name="one_target_per_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"


class ProgramBudget(models.Model):
    class Source(models.TextChoices):
        APBD = "APBD", "APBD"
        APBN = "APBN", "APBN"
        CSR = "CSR", "CSR"
        KPBU = "KPBU", "KPBU"
        OTHER = "LAIN", _("Other")

    program = models.ForeignKey(PlanProgram, on_delete=models.CASCADE, related_name="budgets")
    year = models.PositiveSmallIntegerField(_("year"))
    fund = models.CharField(_("source of funds"), max_length=4, choices=Source, default=Source.APBD)
    amount = models.DecimalField(_("amount (Rp)"), max_digits=16, decimal_places=0)

    class Meta:
        ordering = ["program", "year", "fund"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "year", "fund"], name="one_budget_per_year_and_fund"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="budget_is_not_negative"),
            models.CheckConstraint(
                condition=Q(fund__in=["APBD", "APBN", "CSR", "KPBU", "LAIN"]), name="fund_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.fund}: {self.amount}"


class ActionItem(Records):
    class Strand(models.TextChoices):
        POLICY = "policy", _("Policy and institutions")
        INFRASTRUCTURE = "infrastructure", _("Supporting infrastructure")
        APPLICATION = "application", _("Supporting applications and software")
        LITERACY = "literacy", _("Literacy")

    strand = models.CharField(_("strand"), max_length=14, choices=Strand)
    program = models.ForeignKey(
        PlanProgram, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions"
    )
    action = models.CharField(_("action"), max_length=300)
    output = models.CharField(_("output"), max_length=300, blank=True)
    first_year = models.PositiveSmallIntegerField(_("from"))
    last_year = models.PositiveSmallIntegerField(_("to"))
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    budget = models.DecimalField(_("amount (Rp)"), max_digits=16, decimal_places=0, default=0)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "strand", "order", "pk"]
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=models.F("first_year")), name="action_runs_on"
            )
        ]

    def __str__(self) -> str:
        return self.action
