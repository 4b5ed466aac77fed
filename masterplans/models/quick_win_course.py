"""What did a quick win change, and how far is it? Measured before and after, and reported in between."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from masterplans.models.book import Figure
from masterplans.models.quick_win import QuickWin
from programs.models import Enrolment
from programs.models.sourced import Sourced


class QuickWinCondition(Sourced):
    """How things stood before the quick win began, or after it was done."""

    class Side(models.TextChoices):
        BEFORE = "before", _("Before")
        AFTER = "after", _("After")

    quick_win = models.ForeignKey(QuickWin, on_delete=models.CASCADE, related_name="conditions")
    side = models.CharField(_("time"), max_length=6, choices=Side)
    on = models.DateField(_("measured on"))
    text = models.TextField(_("condition"), max_length=2000)
    value = models.CharField(_("measured value"), max_length=120, blank=True)
    figure = models.ForeignKey(
        Figure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["quick_win", "-side"]
        verbose_name = _("condition before or after")
        verbose_name_plural = _("conditions before and after")
        constraints = [
            models.UniqueConstraint(fields=["quick_win", "side"], name="one_condition_per_side"),
            models.CheckConstraint(
                condition=Q(side__in=["before", "after"]), name="condition_side_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.text[:60]}"


class QuickWinReport(Sourced):
    """One dated report of progress; `spent` is what was spent so far, in whole rupiah."""

    class Status(models.TextChoices):
        ON_TRACK = "on_track", _("On schedule")
        DELAYED = "delayed", _("Delayed")
        STOPPED = "stopped", _("Stopped")
        DONE = "done", _("Done")

    quick_win = models.ForeignKey(QuickWin, on_delete=models.CASCADE, related_name="reports")
    on = models.DateField(_("as of"))
    percent = models.PositiveSmallIntegerField(_("progress (%)"))
    status = models.CharField(_("course"), max_length=8, choices=Status)
    text = models.TextField(_("what was done"), max_length=2000)
    spent = models.DecimalField(
        _("spent so far (Rp)"), max_digits=16, decimal_places=0, null=True, blank=True
    )
    reached = models.JSONField(_("milestones reached"), default=list, blank=True)
    link = models.URLField(_("address of the evidence"), max_length=300, blank=True)
    figure = models.ForeignKey(
        Figure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["quick_win", "on", "pk"]
        verbose_name = _("report of progress")
        verbose_name_plural = _("reports of progress")
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="report_is_a_percentage"),
            models.CheckConstraint(
                condition=Q(spent=None) | Q(spent__gte=0), name="report_spends_nothing_negative"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["on_track", "delayed", "stopped", "done"]),
                name="report_status_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} % ({self.on})"

    @property
    def enrolment(self) -> Enrolment:
        return self.quick_win.plan.enrolment
