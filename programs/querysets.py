"""Which regions, cohorts, enrolments and agencies? The programme's vocabulary of rows."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class TermQuerySet(models.QuerySet):
    def active(self) -> "TermQuerySet":
        """Relations that hold today."""
        today = timezone.localdate()
        return self.filter(Q(since__lte=today) | Q(since=None), Q(until=None) | Q(until__gte=today))


class TenureQuerySet(TermQuerySet):
    def current(self) -> "TenureQuerySet":
        """Tenures that hold today."""
        return self.at(timezone.localdate())

    def at(self, day) -> "TenureQuerySet":
        """Tenures that held on `day`; an unknown start counts as early enough."""
        return self.filter(Q(since__lte=day) | Q(since=None), Q(until=None) | Q(until__gte=day))

    def heads(self) -> "TenureQuerySet":
        return self.filter(office__is_head=True)


class RegionQuerySet(models.QuerySet):
    def regencies_and_cities(self) -> "RegionQuerySet":
        return self.exclude(kind="provinsi")

    def visible_to(self, user) -> "RegionQuerySet":
        """Names and codes of regions are public."""
        return self

    def taking_part(self) -> "RegionQuerySet":
        return self.filter(enrolments__isnull=False).distinct()


class CohortQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CohortQuerySet":
        """The board of a cohort is the ministry's and the general observers'."""
        from programs.people import relations_of

        relations = relations_of(user)
        return self if relations.ministry or relations.observes_all else self.none()


class EnrolmentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "EnrolmentQuerySet":
        """Enrolments that `user` relates to; all of them for ministry and general observers."""
        from programs.people import relations_of

        relations = relations_of(user)
        if relations.ministry or relations.observes_all:
            return self
        mine = Q(pk__in=relations.mentored) | Q(region__in=relations.regions)
        for cohort, region in relations.assessed:
            mine |= Q(cohort=cohort, region=region)
        return self.filter(mine)

    def with_names(self) -> "EnrolmentQuerySet":
        return self.select_related("cohort__edition", "region__province", "memorandum")

    def under_way(self) -> "EnrolmentQuerySet":
        return self.filter(stage__lte=4)

    def mentored_by(self, user) -> "EnrolmentQuerySet":
        from programs.people import relations_of

        return self.filter(pk__in=relations_of(user).mentored)

    def coordinated_by(self, user) -> "EnrolmentQuerySet":
        from programs.people import relations_of

        return self.filter(region__in=relations_of(user).coordinated_regions)


class AgencyQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AgencyQuerySet":
        """Agencies of regions whose enrolments `user` may see."""
        from programs.models import Enrolment

        return self.filter(region__in=Enrolment.objects.visible_to(user).values("region"))

    def served_by(self, user) -> "AgencyQuerySet":
        from programs.people import relations_of

        return self.filter(pk__in=relations_of(user).agencies)
