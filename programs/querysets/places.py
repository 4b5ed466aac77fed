"""Which regions, agencies, offices and officials, and who sees them?"""

from django.db import models
from django.db.models import Q


class RegionQuerySet(models.QuerySet):
    def regencies_and_cities(self) -> "RegionQuerySet":
        return self.exclude(kind="provinsi")

    def visible_to(self, user) -> "RegionQuerySet":
        """Names and codes of regions are public."""
        return self

    def history_visible_to(self, user) -> "RegionQuerySet":
        """What happened in a region is read by those who see its enrolments."""
        from programs.models import Enrolment

        return self.filter(pk__in=Enrolment.objects.visible_to(user).values("region"))

    def matching(self, words: str) -> "RegionQuerySet":
        """Regions whose name, province or code holds the words."""
        return self.filter(
            Q(name__icontains=words) | Q(province__name__icontains=words) | Q(code=words)
        )

    def called(self, lines) -> tuple[list, list[str]]:
        """Return the regencies and cities that are named or coded so, and the lines that name none."""
        by_word: dict[str, list] = {}
        for region in self.regencies_and_cities():
            for word in (region.code, region.name.lower()):
                by_word.setdefault(word, []).append(region)
        found, unknown = {}, []
        for line in lines:
            rows = by_word.get(line.lower(), [])
            if len(rows) == 1:
                found[rows[0].pk] = rows[0]
            else:
                unknown.append(line)
        return list(found.values()), unknown

    def taking_part(self) -> "RegionQuerySet":
        from programs.models import Enrolment

        return self.filter(pk__in=Enrolment.objects.values("region"))

    def managed_by(self, user) -> "RegionQuerySet":
        """Regions whose agencies and officials `user` looks after."""
        from programs.people import relations_of

        relations = relations_of(user)
        return self if relations.ministry else self.filter(pk__in=relations.coordinated_regions)


def _region_is_visible_to(user) -> Q:
    from programs.models import Enrolment, Region

    return Q(region__in=Enrolment.objects.visible_to(user).values("region")) | Q(
        region__in=Region.objects.managed_by(user).values("pk")
    )


class AgencyQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AgencyQuerySet":
        """Agencies of regions that `user` looks after or whose enrolments `user` may see."""
        return self.filter(_region_is_visible_to(user))

    def managed_by(self, user) -> "AgencyQuerySet":
        from programs.people import relations_of

        relations = relations_of(user)
        if relations.ministry:
            return self
        return self.filter(region__in=relations.coordinated_regions)

    def served_by(self, user) -> "AgencyQuerySet":
        from programs.people import relations_of

        return self.filter(pk__in=relations_of(user).agencies)


class OfficeQuerySet(models.QuerySet):
    def visible_to(self, user) -> "OfficeQuerySet":
        """Offices of regions that `user` looks after or whose enrolments `user` may see."""
        return self.filter(_region_is_visible_to(user))


class OfficialQuerySet(models.QuerySet):
    def of_region(self, region) -> "OfficialQuerySet":
        return self.filter(pk__in=region.offices.values("tenures__official"))

    def without_account(self) -> "OfficialQuerySet":
        return self.filter(user=None)

    def managed_by(self, user) -> "OfficialQuerySet":
        """Officials who hold an office now in regions that `user` looks after."""
        from programs.models import Tenure
        from programs.people import relations_of

        relations = relations_of(user)
        tenures = Tenure.objects.current()
        if not relations.ministry:
            tenures = tenures.filter(office__region__in=relations.coordinated_regions)
        return self.filter(pk__in=tenures.values("official"))


class AcknowledgementQuerySet(models.QuerySet):
    def open(self) -> "AcknowledgementQuerySet":
        """Not acknowledged yet, by people who hold the office today."""
        from programs.models import Tenure

        return self.filter(acknowledged_at=None, tenure__in=Tenure.objects.current())

    def of_user(self, user) -> "AcknowledgementQuerySet":
        return self.filter(tenure__official__user=user.pk)

    def visible_to(self, user) -> "AcknowledgementQuerySet":
        """Those of the person's own offices and of regions that the person looks after."""
        from programs.models import Region

        return self.filter(
            Q(tenure__official__user=user.pk)
            | Q(tenure__office__region__in=Region.objects.managed_by(user).values("pk"))
        )

    def with_names(self) -> "AcknowledgementQuerySet":
        return self.select_related(
            "tenure__office__region",
            "tenure__office__agency",
            "tenure__official__user",
            "predecessor__official",
            "predecessor__office",
            "by",
        )
