"""Who scores the nominated quick wins of a year, and which points did each person give?"""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masterplans.models.book import Masterplan
from masterplans.models.quick_win import QuickWin
from masterplans.querysets import ScorerQuerySet
from programs.models import Enrolment


class QuickWinScorer(models.Model):
    """Somebody who was asked to score every nominated quick win of one year."""

    plan = models.ForeignKey(Masterplan, on_delete=models.CASCADE, related_name="scorers")
    year = models.PositiveSmallIntegerField(_("year"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="quick_win_scorings"
    )
    asked_at = models.DateTimeField(_("asked"))

    objects = ScorerQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "year", "user__name", "pk"]
        verbose_name = _("scorer of quick wins")
        verbose_name_plural = _("scorers of quick wins")
        constraints = [
            models.UniqueConstraint(fields=["plan", "year", "user"], name="one_scorer_per_year")
        ]

    def __str__(self) -> str:
        return self.user.name

    def get_absolute_url(self) -> str:
        kwargs = {"slug": self.plan.enrolment.slug}
        return f"{reverse('masterplans:quick_win_choice', kwargs=kwargs)}?tahun={self.year}"

    @property
    def enrolment(self) -> Enrolment:
        return self.plan.enrolment


class QuickWinScore(models.Model):
    """One person's points for one quick win: {code of the criterion: 1 to 5}.

    Handed in, the points stand and the person sees what the others gave.
    """

    scorer = models.ForeignKey(QuickWinScorer, on_delete=models.CASCADE, related_name="scores")
    quick_win = models.ForeignKey(QuickWin, on_delete=models.CASCADE, related_name="scores")
    points = models.JSONField(_("points"), default=dict)
    note = models.CharField(_("note"), max_length=500, blank=True)
    handed_in_at = models.DateTimeField(_("handed in"), null=True, editable=False)

    class Meta:
        ordering = ["scorer", "quick_win"]
        verbose_name = _("score of a quick win")
        verbose_name_plural = _("scores of quick wins")
        constraints = [
            models.UniqueConstraint(fields=["scorer", "quick_win"], name="one_score_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.scorer_id} → {self.quick_win_id}"
