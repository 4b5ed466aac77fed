"""What does the plan do, for how much, and when? Programmes by year and source, and the action plan.

Amounts are whole rupiah.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from masterplans.models.book import Records
from masterplans.querysets import ProgramQuerySet, RecordQuerySet
from programs.models import Agency, Dimension, Horizon, SubDimension


class PlanProgram(Records):
    """A programme of the plan; targets and budgets per year are rows of their own."""

    class Status(models.TextChoices):
        NEW = "new", pgettext_lazy("programme", "New")
        EXISTING = "existing", pgettext_lazy("programme", "Existing")

    code = models.CharField(_("code"), max_length=12)
    status = models.CharField(_("status"), max_length=8, choices=Status, blank=True, default="")
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
    supporting = models.ManyToManyField(
        Agency,
        blank=True,
        related_name="supported_programs",
        verbose_name=_("supporting agencies (OPD)"),
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
            models.UniqueConstraint(fields=["plan", "code"], name="one_program_per_code"),
            models.CheckConstraint(
                condition=Q(status__in=["", "new", "existing"]), name="program_status_is_known"
            ),
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
