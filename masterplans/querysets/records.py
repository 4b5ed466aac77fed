"""Which records of a plan, which quick wins, and who scores them?"""

from django.db import models
from django.db.models import Q

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


class PlanListQuerySet(models.QuerySet):
    """Works that a plan cites, abbreviations that it explains."""

    def visible_to(self, user) -> "PlanListQuerySet":
        return self.filter(plan__enrolment__in=Enrolment.objects.visible_to(user))
