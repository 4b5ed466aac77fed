"""Which workshops, outputs and closures? The stage floor's vocabulary of rows."""

from django.db import models
from django.db.models import Q

from programs.models import Enrolment
from smartcity_portal.kit import clock


class _OfEnrolmentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "_OfEnrolmentQuerySet":
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))


class WorkshopQuerySet(_OfEnrolmentQuerySet):
    def upcoming(self) -> "WorkshopQuerySet":
        """Bimtek that are not over yet, the next one first."""
        today = clock.today()
        return self.filter(Q(ends_on__gte=today) | Q(ends_on=None, starts_on__gte=today)).order_by(
            "starts_on", "number"
        )

    def with_names(self) -> "WorkshopQuerySet":
        return self.select_related("enrolment__region", "enrolment__cohort", "plan")


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SessionQuerySet":
        return self.filter(workshop__enrolment__in=Enrolment.objects.visible_to(user))


class OutputQuerySet(models.QuerySet):
    def visible_to(self, user) -> "OutputQuerySet":
        return self.filter(workshop__enrolment__in=Enrolment.objects.visible_to(user))

    def unchecked(self) -> "OutputQuerySet":
        return self.filter(checked_at=None)


class StageClosureQuerySet(_OfEnrolmentQuerySet):
    def standing(self) -> "StageClosureQuerySet":
        """Closures of stages that were not reopened."""
        return self.filter(reopened_at=None)


class StagePleaQuerySet(_OfEnrolmentQuerySet):
    def open(self) -> "StagePleaQuerySet":
        """Requests that the ministry has not answered."""
        return self.filter(answered_at=None)


class MilestoneQuerySet(_OfEnrolmentQuerySet):
    def sourced(self) -> "MilestoneQuerySet":
        return self.exclude(source="")


class StandingQuerySet(_OfEnrolmentQuerySet):
    def of_cohort(self, cohort) -> "StandingQuerySet":
        return self.filter(enrolment__cohort=cohort)

    def under_way(self) -> "StandingQuerySet":
        """Of any cohort: followed in the portal and not finished."""
        return self.filter(followed=True, enrolment__stage__lte=4)

    def with_names(self) -> "StandingQuerySet":
        return self.select_related("enrolment__region__province", "enrolment__cohort__edition")
