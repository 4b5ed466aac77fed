"""Which regions, cohorts, enrolments and agencies? The programme's vocabulary of rows."""

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


class EditionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "EditionQuerySet":
        """Guidance is for everybody who takes part; drafts are the ministry's."""
        from programs.people import relations_of

        if not user.is_authenticated:
            return self.none()
        return self if relations_of(user).ministry else self.usable()

    def usable(self) -> "EditionQuerySet":
        return self.exclude(state="draft")


class CohortQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CohortQuerySet":
        """The board of a cohort is the ministry's and the general observers'."""
        from programs.people import relations_of

        relations = relations_of(user)
        return self if relations.ministry or relations.observes_all else self.none()

    def overtaken_by(self, edition) -> "CohortQuerySet":
        """Cohorts that go by another edition of the same year."""
        return self.filter(edition__year=edition.year).exclude(edition=edition)

    def with_counts(self) -> "CohortQuerySet":
        """Add `region_count` and `candidate_count`: what the portal itself holds."""
        return (
            self.select_related("edition")
            .annotate(
                region_count=models.Count("enrolments", distinct=True),
                candidate_count=models.Count("candidacies", distinct=True),
            )
            .order_by("-year")
        )


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

    def without_memorandum(self) -> "EnrolmentQuerySet":
        """Regions whose agreement is not registered, the one that has waited longest first."""
        return self.filter(memorandum=None).order_by("enrolled_on", "region__code")

    def under_way(self) -> "EnrolmentQuerySet":
        return self.filter(stage__lte=4)

    def on_the_board(self, cohort) -> "EnrolmentQuerySet":
        """The regions of a cohort, and whatever is under way in others."""
        return self.filter(Q(cohort=cohort) | Q(stage__lte=4))

    def mentored_by(self, user) -> "EnrolmentQuerySet":
        from programs.people import relations_of

        return self.filter(pk__in=relations_of(user).mentored)

    def coordinated_by(self, user) -> "EnrolmentQuerySet":
        from programs.people import relations_of

        return self.filter(region__in=relations_of(user).coordinated_regions)


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


class MentorQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MentorQuerySet":
        """The list of mentors is the ministry's; a mentor sees the own entry."""
        from programs.people import relations_of

        return self if relations_of(user).ministry else self.filter(user=user.pk)

    def without_account(self) -> "MentorQuerySet":
        return self.filter(user=None)

    def with_load(self) -> "MentorQuerySet":
        """Add `load`: how many enrolments under way the mentor guides today."""
        today = timezone.localdate()
        holds = Q(assignments__since__lte=today) & (
            Q(assignments__until=None) | Q(assignments__until__gte=today)
        )
        under_way = Q(assignments__enrolment__stage__lte=4)
        return self.annotate(
            load=models.Count("assignments", filter=holds & under_way, distinct=True)
        )


class BoardViewQuerySet(models.QuerySet):
    def visible_to(self, user) -> "BoardViewQuerySet":
        """One's own views, and the shared ones for whoever reads the board."""
        from programs.people import relations_of

        relations = relations_of(user)
        if not (relations.ministry or relations.observes_all):
            return self.none()
        return self.filter(Q(by=user.pk) | Q(shared=True))

    def of_user(self, user) -> "BoardViewQuerySet":
        return self.filter(by=user.pk)


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


class MemorandumQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MemorandumQuerySet":
        """Agreements of enrolments that `user` may see."""
        from programs.models import Enrolment

        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def ending_between(self, first, last) -> "MemorandumQuerySet":
        """Agreements whose last day lies in this span, the earliest first."""
        return self.filter(valid_until__range=(first, last)).order_by("valid_until")


class CandidacyQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CandidacyQuerySet":
        """All of them for the ministry; their own for assessors and for the region's coordinators."""
        from programs.models import ScoreSheet
        from programs.people import relations_of

        if not user.is_authenticated or not user.is_active:
            return self.none()
        relations = relations_of(user)
        if relations.ministry:
            return self
        return self.filter(
            Q(region__in=relations.coordinated_regions)
            | Q(pk__in=ScoreSheet.objects.filter(assessor=user).values("candidacy"))
        )

    def history_visible_to(self, user) -> "CandidacyQuerySet":
        """What happened to a candidate names its assessors: the ministry reads it."""
        from programs.people import relations_of

        return self if relations_of(user).ministry else self.none()

    def with_names(self) -> "CandidacyQuerySet":
        return self.select_related("cohort__edition", "region__province", "letter")

    def with_assessors(self) -> "CandidacyQuerySet":
        return self.prefetch_related("sheets__assessor")

    def undecided(self) -> "CandidacyQuerySet":
        return self.filter(state__in=["invited", "assessed"])

    def waiting_per_cohort(self) -> models.QuerySet:
        """How many assessed candidates wait for the decision, by cohort, the newest first."""
        rows = self.filter(state="assessed").order_by("-cohort__year").values("cohort__year")
        return rows.annotate(count=models.Count("pk"))

    def accepted(self) -> "CandidacyQuerySet":
        return self.filter(state="accepted")

    def awaiting_letter(self) -> "CandidacyQuerySet":
        """Accepted, not told by letter and not enrolled: who takes part already needs no letter."""
        from programs.models import Enrolment

        same = {"cohort": models.OuterRef("cohort"), "region": models.OuterRef("region")}
        enrolled = models.Exists(Enrolment.objects.filter(**same))
        return self.accepted().filter(~enrolled, letter=None)

    def without_letter(self) -> "CandidacyQuerySet":
        return self.filter(letter_sha256="")

    def unmailed(self) -> "CandidacyQuerySet":
        """Letters that have been printed and still wait to be mailed."""
        return (
            self.exclude(letter_sha256="").exclude(contact_email="").filter(letter_mailed_at=None)
        )


class PassLetterQuerySet(models.QuerySet):
    def with_counts(self) -> "PassLetterQuerySet":
        """Add how many copies the letter has, how many are printed and how many were mailed."""
        return self.annotate(
            copies=models.Count("candidacies"),
            printed=models.Count("candidacies", filter=~Q(candidacies__letter_sha256="")),
            mailed=models.Count(
                "candidacies", filter=Q(candidacies__letter_mailed_at__isnull=False)
            ),
        )


class ScoreSheetQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ScoreSheetQuerySet":
        """The ministry's all; an assessor's own, and what others handed in once the own is."""
        from programs.people import relations_of

        if not user.is_authenticated or not user.is_active:
            return self.none()
        if relations_of(user).ministry:
            return self
        mine = type(self)(self.model).filter(assessor=user)
        return self.filter(
            Q(assessor=user)
            | Q(handed_in_at__isnull=False, candidacy__in=mine.handed_in().values("candidacy"))
        )

    def handed_in(self) -> "ScoreSheetQuerySet":
        return self.exclude(handed_in_at=None)

    def waiting(self) -> "ScoreSheetQuerySet":
        """Sheets that an assessor still has to hand in, of candidates who are still assessed."""
        return self.filter(handed_in_at=None, candidacy__state="invited")

    def of(self, user) -> "ScoreSheetQuerySet":
        return self.filter(assessor=user)

    def with_candidates(self) -> "ScoreSheetQuerySet":
        return self.select_related("candidacy__cohort__edition", "candidacy__region__province")

    def counted_by_assessor(self) -> dict[int, int]:
        """Return how many of these sheets each assessor has."""
        rows = self.order_by().values_list("assessor").annotate(count=models.Count("pk"))
        return dict(rows)
