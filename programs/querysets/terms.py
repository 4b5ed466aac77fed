"""Which terms of people hold on a day?"""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class TermQuerySet(models.QuerySet):
    def active(self) -> "TermQuerySet":
        """Relations that hold today."""
        today = timezone.localdate()
        return self.filter(Q(since__lte=today) | Q(since=None), Q(until=None) | Q(until__gte=today))

    def with_people(self) -> "TermQuerySet":
        """Assignments of mentors with the mentor and the enrolment."""
        return self.select_related("mentor", "enrolment").order_by("mentor__name")

    def names_by_region(self, regions) -> dict[int, list[str]]:
        """Return the names of these people by the region that their term stands on."""
        names: dict[int, list[str]] = {}
        rows = self.filter(region__in=regions).order_by("user__name")
        for region, name in rows.values_list("region_id", "user__name"):
            names.setdefault(region, []).append(name)
        return names


class TenureQuerySet(TermQuerySet):
    def current(self) -> "TenureQuerySet":
        """Tenures that hold today."""
        return self.at(timezone.localdate())

    def at(self, day) -> "TenureQuerySet":
        """Tenures that held on `day`; an unknown start counts as early enough."""
        return self.filter(Q(since__lte=day) | Q(since=None), Q(until=None) | Q(until__gte=day))

    def heads(self) -> "TenureQuerySet":
        return self.filter(office__is_head=True)
