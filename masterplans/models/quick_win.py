"""Which programmes show results within a year, who owns them, and what could go wrong?"""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masterplans.models.analysis import GapItem, SwotItem
from masterplans.models.book import Records
from masterplans.models.program import PlanProgram
from masterplans.querysets import QuickWinQuerySet
from masterplans.states import QuickWinState
from programs.models import Agency, Dimension


class QuickWin(Records):
    """A quick win with its profile; `cost` is whole rupiah, `months` how long it takes."""

    year = models.PositiveSmallIntegerField(_("year"))
    name = models.CharField(_("name"), max_length=200)
    dimension = models.ForeignKey(
        Dimension, on_delete=models.PROTECT, related_name="+", verbose_name=_("dimension")
    )
    program = models.ForeignKey(
        PlanProgram,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="quick_wins",
        verbose_name=_("programme"),
    )
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quick_wins",
        verbose_name=_("responsible agency (OPD)"),
    )
    partners = models.CharField(_("partners"), max_length=300, blank=True)
    problem = models.TextField(_("problem"), blank=True)
    innovation = models.TextField(_("innovation"), blank=True)
    beneficiaries = models.CharField(_("beneficiaries"), max_length=300, blank=True)
    indicator = models.CharField(_("indicator"), max_length=200, blank=True)
    target = models.CharField(_("target"), max_length=200, blank=True)
    months = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)
    cost = models.DecimalField(
        _("cost (Rp)"), max_digits=16, decimal_places=0, null=True, blank=True
    )
    fund = models.CharField(_("source of funds"), max_length=100, blank=True)
    progress = models.PositiveSmallIntegerField(_("progress (%)"), null=True, blank=True)
    milestones = models.JSONField(
        _("milestones"), default=list, blank=True, help_text='[{"months": [1, 2], "title": "…"}]'
    )
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=QuickWinState,
        default=QuickWinState.NOMINATED,
        editable=False,
    )

    starts_on = models.DateField(_("begins on"), null=True, blank=True)
    choice_reason = models.TextField(_("reason of the choice"), blank=True, editable=False)
    swot_items = models.ManyToManyField(
        SwotItem, blank=True, related_name="quick_wins", verbose_name=_("SWOT items")
    )
    gap = models.ForeignKey(
        GapItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="quick_wins",
        verbose_name=_("gap that it closes"),
    )
    continues = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("continues the quick win"),
    )
    continued_in = models.ForeignKey(
        PlanProgram,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="continued_quick_wins",
        verbose_name=_("continued in the programme"),
    )

    objects = QuickWinQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "order", "pk"]
        verbose_name = _("quick win")
        verbose_name_plural = _("quick wins")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=QuickWinState.values), name="quick_win_state_is_known"
            ),
            models.UniqueConstraint(fields=["plan", "year", "name"], name="one_quick_win_per_name"),
            models.CheckConstraint(
                condition=Q(progress=None) | Q(progress__lte=100),
                name="quick_win_progress_is_a_percentage",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("masterplans:quick_win_detail", kwargs={"pk": self.pk})

    @property
    def lasts(self) -> int | None:
        """How many months it takes: as planned, or until its last milestone ends."""
        if not self.months:
            return None
        ends = [max(step["months"]) for step in self.milestones if step.get("months")]
        return max([self.months, *ends])

    @property
    def missing(self) -> list[str]:
        """Sentences that say what the profile still lacks."""
        limit = self.plan.enrolment.cohort.edition.quick_win_months
        gaps = [
            (not self.agency_id, gettext("No agency is responsible for it yet.")),
            (not self.problem, gettext("The problem is not described.")),
            (not self.innovation, gettext("The innovation is not described.")),
            (not self.indicator, gettext("An indicator is missing.")),
            (not self.months, gettext("The number of months is missing.")),
            (
                bool(self.lasts and self.lasts > limit),
                gettext("It takes longer than %(limit)d months.") % {"limit": limit},
            ),
            (not self.risks.all(), gettext("No risk has been written down.")),
        ]
        return [sentence for lacks, sentence in gaps if lacks]


class QuickWinRisk(models.Model):
    """A line of a quick win's risk register; likelihood and impact run from 1 to 5."""

    quick_win = models.ForeignKey(QuickWin, on_delete=models.CASCADE, related_name="risks")
    risk = models.CharField(_("risk"), max_length=300)
    cause = models.CharField(_("cause"), max_length=300, blank=True)
    likelihood = models.PositiveSmallIntegerField(_("likelihood (1–5)"))
    impact = models.PositiveSmallIntegerField(_("impact (1–5)"))
    treatment = models.CharField(_("treatment"), max_length=300, blank=True)
    owner = models.CharField(_("owner"), max_length=160, blank=True)

    class Meta:
        ordering = ["quick_win", "pk"]
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5)),
                name="risk_is_one_to_five",
            )
        ]

    def __str__(self) -> str:
        return self.risk

    @property
    def level(self) -> str:
        """Rendah, Sedang or Tinggi: the product of likelihood and impact in thirds of 25."""
        product = self.likelihood * self.impact
        return (
            gettext("High")
            if product >= 15
            else gettext("Medium")
            if product >= 6
            else gettext("Low")
        )
