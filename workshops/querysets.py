"""Which workshops, outputs and closures? The stage floor's vocabulary of rows."""

from django.db import models
from django.utils import timezone

from programs.models import Enrolment


class WorkshopQuerySet(models.QuerySet):
    def visible_to(self, user) -> "WorkshopQuerySet":
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def upcoming(self) -> "WorkshopQuerySet":
        return self.filter(ends_on__gte=timezone.localdate()).order_by("starts_on")

    def with_names(self) -> "WorkshopQuerySet":
        return self.select_related("enrolment__region", "enrolment__cohort", "plan")


class OutputQuerySet(models.QuerySet):
    def visible_to(self, user) -> "OutputQuerySet":
        return self.filter(workshop__enrolment__in=Enrolment.objects.visible_to(user))


class StageClosureQuerySet(models.QuerySet):
    def visible_to(self, user) -> "StageClosureQuerySet":
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))
