"""Which records of a plan, which quick wins, and who still scores them?"""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from masterplans.states import QuickWinState
from programs.models import Enrolment

CHOSEN_STATES = (QuickWinState.CHOSEN, QuickWinState.FINAL)


class RecordQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RecordQuerySet":
        return self.filter(plan__enrolment__in=Enrolment.objects.visible_to(user))

    def of(self, enrolment) -> "RecordQuerySet":
        return self.filter(plan__enrolment=enrolment)


class ProgramQuerySet(RecordQuerySet):
    def matching(
        self, *, q: str = "", dimension: str = "", horizon: str = "", agency: str = ""
    ) -> "ProgramQuerySet":
        """Programmes by words, dimension, horizon and agency; agency "0" means none yet."""
        rows = self
        if q:
            rows = rows.filter(
                Q(name__icontains=q) | Q(code__icontains=q) | Q(indicator__icontains=q)
            )
        if dimension:
            rows = rows.filter(dimension__code=dimension)
        if horizon:
            rows = rows.filter(horizon__code=horizon)
        if agency:
            rows = rows.filter(agency=None) if agency == "0" else rows.filter(agency=agency)
        return rows

    def with_parts(self) -> "ProgramQuerySet":
        return self.select_related(
            "dimension", "sub_dimension", "horizon", "agency"
        ).prefetch_related("targets", "budgets", "supporting")


class QuickWinQuerySet(RecordQuerySet):
    def living(self) -> "QuickWinQuerySet":
        return self.exclude(state=QuickWinState.DROPPED)

    def chosen(self) -> "QuickWinQuerySet":
        return self.filter(state__in=CHOSEN_STATES)

    def final(self) -> "QuickWinQuerySet":
        return self.filter(state=QuickWinState.FINAL)

    def with_profile(self) -> "QuickWinQuerySet":
        """With what `missing` and the pages of one quick win read."""
        return self.select_related(
            "plan__enrolment__region",
            "plan__enrolment__cohort__edition",
            "dimension",
            "agency",
            "program",
            "origin",
            "gap",
            "continued_in",
            "continues__plan__enrolment",
        )


class ScorerQuerySet(RecordQuerySet):
    def of_user(self, user) -> "ScorerQuerySet":
        return self.filter(user=user).select_related(
            "plan__enrolment__region", "plan__enrolment__cohort__edition"
        )

    def waiting(self) -> "ScorerQuerySet":
        """Those who have not handed in their scores for every nomination that is still open."""
        scores: Any = self.model._meta.get_field("scores").related_model
        wins: Any = scores._meta.get_field("quick_win").related_model
        handed_in = scores.objects.filter(
            scorer=OuterRef(OuterRef("pk")), quick_win=OuterRef("pk"), handed_in_at__isnull=False
        )
        nominated = wins.objects.filter(
            plan=OuterRef("plan"), year=OuterRef("year"), state=QuickWinState.NOMINATED
        )
        return self.filter(Exists(nominated.filter(~Exists(handed_in))))


class PlanListQuerySet(models.QuerySet):
    """Works that a plan cites, abbreviations that it explains."""

    def visible_to(self, user) -> "PlanListQuerySet":
        return self.filter(plan__enrolment__in=Enrolment.objects.visible_to(user))
