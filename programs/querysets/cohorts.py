"""Which editions, cohorts, enrolments, agreements and mentors, and who sees them?"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

# What pages that only name a guidance, or count by it, leave in the database.
LONG_GUIDANCE = (
    "sources", "inferred", "quick_win_criteria", "commitment_preamble", "commitment_clauses",
    "selection_criteria", "evaluation_questions", "letters", "check_weights",
)  # fmt: skip


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

    def with_short_guidance(self) -> "EnrolmentQuerySet":
        """After with_names: the guidance without its long parts, which are read when asked for."""
        return self.defer(*(f"cohort__edition__{name}" for name in LONG_GUIDANCE))

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


class MemorandumQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MemorandumQuerySet":
        """Agreements of enrolments that `user` may see."""
        from programs.models import Enrolment

        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def ending_between(self, first, last) -> "MemorandumQuerySet":
        """Agreements whose last day lies in this span, the earliest first."""
        return self.filter(valid_until__range=(first, last)).order_by("valid_until")


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
